"""However many entries there are, the index is asked, and no row is read in vain."""

import pytest
from django.db import connection

from search import finding
from search.engines.sqlite import ranked
from search.finding import Chosen, counts_of, keys, look
from search.models import Entry
from search.question import question_of
from tests.search.made import days_from_now, make_document, put

pytestmark = pytest.mark.usefixtures("home")


def plan_of(run) -> str:
    """How the database does the last thing that `run` asks it."""
    asked = []

    def remember(execute, sql, params, *rest):
        asked.append((sql, params))
        return execute(sql, params, *rest)

    with connection.execute_wrapper(remember):
        run()
    sql, params = asked[-1]
    first, _sign, select = sql.rpartition("; ")
    is_postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        if first:
            cursor.execute(first)
        way = "EXPLAIN" if is_postgresql else "EXPLAIN QUERY PLAN"
        cursor.execute(f"{way} {select}", params)
        return "\n".join(str(row[-1 if not is_postgresql else 0]) for row in cursor)


def put_many() -> None:
    """Enough that a plan may go either way; every third has the word."""
    texts = (("gryde", "ovn", "bord")[number % 3] for number in range(600))
    put(*(make_document(text=text) for text in texts))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@pytest.mark.parametrize("kind", ["", "proposal"])
@pytest.mark.parametrize("is_common", [False, True])
def test_a_common_word_is_asked_of_the_index(kind, is_common):
    put_many()
    question = question_of("gryde", "da")

    plans = [
        plan_of(lambda: counts_of([question], Chosen(kind))),
        plan_of(lambda: keys(question, Chosen(kind), is_common=is_common)),
    ]

    if connection.vendor == "postgresql":
        assert ["search_entry_words" in plan for plan in plans] == [True, True]
        others = ("Seq Scan", "Index Scan using")
    else:
        assert ["search_words VIRTUAL" in plan for plan in plans] == [True, True]
        others = ("SCAN entry", "SCAN search_entry")  # one row after the other
    assert [any(each in plan for each in others) for plan in plans] == [False, False]


def test_a_page_behind_the_last_one_is_the_last():
    put(*(make_document(f"Ovn {number}") for number in range(20)))

    last, behind = (look("ovn", "da", (), Chosen(), page) for page in (2, 40))

    assert len(last.hits) == 5
    assert behind.hits == last.hits


@pytest.fixture
def few_pages(monkeypatch):
    """Two pages of three are shown, and six are very many."""
    for name, number in {"ROWS": 3, "MOST_PAGES": 2, "COMMON": 6}.items():
        monkeypatch.setattr(finding, name, number)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps a `head`")
def test_of_very_many_no_more_are_ranked_than_are_shown(few_pages):
    put(*(make_document("Ovn") for _number in range(20)))
    put(*(make_document(text="ovn") for _number in range(20)))

    asked = ranked(question_of("ovn", "da"), 6)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT sum(best.fit < 0), count(*) FROM {asked.text}",
            asked.values,
        )
        were_ranked, were_read = cursor.fetchone()

    assert (were_ranked, were_read) == (6, 12)


def test_of_very_many_the_titles_and_what_comes_are_first(few_pages):
    past, coming = ({"ends_at": days_from_now(days)} for days in (-1, 1))
    put(*(make_document(text="ovn", **coming) for _number in range(2)))
    put(*(make_document("Ovn", **past) for _number in range(8)))
    put(make_document("Ovn og bord", **coming))

    pages = [look("ovn", "da", (), Chosen(), page) for page in (1, 2)]

    shown = [hit.entry for page in pages for hit in page.hits]
    assert shown[0].title == "Ovn og bord"
    assert [entry.title == "Ovn" for entry in shown] == [False] * 3 + [True] * 3
    assert len({entry.pk for entry in shown}) == 6


def test_of_very_many_a_time_is_asked_of_all(few_pages):
    put(*(make_document("Ovn", at=days_from_now(-9)) for _number in range(8)))
    put(make_document(text="ovn", at=days_from_now(-1)))
    put(*(make_document(text="ovn", at=days_from_now(-9)) for _number in range(8)))

    found = keys(
        question_of("ovn", "da"), Chosen(since=days_from_now(-2)), is_common=True
    )

    assert len(found) == 1


def test_of_very_many_those_with_all_words_are_first(few_pages):
    put(make_document(text="ovn bord"))
    put(*(make_document("Ovn") for _number in range(8)))
    put(*(make_document(text="ovn") for _number in range(8)))

    first, *_rest = keys(question_of("ovn bord", "da"), Chosen(), is_common=True)

    assert first == min(Entry.objects.of_kind("proposal").values_list("pk", flat=True))
