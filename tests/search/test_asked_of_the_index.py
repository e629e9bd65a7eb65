"""However many entries there are, the index is asked, and no row is read in vain."""

import pytest
from django.db import connection

from search.finding import Chosen, counts_of, keys, look
from search.question import question_of
from tests.search.made import make_document, put

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
        others = ("SCAN entry", "SCAN search_entry")
    assert [any(each in plan for each in others) for plan in plans] == [False, False]


def test_a_page_behind_the_last_one_is_the_last():
    put(*(make_document(f"Ovn {number}") for number in range(20)))

    last, behind = (look("ovn", "da", (), Chosen(), page) for page in (2, 40))

    assert len(last.hits) == 5
    assert behind.hits == last.hits
