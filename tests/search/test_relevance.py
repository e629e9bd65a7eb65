"""What people type finds what they mean: a table, its score, and a simpler search."""

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection

from search import indexing
from search.finding import Chosen, look

pytestmark = pytest.mark.postgres
TABLE = tomllib.loads(Path(__file__).with_name("relevance.toml").read_text())
ASKED_FOR = 0.85  # of the whole table
# The score that was reached: it may only rise.
REACHED = {"da": 0.93, "en": 0.94}
AMONG_THE_FIRST = 3
MOST = 10
CONFIGS = {"da": "danish", "en": "english"}
# The stock way: PostgreSQL's own configuration of the language, title and text alike.
STOCK = """SELECT url FROM search_entry entry,
  websearch_to_tsquery(%s::regconfig, %s) query,
  to_tsvector(%s::regconfig, title || ' ' || summary || ' ' || text) vector
WHERE language = %s AND vector @@ query
ORDER BY ts_rank(vector, query) DESC, id LIMIT %s"""


def ours(text: str, language: str) -> list[str]:
    """Addresses as the page of the search lists them."""
    found = look(text, language, (), Chosen())
    return [hit.entry.url for hit in found.hits[:MOST]]


def stock(text: str, language: str) -> list[str]:
    """Addresses as a plain search of the same texts lists them."""
    config = CONFIGS[language]
    with connection.cursor() as cursor:
        cursor.execute(STOCK, [config, text, config, language, MOST])
        return [url for (url,) in cursor.fetchall()]


def place_of(row: dict, language: str, find: Callable) -> int:
    """At which place the first page stands that will do; 0 where none does."""
    wanted = {f"/{language}/{each}".replace("/#", "#") for each in row["find"]}
    found = [url.replace("/#", "#").rstrip("/") for url in find(row["query"], language)]
    places = [place for place, url in enumerate(found, 1) if url in wanted]
    return places[0] if places else 0


def score(places: list[int]) -> float:
    """The mean reciprocal rank."""
    return sum(1 / place for place in places if place) / len(places)


@pytest.mark.parametrize("language", ["da", "en"])
def test_what_is_meant_stands_among_the_first(demo, language, capsys):
    indexing.rebuild()  # the demo may have been read by the code of yesterday
    rows = TABLE[language]
    better = [place_of(row, language, ours) for row in rows]
    plain = [place_of(row, language, stock) for row in rows]

    with capsys.disabled():
        print(f"\n\n{language}: place of what was meant      ours  stock")  # noqa: T201
        for row, one, other in zip(rows, better, plain, strict=True):
            print(f"  {row['query']:<36}{one or '-':>5}{other or '-':>6}")  # noqa: T201
        found = sum(1 <= place <= AMONG_THE_FIRST for place in better)
        told = f"{score(better):.3f} and {score(plain):.3f}"
        print(f"  mean reciprocal rank {told}; {found} of {len(rows)} first")  # noqa: T201

    assert score(better) >= REACHED[language]
    assert score(better) >= ASKED_FOR
    assert score(better) > score(plain)


def test_the_table_is_as_long_as_was_asked():
    assert {language: len(rows) for language, rows in TABLE.items()} == {
        "da": 64,
        "en": 32,
    }
