"""Dates from a rule: the wall time stays, whatever the clocks do."""

import datetime as dt

import pytest
from django.utils import timezone, translation
from hypothesis import given, strategies

from hub.recurrence import LAST, MOST, Frequency, Rule, Unplannable
from tests.spaces.makers import ZONE

WEEKLY, BY_WEEKDAY = Frequency.WEEKLY, Frequency.BY_WEEKDAY
BY_DATE = Frequency.BY_DATE
EVENING = (dt.time(17), dt.time(19))
AUTUMN, SPRING = dt.date(2026, 10, 22), dt.date(2027, 3, 25)  # Thursdays before
NOVEMBER = dt.date(2026, 11, 24)  # the fourth and last Tuesday


def days(text: str) -> list[dt.date]:
    return [dt.date.fromisoformat(day) for day in text.split()]


def walls(rule: Rule, *times, nights: int = 0) -> set[tuple]:
    """The wall times of all dates, and how many nights lie between."""
    found = set()
    for moment in rule.moments(*(times or EVENING), nights):
        start, end = moment.start.astimezone(ZONE), moment.end.astimezone(ZONE)
        assert start.date() == moment.day
        found.add((start.time(), end.time(), (end.date() - start.date()).days))
    return found


def code_of(make) -> str:
    with pytest.raises(Unplannable) as refused:
        make()
    return refused.value.code


@pytest.mark.parametrize(("first", "hours"), [(AUTUMN, [15, 16]), (SPRING, [16, 15])])
def test_every_week_keeps_its_wall_time_over_a_change_of_clocks(first, hours):
    rule = Rule(WEEKLY, first, count=2)

    assert walls(rule) == {(*EVENING, 0)}
    assert [moment.start.hour for moment in rule.moments(*EVENING)] == hours  # in UTC


def test_a_meeting_over_midnight_ends_on_the_wall_of_the_next_day():
    saturday = dt.date(2026, 10, 24)  # the clocks go back in its night
    rule = Rule(WEEKLY, saturday, count=2)

    assert walls(rule, dt.time(22), dt.time(4), nights=1) == {
        (dt.time(22), dt.time(4), 1)
    }
    lengths = [m.end - m.start for m in rule.moments(dt.time(22), dt.time(4), 1)]
    assert lengths == [dt.timedelta(hours=7), dt.timedelta(hours=6)]


@pytest.mark.parametrize(
    ("saturday", "sunday"), [("2026-10-24", "25. oktober"), ("2027-03-27", "28. marts")]
)
def test_an_hour_that_the_clocks_skip_or_repeat_is_refused_by_its_day(saturday, sunday):
    first = dt.date.fromisoformat(saturday) + dt.timedelta(days=1)
    rule = Rule(WEEKLY, first, count=3)

    with pytest.raises(Unplannable, match="missing_hour") as refused:
        rule.moments(dt.time(2, 30), dt.time(5))

    assert sunday in refused.value.text


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        (Rule(WEEKLY, NOVEMBER, until=dt.date(2026, 12, 8)),
         "2026-11-24 2026-12-01 2026-12-08"),
        (Rule(WEEKLY, NOVEMBER, interval=2, count=3),
         "2026-11-24 2026-12-08 2026-12-22"),
        (Rule(BY_WEEKDAY, NOVEMBER, count=3), "2026-11-24 2026-12-22 2027-01-26"),
        (Rule(BY_WEEKDAY, NOVEMBER, nth=LAST, count=3),
         "2026-11-24 2026-12-29 2027-01-26"),
        (Rule(BY_WEEKDAY, dt.date(2026, 12, 29), count=2), "2026-12-29 2027-01-26"),
        (Rule(BY_WEEKDAY, NOVEMBER, interval=2, count=2), "2026-11-24 2027-01-26"),
        (Rule(BY_DATE, dt.date(2026, 10, 31), count=3),
         "2026-10-31 2026-12-31 2027-01-31"),
        (Rule(BY_DATE, dt.date(2026, 12, 15), interval=3, count=2),
         "2026-12-15 2027-03-15"),
        (Rule.picked(days("2026-12-24 2026-11-24 2026-12-24")),
         "2026-11-24 2026-12-24"),
    ],
)  # fmt: skip
def test_a_rule_gives_its_days_and_is_the_same_when_it_is_read_anew(rule, found):
    again = Rule.from_json(rule.to_json())

    assert rule.days() == days(found)
    assert again == rule


