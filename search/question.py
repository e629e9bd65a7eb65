"""What was typed, as the index is asked for it: words, parts and synonyms."""

import math
import re
from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations
from typing import NamedTuple

from django.db.models import Sum

from hub import pagecache
from search.compounds import parts_of, roots_to_ask
from search.models import Entry, Synonyms, Word
from search.words import fold, hyphenated_in, root, telling, words_of

LONGEST = 200  # letters that are looked at
MOST_WORDS = 8
ENOUGH = 0.5  # how much of what was meant an entry must have, where none has all
CONTROL = re.compile(r"[\x00-\x1f\x7f]+")

# Words that must all be there.
Together = tuple[str, ...]


class Term(NamedTuple):
    """One word that was typed.

    `instead` are words that do as well: the parts of a compound, synonyms. `worth` says
    how rare it is. `is_known` is whether the index has the word in some form.
    """

    word: str
    instead: tuple[Together, ...]
    worth: float
    is_known: bool


class Question(NamedTuple):
    """What is looked for in a language; one of each group of `marks` must be there."""

    language: str
    terms: tuple[Term, ...]
    marks: tuple[tuple[str, ...], ...] = ()
    wants_all: bool = False
    takes_any: bool = False

    @property
    def enough(self) -> list[tuple[Term, ...]]:
        """The smallest groups of terms that say enough: most of them, or the rare."""
        if self.wants_all:
            return [self.terms]
        if self.takes_any:
            return [(term,) for term in self.terms]
        whole = sum(term.worth for term in self.terms)
        groups: list[tuple[Term, ...]] = []
        for size in range(1, len(self.terms) + 1):
            for group in combinations(self.terms, size):
                is_rare = sum(term.worth for term in group) >= ENOUGH * whole
                is_most = len(group) > ENOUGH * len(self.terms)
                if (is_rare or is_most) and not any(
                    set(g) <= set(group) for g in groups
                ):
                    groups.append(group)
        return groups

    @property
    def roots(self) -> set[str]:
        """The roots of all words that count, to mark them in what is shown."""
        typed = tuple(term.word for term in self.terms)
        groups = [typed, *(group for term in self.terms for group in term.instead)]
        said = {w for group in groups for w in telling(list(group), self.language)}
        return set(roots_of(said, self.language))


def typed(text: str) -> list[str]:
    """The words of what was typed, each once, as many as are looked at."""
    plain = CONTROL.sub(" ", text)[:LONGEST]
    return list(dict.fromkeys(words_of(plain)))[:MOST_WORDS]


def question_of(text: str, language: str, marks: tuple = ()) -> Question:
    """What somebody who typed this looks for; one query."""
    return questions_of(text, (language,), marks)[0]


def questions_of(text: str, languages: tuple[str, ...], marks: tuple = ()) -> list:
    """The same in several languages; one query for all of them."""
    alike = {code: alike_in(text, code) for code in languages}
    words = {code: telling(typed(text), code, alike[code]) for code in languages}
    asked = {code: _roots_of(words[code], code) for code in languages}
    counts = _entries_by_root(asked) if any(words.values()) else {}
    return [
        Question(
            code,
            tuple(
                _term(word, code, counts.get(code, {}), alike[code].get(word, ()))
                for word in words[code]
            ),
            marks,
        )
        for code in languages
    ]


def alike_in(text: str, language: str) -> dict[str, tuple[Together, ...]]:
    """What does as well as each word of a text, or as some words in a row.

    Words in a row are what staff wrote so (`gå i gang`), and what a hyphen joins.
    """
    words, known = typed(text), synonyms(language)
    roots, found = roots_of(words, language), defaultdict(tuple)
    for size in range(1, MOST_WORDS + 1):
        for start in range(len(words) - size + 1):
            for word in words[start : start + size]:
                found[word] += known.get(roots[start : start + size], ())
    for joined in hyphenated_in(text[:LONGEST]):
        for word in joined.split("-"):
            found[word] += ((joined.replace("-", ""),),)
    return {word: groups for word, groups in found.items() if groups}


def roots_of(words: Iterable[str], language: str) -> Together:
    """The root of each word, folded."""
    return tuple(root(fold(word), language) for word in words)


def _roots_of(words: list[str], language: str) -> set[str]:
    folded = {fold(word) for word in words}
    found = {root(each, language) for each in folded}
    if language == "da":
        found = found.union(*(roots_to_ask(each) for each in folded))
    return found


def _term(word: str, language: str, counts: dict, others: tuple = ()) -> Term:
    folded = fold(word)
    its_root, total = root(folded, language), max(size_of(language), 1)
    entries = counts.get(its_root, 0)
    parts = None
    if language == "da":
        parts = parts_of(folded, counts.__contains__)
    instead = (_meant(parts, entries) if parts else ()) + others
    worth = math.log(1 + total / (1 + min(entries, total)))
    return Term(word, instead, worth, is_known=bool(entries or instead))


def _meant(parts: tuple[str, str], entries: int) -> tuple[Together, ...]:
    """A compound as its two parts; where no entry has it whole, as its first part too.

    The first part says of which kind: `flyttefirma` is about moving, not about a firm.
    """
    return (parts,) if entries else (parts, parts[:1])


def _entries_by_root(asked: dict[str, set[str]]) -> dict[str, dict[str, int]]:
    """How many entries of each language have words of a root; without what none has."""
    found: dict[str, dict[str, int]] = {}
    rows = Word.objects.with_roots(asked).values_list("language", "root")
    for language, its_root, number in rows.annotate(number=Sum("entries")).order_by():
        found.setdefault(language, {})[its_root] = number
    return found


def size_of(language: str) -> int:
    """How many entries a language has, counted once a generation."""
    rows = Entry.objects.in_language(language)
    return pagecache.remembered(f"size of the index {language}", rows.count)


def synonyms(language: str) -> dict[Together, tuple[Together, ...]]:
    """What staff say means the same, by the roots of a word or of words in a row."""

    def find():
        found: dict[Together, set[Together]] = defaultdict(set)
        for row in Synonyms.objects.filter(language=language):
            groups = {tuple(words_of(each)) for each in row.each} - {()}
            for group in groups:
                found[roots_of(group, language)] |= groups - {group}
        return {key: tuple(sorted(groups)) for key, groups in found.items()}

    return pagecache.remembered(f"synonyms {language}", find)
