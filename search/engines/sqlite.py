"""The words of the index in SQLite: FTS5, whole words and their beginnings.

SQLite knows no grammar: a word is found by itself and by all that begins with its root.
"""

from collections.abc import Iterable

from django.db import connection

from search.engines.sql import Sql
from search.question import Question, Term, Together
from search.words import fold, root

FIRST = LIGHTLY = ""
SOURCE = "search_words JOIN search_entry entry ON entry.id = search_words.rowid"
SHORTEST_BEGINNING = 4  # letters; what begins with fewer is mostly something else
WEIGHTS = "10, 5, 1, 0.6, 0"
TITLED = 2  # how much more it is worth where the title has all that was typed
WRITE = (
    "INSERT INTO search_words (title, names, text, parts, marks, rowid) "
    "VALUES (%s, %s, %s, %s, %s, %s)"
)


def write(rows: Iterable) -> None:
    """Put the words of entries into the index; `rows` are `indexing.Words`."""
    rows = list(rows)
    clear(row.pk for row in rows)
    fields = [(row.title, row.names, row.text, row.parts, row.marks) for row in rows]
    with connection.cursor() as cursor:
        cursor.executemany(
            WRITE,
            [
                [*(" ".join(words) for words in each), row.pk]
                for each, row in zip(fields, rows, strict=True)
            ],
        )


def clear(keys: Iterable[int]) -> None:
    """Take the words of entries out."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "DELETE FROM search_words WHERE rowid = %s", [[key] for key in keys]
        )


def matching(question: Question) -> Sql:
    """That an entry says enough of what is asked."""
    return Sql("search_words MATCH %s", (_wanted(question),))


def whole(question: Question) -> Sql:
    """That an entry says all of it."""
    text = "SELECT rowid FROM search_words WHERE search_words MATCH %s"
    wanted = _wanted(question._replace(wants_all=True))
    return Sql(f"entry.id IN ({text})", (wanted,))


def score(question: Question, *, is_common: bool) -> Sql:
    """How well an entry fits."""
    fits = f"entry.weight * -bm25(search_words, {WEIGHTS})"
    words = [_together((term.word,), question.language) for term in question.terms]
    if not words:
        return Sql(fits, ())
    text = "SELECT rowid FROM search_words WHERE search_words MATCH %s"
    titled = f"CASE WHEN entry.id IN ({text}) THEN {TITLED} ELSE 1 END"
    return Sql(f"{fits} * {titled}", (f"title : ({_all(words)})",))


def _wanted(question: Question) -> str:
    marks = ((f"xxl{question.language}",), *question.marks)
    found = _all(_any(f'marks : "{mark}"' for mark in group) for group in marks)
    if not question.terms:
        return found
    groups = [
        _all(_either(term, question.language) for term in group)
        for group in question.enough
    ]
    return f"({found}) AND ({_any(groups)})"


def _either(term: Term, language: str) -> str:
    found = [_together((term.word,), language)]
    return _any(found + [_together(group, language) for group in term.instead])


def _together(words: Together, language: str) -> str:
    return _all(_forms(word, language) for word in words)


def _forms(word: str, language: str) -> str:
    """A word as it is typed, folded, and all that begins with it or with its root."""
    folded = fold(word)
    beginnings = [folded, root(folded, language)]
    forms = [f'"{word}"', f'"{folded}"']
    forms += [f'"{each}"*' for each in beginnings if len(each) >= SHORTEST_BEGINNING]
    return _any(dict.fromkeys(forms))


def _any(pieces: Iterable[str]) -> str:
    return "(" + " OR ".join(pieces) + ")"


def _all(pieces: Iterable[str]) -> str:
    return "(" + " AND ".join(pieces) + ")"
