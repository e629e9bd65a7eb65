"""Sentences that are too long to be read with ease."""

import re

from django.utils.html import strip_tags
from wagtail.models import Page

from hub import handover, translations
from hub.bilingual import SOURCE
from hub.routing import language_of

LONGEST = 25  # words
SENTENCE = re.compile(r"(?<=[.!?…])[\"'”»)]*\s+(?=[\"'“«(]?[A-ZÆØÅ0-9])")


def too_long(text: str) -> list[str]:
    """The sentences of a text, HTML or plain, that have more than 25 words."""
    plain = " ".join(strip_tags(text.replace("<br", " <br")).split())
    return [part for part in SENTENCE.split(plain) if len(part.split()) > LONGEST]


def too_long_on(page: Page) -> list[str]:
    """The long sentences that the page's editor shows, in order."""
    texts = danish_texts(page) if is_danish(page) else handover.english_texts(page)
    return [sentence for text in texts for sentence in too_long(text)]


def is_danish(page: Page) -> bool:
    """Whether the page is written in the source language."""
    return language_of(page) == SOURCE


def danish_texts(page: Page) -> list[str]:
    """All texts of a page, as wagtail-localize cuts them: paragraph by paragraph."""
    by_field = translations.strings_by_path(page)
    return [text for texts in by_field.values() for text in texts]
