"""The words of the index in SQLite: FTS5, whole words and their beginnings.

SQLite knows no grammar: a word is found by itself and by all that begins with its root.
"""

from collections.abc import Iterable

from django.db import connection
from django.utils import timezone

from search.engines.sql import Sql
from search.question import Question, Term, Together
from search.words import fold, root

FIRST = LIGHTLY = ""
SHORTEST_BEGINNING = 4  # letters; what begins with fewer is mostly something else
FIT = "bm25(search_words, 10, 5, 1, 0.6, 0)"  # of title, names, text, parts, marks
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


def found(question: Question) -> Sql:
    """The entries that say enough of what is asked."""
    text = "search_words JOIN search_entry entry ON entry.id = search_words.rowid"
    return Sql(f"{text} WHERE search_words MATCH %s", (_wanted(question),))


def ranked(question: Question, most: int | None) -> Sql:
    """The same with how well their words fit, or of very many the likely best.

    To rank is dear, and so is to read the rows. So at most so many are ranked, of those
    that have a word in title or names, and as many of the newest stand in for the
    others: where very many have a word, one in the text alone says little.
    """
    words = f"SELECT rowid, {FIT} fit FROM search_words WHERE search_words MATCH %s"  # noqa: S608 -- ours
    join = "JOIN search_entry entry ON entry.id = best.rowid WHERE true"
    wanted = _wanted(question)
    if not most:
        return Sql(f"({words}) best {join}", (wanted,))
    past = "rowid IN (SELECT id FROM search_entry WHERE ends_at < %s)"
    before, now, all_of_it = "", (timezone.now(),), ()
    if len(question.terms) > 1:
        asked = whole(question, "rowid")
        before, all_of_it = f"NOT {asked.text}, ", asked.values
    newest = words.replace(FIT, "0.0")
    parts = (
        f"{words} ORDER BY {past}, {before} fit",
        f"{newest} AND NOT {past} ORDER BY {before} rowid DESC",
        f"{newest} AND {past} ORDER BY {before} rowid DESC",
    )
    each = " UNION ALL ".join(f"SELECT * FROM ({part} LIMIT {most})" for part in parts)  # noqa: S608 -- ours
    best = f"SELECT rowid, min(fit) fit FROM ({each}) GROUP BY rowid"  # noqa: S608 -- ours
    told = (*now, *all_of_it)
    values = (_headed(question), *told, wanted, *told, wanted, *told)
    return Sql(f"({best}) best {join}", values)


def _headed(question: Question) -> str:
    """That an entry says enough, and something of it in title or names."""
    terms = _any(_either(term, question.language) for term in question.terms)
    # What is asked twice is also ranked twice.
    rest = question if len(question.terms) > 1 else question._replace(terms=())
    return f"{_wanted(rest)} AND ({{title names}} : {terms})"


def whole(question: Question, key: str = "entry.id") -> Sql:
    """That an entry says all of it."""
    text = "SELECT rowid FROM search_words WHERE search_words MATCH %s"
    wanted = _wanted(question._replace(wants_all=True))
    return Sql(f"{key} IN ({text})", (wanted,))


def score(question: Question, *, is_common: bool) -> Sql:
    """How well an entry fits."""
    fits = "entry.weight * -best.fit"
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
