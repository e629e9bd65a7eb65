"""The headings of a text, and the address that each has on its page."""

from collections.abc import Iterable, Iterator

from django.utils.text import slugify

PREFIX = "part"  # no heading may have the id of something else on the page
DANISH = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})


def headings_of(body) -> list[tuple[str, str]]:
    """(id, words) of a text's headings in order: what "On this page" lists."""
    return [
        (anchor, _words_of(block)) for block, anchor in with_anchors(body) if anchor
    ]


def with_anchors(body: Iterable) -> Iterator[tuple]:
    """Each block of a text with the id of its heading; empty where it has none."""
    taken: set[str] = set()
    for block in body:
        words = _words_of(block)
        anchor = _free_anchor(words, taken) if words else ""
        taken.add(anchor)
        yield block, anchor


def _words_of(block) -> str:
    """The words of a heading; steps may have one of their own."""
    if block.block_type == "heading":
        return block.value
    return block.value["heading"] if block.block_type == "steps" else ""


def _free_anchor(words: str, taken: set[str]) -> str:
    """An id made of the words, numbered where the text has it already."""
    stem = f"{PREFIX}-{slugify(words.lower().translate(DANISH))}".rstrip("-")
    anchor, number = stem, 1
    while anchor in taken:
        number += 1
        anchor = f"{stem}-{number}"
    return anchor
