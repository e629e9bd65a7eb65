"""Sentences of a text, and those that are too long to be read with ease."""

import re

from django.utils.html import strip_tags

LONGEST = 25  # words
# After these a capital or a number goes on with the sentence: "kl. 16", "f.eks. Valby".
ABBREVIATIONS = ("kl", "nr", "ca", "gl", "tlf", "f.eks", "bl.a", "dvs", "e.g", "i.e")
NOT_ENDED = "".join(rf"(?<!\b(?i:{re.escape(each)})\.)" for each in ABBREVIATIONS)
END = re.compile(rf"""(?<=[.!?…]){NOT_ENDED}["'”»)]*\s+(?=["'“«(]?[A-ZÆØÅ0-9])""")


def sentences_of(text: str) -> list[str]:
    """The sentences of a text, HTML or plain; the last may lack its full stop."""
    plain = " ".join(strip_tags(text.replace("<br", " <br")).split())
    return [part for part in END.split(plain) if part]


def too_long(text: str) -> list[str]:
    """The sentences that have more than 25 words."""
    return [part for part in sentences_of(text) if len(part.split()) > LONGEST]
