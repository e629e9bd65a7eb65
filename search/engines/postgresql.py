"""The words of the index in PostgreSQL: one vector, stemmed by each row's language.

A word stands in it twice where its spelling can differ: as it is written and folded,
both stemmed. The column and its index are made by the first migration; no extension
is needed.
"""

from collections.abc import Iterable

from django.db import connection

from search.engines.sql import Sql
from search.question import Question, Term, Together
from search.words import fold

CONFIGS = {"da": "search_danish", "en": "search_english"}
# Of parts of compounds, text, names and summary, title.
WEIGHTS = "{0.12, 0.2, 0.55, 1.0}"
SHORTEST_BEGINNING = 5  # letters; what begins with fewer is mostly something else
SHORTEST_UNKNOWN = 3  # letters; of a word that the index does not have
INSTEAD = 0.6  # what a synonym or a part is worth beside the word itself

# The words lie beside their rows, which the planner does not know to be dear: without
# this it reads all of them where a word is common, one after the other or as another
# index has them, and the index of the words is never asked.
FIRST = "SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off; "
# For what may be lost with the power: nobody waits until it lies on the disk.
LIGHTLY = "SET LOCAL synchronous_commit = off; "
WRITE = """UPDATE search_entry SET
  head = setweight(to_tsvector(%s::regconfig, %s), 'A')
    || setweight(to_tsvector(%s::regconfig, %s), 'B'),
  words = setweight(to_tsvector(%s::regconfig, %s), 'A')
    || setweight(to_tsvector(%s::regconfig, %s), 'B')
    || setweight(to_tsvector(%s::regconfig, %s), 'C')
    || setweight(to_tsvector(%s::regconfig, %s), 'D')
    || to_tsvector('simple', %s)
  WHERE id = %s"""


def write(rows: Iterable) -> None:
    """Put the words of entries into the index; `rows` are `indexing.Words`."""
    with connection.cursor() as cursor:
        cursor.executemany(WRITE, [_values(row) for row in rows])


def _values(row) -> list:
    config, values = CONFIGS[row.language], []
    for words in (row.title, row.names, row.title, row.names, row.text, row.parts):
        values += [config, " ".join(words)]
    return [*values, " ".join(row.marks), row.pk]


def clear(keys: Iterable[int]) -> None:
    """Nothing to do: the words go with the row."""


def found(question: Question) -> Sql:
    """The entries that say enough of what is asked."""
    wanted = _wanted(question)
    text = f"search_entry entry WHERE entry.words @@ ({wanted.text})"
    return Sql(text, wanted.values)


def ranked(question: Question, most: int | None) -> Sql:
    """The same, all of them: what `score` reads of very many lies in their rows."""
    return found(question)


def whole(question: Question) -> Sql:
    """That an entry says all of it; asked of the index, not of each row."""
    wanted = _wanted(question._replace(wants_all=True))
    text = f"SELECT id FROM search_entry WHERE words @@ ({wanted.text})"  # noqa: S608
    return Sql(f"entry.id IN ({text})", wanted.values)


def score(question: Question, *, is_common: bool) -> Sql:
    """How well an entry fits: by title and names alone where very many do."""
    config = CONFIGS[question.language]
    column = "entry.head" if is_common else "entry.words"
    parts, values = [], []
    for term in question.terms:
        exact, instead = _together((term.word,), config), _instead(term, config)
        rank = f"ts_rank('{WEIGHTS}', {column}, {exact.text})"
        values += [term.worth, *exact.values]
        if instead:
            rank = f"greatest({rank}, {INSTEAD} * "
            rank += f"ts_rank('{WEIGHTS}', {column}, {instead.text}))"
            values += instead.values
        parts.append(f"%s * {rank}")
    return Sql(f"entry.weight * ({' + '.join(parts) or '0'})", tuple(values))


def _wanted(question: Question) -> Sql:
    """The query that an entry must match: the language, the filters, enough words."""
    config = CONFIGS[question.language]
    marks = ((f"xxl{question.language}",), *question.marks)
    chosen = " & ".join(f"({' | '.join(group)})" for group in marks)
    found = Sql("to_tsquery('simple', %s)", (chosen,))
    if not question.terms:
        return found
    groups = [
        _joined(" && ", [_either(term, config) for term in group])
        for group in question.enough
    ]
    return _joined(" && ", [found, _joined(" || ", groups)])


def _either(term: Term, config: str) -> Sql:
    exact, instead = _together((term.word,), config), _instead(term, config)
    return _joined(" || ", [exact, instead] if instead else [exact])


def _instead(term: Term, config: str) -> Sql | None:
    """Synonyms, parts, and what begins with the word: `køkkenet` has another stem."""
    groups = [_together(group, config) for group in term.instead]
    folded = fold(term.word)
    least = SHORTEST_BEGINNING if term.is_known else SHORTEST_UNKNOWN
    if len(folded) >= least:
        groups.append(Sql("to_tsquery('simple', %s)", (f"{folded}:*",)))
    return _joined(" || ", groups) if groups else None


def _together(words: Together, config: str) -> Sql:
    """All of some words, each as it is typed or folded."""
    forms = f"(to_tsquery('{config}', %s) || to_tsquery('{config}', %s))"
    values = tuple(form for word in words for form in (word, fold(word)))
    return Sql("(" + " && ".join([forms] * len(words)) + ")", values)


def _joined(sign: str, pieces: list[Sql]) -> Sql:
    text = sign.join(piece.text for piece in pieces)
    return Sql(f"({text})", tuple(v for piece in pieces for v in piece.values))