def test_the_last_day_is_kept_in_utc_and_is_one_itself():
    rule = Rule(WEEKLY, NOVEMBER, until=dt.date(2026, 12, 1))

    assert rule.to_json()["until"] == "20261201T225959Z"
    assert rule.days()[-1] == dt.date(2026, 12, 1)


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        (Rule(WEEKLY, NOVEMBER), "no_end"),
        (Rule(WEEKLY, NOVEMBER, until=dt.date(2026, 11, 23)), "no_days"),
        (Rule(WEEKLY, NOVEMBER, count=MOST + 1), "too_many"),
        (Rule(WEEKLY, NOVEMBER, until=dt.date(2999, 1, 1)), "too_many"),
    ],
)
def test_a_rule_without_dates_or_with_too_many_is_refused(rule, code):
    assert code_of(rule.days) == code
    assert len(Rule(WEEKLY, NOVEMBER, count=MOST).days()) == MOST


def test_no_picked_dates_are_no_rule():
    assert code_of(lambda: Rule.picked([])) == "no_days"


@pytest.mark.parametrize(
    ("rule", "danish", "english"),
    [
        (Rule(WEEKLY, NOVEMBER, interval=2, until=dt.date(2027, 3, 3)),
         "hver anden tirsdag til 3. marts 2027",
         "every second Tuesday until 3 March 2027"),
        (Rule(WEEKLY, NOVEMBER, count=26),
         "hver tirsdag, 26 gange", "every Tuesday, 26 times"),
        (Rule(WEEKLY, NOVEMBER, interval=3, count=1),
         "tirsdag hver 3. uge, 1 gang", "every 3 weeks on Tuesday, 1 time"),
        (Rule(BY_WEEKDAY, NOVEMBER, nth=LAST, count=2),
         "den sidste tirsdag i hver måned, 2 gange",
         "the last Tuesday of each month, 2 times"),
        (Rule(BY_WEEKDAY, dt.date(2026, 12, 3), interval=2, count=2),
         "den første torsdag hver 2. måned, 2 gange",
         "the first Thursday every 2 months, 2 times"),
        (Rule(BY_DATE, dt.date(2026, 10, 31), count=2),
         "den 31. i hver måned (ikke i måneder uden den dag), 2 gange",
         "day 31 of each month (not in months without that day), 2 times"),
        (Rule(BY_DATE, dt.date(2026, 10, 15), interval=2, count=2),
         "den 15. hver 2. måned, 2 gange", "day 15 every 2 months, 2 times"),
        (Rule.picked(days("2026-12-24 2026-11-24")),
         "på 2 valgte datoer", "on 2 picked dates"),
    ],
)  # fmt: skip
def test_a_rule_is_said_in_words(rule, danish, english):
    with translation.override("da"):
        assert str(rule) == danish
    with translation.override("en"):
        assert str(rule) == english


@given(
    first=strategies.dates(dt.date(2026, 1, 1), dt.date(2036, 12, 31)),
    freq=strategies.sampled_from([WEEKLY, BY_WEEKDAY, BY_DATE]),
    interval=strategies.integers(1, 4),
    start=strategies.times(),
    minutes=strategies.integers(1, 26 * 60),
)
def test_every_date_of_every_rule_has_the_wall_time(
    first, freq, interval, start, minutes
):
    rule = Rule(freq, first, interval=interval, count=30)
    wall = dt.datetime.combine(first, start) + dt.timedelta(minutes=minutes)
    nights = (wall.date() - first).days

    try:
        found = walls(rule, start, wall.time(), nights=nights)
    except Unplannable as refused:
        assert refused.code == "missing_hour"  # noqa: PT017 -- it may, or may not
        return
    assert found == {(start, wall.time(), nights)}
    assert timezone.get_default_timezone_name() == "Europe/Copenhagen"
