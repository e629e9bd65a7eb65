"""The passage of a text that has the words that were looked for, with these marked."""

import re
from collections.abc import Iterator

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from search.models import Entry
from search.words import fold, root

WORD = re.compile(r"[^\W_]+")
SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n+")
LONGEST = 240  # letters of a passage
AROUND = 90  # letters before the first word, where a sentence is long
SHORTEST_INSIDE = 4  # letters of a root that is marked inside a longer word


def marked(text: str, roots: set[str], language: str) -> SafeString:
    """A text with each word that was looked for in a `mark`."""
    return mark_safe("".join(_pieces(text, roots, language)))  # noqa: S308 -- escaped


def _pieces(text: str, roots: set[str], language: str) -> Iterator[str]:
    last = 0
    for word in WORD.finditer(text):
        if is_meant(word.group(), roots, language):
            yield conditional_escape(text[last : word.start()])
            yield format_html("<mark>{}</mark>", word.group())
            last = word.end()
    yield conditional_escape(text[last:])


def is_meant(word: str, roots: set[str], language: str) -> bool:
    """Whether a word was looked for, in another form or as a part of it."""
    folded = fold(word)
    if folded in roots or root(folded, language) in roots:
        return True
    long = (each for each in roots if len(each) >= SHORTEST_INSIDE)
    return any(folded.startswith(each) or folded.endswith(each) for each in long)


def passage_of(entry: Entry, roots: set[str]) -> str:
    """The summary where it has a word that was looked for, else the best sentence.

    Where no text has one, the title or the names did: then the summary tells most.
    """
    best, most = entry.summary, _count(entry.summary, roots, entry.language)
    if not most:
        for sentence in SENTENCE.split(entry.text):
            number = _count(sentence, roots, entry.language)
            if number > most:
                best, most = sentence, number
    return _cut(best, roots, entry.language)


def _count(text: str, roots: set[str], language: str) -> int:
    """How many different words of a text were looked for."""
    return sum(is_meant(word, roots, language) for word in set(WORD.findall(text)))


def _cut(text: str, roots: set[str], language: str) -> str:
    """At most as many letters as are shown, around the first word that was meant."""
    if len(text) <= LONGEST:
        return text
    words = WORD.finditer(text)
    first = next((w.start() for w in words if is_meant(w.group(), roots, language)), 0)
    start = text.rfind(" ", 0, max(first - AROUND, 0)) + 1
    end = text.rfind(" ", start, start + LONGEST)
    end = end if end > start else start + LONGEST
    before, after = "… " if start else "", " …" if end < len(text) else ""
    return f"{before}{text[start:end]}{after}"
