"""Money and time as each language writes them."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from hub import formatting

UTC = dt.UTC
COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def said(language: str, function, *values) -> str:
    with translation.override(language):
        return function(*values).replace("\xa0", " ")


@pytest.mark.parametrize(
    ("ore", "danish", "english"),
    [
        (0, "0,00 kr.", "DKK 0"),
        (5, "0,05 kr.", "DKK 0.05"),
        (12_500, "125,00 kr.", "DKK 125"),
        (125_000, "1.250,00 kr.", "DKK 1,250"),
        (123_456_789, "1.234.567,89 kr.", "DKK 1,234,567.89"),
    ],
)
def test_money_is_written_from_whole_oere(ore, danish, english):
    found = said("da", formatting.money, ore), said("en", formatting.money, ore)

    assert found == (danish, english)


def test_a_day_is_written_out():
    day = dt.date(2026, 11, 24)

    assert said("da", formatting.day, day) == "tirsdag den 24. november 2026"
    assert said("en", formatting.day, day) == "Tuesday 24 November 2026"


def test_a_moment_belongs_to_the_day_in_copenhagen():
    late = dt.datetime(2026, 11, 23, 23, 30, tzinfo=UTC)

    assert said("en", formatting.day, late) == "Tuesday 24 November 2026"


@pytest.mark.parametrize(
    ("hour", "minute", "danish", "english"),
    [
        (0, 0, "kl. 0.00", "12 am"),
        (9, 5, "kl. 9.05", "9:05 am"),
        (12, 0, "kl. 12.00", "12 pm"),
        (16, 30, "kl. 16.30", "4:30 pm"),
    ],
)
def test_the_clock_has_each_languages_way(hour, minute, danish, english):
    moment = dt.datetime(2026, 11, 24, hour, minute, tzinfo=COPENHAGEN)

    found = said("da", formatting.clock, moment), said("en", formatting.clock, moment)

    assert found == (danish, english)


@pytest.mark.parametrize(
    ("start", "end", "danish", "english"),
    [
        ((16, 0), (18, 0), "kl. 16.00–18.00", "4–6 pm"),
        ((10, 30), (13, 0), "kl. 10.30–13.00", "10:30 am–1 pm"),
        ((9, 0), (11, 45), "kl. 9.00–11.45", "9–11:45 am"),
    ],
)
def test_a_range_says_the_half_of_the_day_once_where_it_can(
    start, end, danish, english
):
    first, last = (
        dt.datetime(2026, 11, 24, *time, tzinfo=COPENHAGEN) for time in (start, end)
    )

    found = [said(code, formatting.time_range, first, last) for code in ("da", "en")]

    assert found == [danish, english]


def test_summer_and_winter_have_copenhagens_clock():
    summer = dt.datetime(2026, 7, 1, 14, tzinfo=UTC)
    winter = dt.datetime(2026, 12, 1, 14, tzinfo=UTC)

    found = [said("da", formatting.clock, moment) for moment in (summer, winter)]

    assert found == ["kl. 16.00", "kl. 15.00"]
