"""What people look for is counted, and says nothing about who."""

import datetime as dt

import pytest
from django.utils import timezone

from search import jobs
from search.models import Lookup
from tests.search.made import make_document, put, typed

pytestmark = pytest.mark.usefixtures("home")


def kept() -> list[tuple]:
    """All that is kept of what was looked for."""
    rows = Lookup.objects.order_by("language", "words")
    return list(rows.values_list("language", "words", "times", "in_vain_times"))


def test_words_are_counted_by_day_and_language_whatever_their_letters(client):
    put(make_document("En ovn"))
    for text in ("Ovn", "ovn!", "OVN"):
        typed(client, text)
    typed(client, "kande")
    typed(client, "ovn", "en")

    assert kept() == [
        ("da", "kande", 1, 1),
        ("da", "ovn", 3, 0),
        ("en", "ovn", 1, 1),
    ]


def test_another_page_a_tab_and_a_filter_are_not_counted_again(client):
    put(make_document("En ovn"))
    for more in ({"page": "2"}, {"kind": "proposal"}, {"goal": "13"}):
        typed(client, "ovn", **more)

    assert kept() == []


@pytest.mark.parametrize(
    "text",
    [
        "bodil@example.org", "Bodil Hansen 20 12 34 56", "010203-1234", "12345678",
        "hej@sted", "x" * 90,
    ],
)  # fmt: skip
def test_what_may_name_somebody_is_not_kept(client, text):
    typed(client, text)
    assert kept() == []


def test_a_postcode_and_a_year_are_kept(client):
    typed(client, "2200 i 2026")
    assert kept() == [("da", "2200 i 2026", 1, 1)]


def test_no_cookie_comes_with_an_answer(client):
    typed(client, "ovn")
    assert dict(client.cookies) == {}


def test_after_twelve_months_it_is_forgotten():
    today = timezone.localdate()
    for days in (364, 366):
        on = today - dt.timedelta(days=days)
        Lookup.objects.create(on=on, language="da", words=str(days), times=1)

    jobs.forget_lookups()

    assert list(Lookup.objects.values_list("words", flat=True)) == ["364"]
