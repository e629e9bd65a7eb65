"""The week at a glance: each day's stretches in words, and links into booking."""

import datetime as dt

import pytest
from django.http import QueryDict
from django.utils import translation

from spaces import actions
from spaces.hours import Stretch
from spaces.models import OpeningHours
from spaces.week import Kind, monday_of, week_of
from spaces.wording import times_in_words
from tests import factories
from tests.spaces import makers

NOW = dt.datetime(2026, 11, 25, 12, 10, tzinfo=makers.ZONE)  # a Wednesday in week 48
MONDAY = dt.date(2026, 11, 23)


@pytest.fixture
def now(db, time_machine):
    """It is Wednesday, ten past twelve."""
    time_machine.move_to(NOW, tick=False)
    return NOW


@pytest.fixture
def venue(now):
    """A house that is open from 8 to 22."""
    return makers.make_venue()


def local(day: int, hour: int, minute: int = 0) -> dt.datetime:
    """A time in November 2026."""
    return makers.local(dt.date(2026, 11, day), hour, minute)


def said(space, monday: dt.date = MONDAY, **more) -> dict[str, list[str]]:
    """What each day of the Danish week says."""
    with translation.override("da"):
        week = week_of(space, monday, **more)
        return {
            f"{day.name} {day.date}": [f"{s.times} {s.kind.label}" for s in day.slots]
            for day in week.days
        }


def test_each_day_says_what_is_free_and_what_is_not(venue):
    space = makers.make_space(venue, approval="automatic", notice_hours=2)
    makers.make_booking(space, [(local(26, 10), local(26, 12))])
    makers.make_hold(space, [(local(26, 14), local(26, 16))])
    actions.close(
        spaces=[space], start=local(27, 8), end=local(27, 12), kind="maintenance",
        reason_da="Maling", by=factories.make_staff(),
    )  # fmt: skip

    week = said(space)

    assert list(week) == [
        "man. 23. nov", "tir. 24. nov", "ons. 25. nov", "tor. 26. nov", "fre. 27. nov",
        "lør. 28. nov", "søn. 29. nov",
    ]  # fmt: skip
    assert week["man. 23. nov"] == ["8–22 Forbi"]
    assert week["ons. 25. nov"] == ["8–12.30 Forbi", "12.30–14.30 For sent"] + [
        "14.30–22 Ledigt"
    ]
    assert week["tor. 26. nov"] == [
        "8–10 Ledigt",
        "10–12 Optaget",
        "12–14 Ledigt",
        "14–16 Er ved at blive booket",
        "16–22 Ledigt",
    ]
    assert week["fre. 27. nov"] == ["8–12 Lukket", "12–22 Ledigt"]


def test_what_is_too_short_or_a_buffer_is_not_free(venue):
    space = makers.make_space(
        venue, approval="automatic", buffer_after_minutes=30, shortest_minutes=60
    )
    makers.make_booking(space, [(local(26, 9), local(26, 12))])
    makers.make_booking(space, [(local(26, 13), local(26, 15))])

    # 8–8.30 and 12.30 are left by the buffers: nothing of an hour fits.
    assert said(space)["tor. 26. nov"] == ["8–15.30 Optaget", "15.30–22 Ledigt"]


def test_a_day_without_hours_is_closed_and_a_holiday_says_so(venue):
    OpeningHours.objects.filter(venue=venue, weekday=6).delete()
    space = makers.make_space(venue)

    sunday = week_of(space, MONDAY).days[6]
    christmas = week_of(space, dt.date(2026, 12, 21)).days[4]

    assert (sunday.slots, sunday.is_holiday) == ([], False)
    assert (christmas.slots, christmas.is_holiday) == ([], True)


def test_hours_narrower_than_the_house_count(venue):
    space = makers.make_space(venue)
    OpeningHours.objects.create(
        space=space, weekday=3, opens=dt.time(15), closes=dt.time(0)
    )

    assert said(space)["tor. 26. nov"] == ["15–22 Ledigt"]
    assert said(space)["fre. 27. nov"] == []


def test_a_part_that_is_taken_takes_the_whole(venue):
    room = makers.make_space(venue, approval="automatic")
    floor = makers.make_space(venue, parts=[room])
    makers.make_booking(room, [(local(26, 8), local(26, 15))])

    assert said(floor)["tor. 26. nov"] == ["8–15 Optaget", "15–22 Ledigt"]


def test_after_the_horizon_nothing_can_be_booked_yet(venue):
    space = makers.make_space(venue, horizon_days=2)

    week = said(space)

    assert week["fre. 27. nov"] == ["8–22 Ledigt"]
    assert week["lør. 28. nov"] == ["8–22 Ikke endnu"]


def test_a_free_stretch_leads_into_booking_with_all_that_was_typed(venue):
    space = makers.make_space(venue, slug="rum", longest_minutes=4 * 60)
    query = QueryDict("people=4&week=2026-W48&date=2026-11-20&start=09:00&utm_x=1")

    with translation.override("da"):
        thursday = week_of(space, MONDAY, query=query).days[3]

    assert [slot.url for slot in thursday.slots] == [
        "/da/book/rum/?date=2026-11-26&start=08%3A00&until=12%3A00&people=4"
    ]


def test_the_time_that_is_looked_for_is_chosen_where_it_is_free(venue):
    space = makers.make_space(venue, approval="automatic", slug="rum")
    makers.make_booking(space, [(local(26, 12), local(26, 14))])
    free = Stretch(local(26, 15), local(26, 17))
    taken = Stretch(local(26, 11), local(26, 13))

    with translation.override("en"):
        day = week_of(space, MONDAY, chosen=[free, taken]).days[3]

    assert [(slot.kind, slot.is_chosen) for slot in day.slots] == [
        (Kind.FREE, False),
        (Kind.TAKEN, False),
        (Kind.FREE, True),
    ]
    assert day.slots[2].url == (
        "/en/book/rum/?date=2026-11-26&start=15%3A00&until=17%3A00"
    )


def test_a_space_that_lends_over_midnight_has_both_days(now):
    venue = makers.make_venue(opens=dt.time(0), closes=dt.time(0))
    space = makers.make_space(
        venue, slug="rum", shortest_minutes=24 * 60, longest_minutes=72 * 60
    )

    with translation.override("da"):
        week = week_of(space, MONDAY)

    assert [slot.times for slot in week.days[3].slots] == ["hele døgnet"]
    assert week.days[3].slots[0].url == (
        "/da/book/rum/?date=2026-11-26&start=00%3A00&until=2026-11-27T00%3A00"
    )


@pytest.mark.parametrize(
    ("monday", "hours"),
    [(dt.date(2026, 10, 19), 25), (dt.date(2027, 3, 22), 23)],
    ids=["25 October 2026", "28 March 2027"],
)
def test_the_days_on_which_clocks_are_changed(db, time_machine, monday, hours):
    time_machine.move_to(makers.local(monday - dt.timedelta(days=3), 9), tick=False)
    venue = makers.make_venue(
        opens=dt.time(0), closes=dt.time(0), is_open_on_holidays=True
    )
    space = makers.make_space(
        venue, approval="automatic", longest_minutes=48 * 60, slug="rum"
    )
    sunday = monday + dt.timedelta(days=6)

    with translation.override("da"):
        day = week_of(space, monday).days[6]
    assert ([slot.times for slot in day.slots], day.day) == (["hele døgnet"], sunday)
    start, end = makers.local(sunday, 0), makers.local(sunday + dt.timedelta(days=1), 0)
    booking = makers.make_booking(space, [(start, end)])
    assert booking.minutes == hours * 60
    assert list(said(space, monday).values())[6] == ["hele døgnet Optaget"]


@pytest.mark.parametrize(
    ("query", "monday"),
    [
        ("", MONDAY),
        ("week=2026-W50", dt.date(2026, 12, 7)),
        ("date=2026-12-03", dt.date(2026, 11, 30)),
        ("week=2026-W50&date=2026-12-03", dt.date(2026, 12, 7)),
        ("week=2026-W10", MONDAY),
        ("date=2026-01-01", MONDAY),
        ("week=2026-W54", MONDAY),
        ("week=2026-W00", MONDAY),
        ("week=0000-W01", MONDAY),
        ("week=næste", MONDAY),
        ("date=i+morgen", MONDAY),
        ("week=9999-W52", dt.date(2026, 12, 21)),
    ],
)
def test_the_week_is_the_one_asked_for_if_it_can_be_booked(venue, query, monday):
    space = makers.make_space(venue, horizon_days=30)

    assert monday_of(QueryDict(query), space, NOW) == monday


def test_the_weeks_beside_keep_what_was_typed_and_end_with_the_horizon(venue):
    space = makers.make_space(venue, horizon_days=7)
    query = QueryDict("people=4")

    this = week_of(space, MONDAY, query=query)
    last = week_of(space, MONDAY + dt.timedelta(days=7), query=query)

    assert (this.earlier, this.later) == (None, (49, "?people=4&week=2026-W49#week"))
    assert (last.earlier, last.later) == ((48, "?people=4&week=2026-W48#week"), None)
    assert (this.number, last.number) == (48, 49)


@pytest.mark.parametrize(
    ("monday", "danish", "english"),
    [
        (MONDAY, "23.–29. november 2026", "23–29 November 2026"),
        (
            dt.date(2026, 11, 30),
            "30. november – 6. december 2026",
            "30 November – 6 December 2026",
        ),
        (
            dt.date(2026, 12, 28),
            "28. december 2026 – 3. januar 2027",
            "28 December 2026 – 3 January 2027",
        ),
    ],
)
def test_the_dates_of_a_week_in_words(venue, monday, danish, english):
    week = week_of(makers.make_space(venue), monday)

    with translation.override("da"):
        assert week.dates == danish
    with translation.override("en"):
        assert week.dates == english


@pytest.mark.parametrize(
    ("start", "end", "danish", "english"),
    [
        (8, 12, "8–12", "8 am–12 pm"),
        (16, 20, "16–20", "4–8 pm"),
        (20, 24, "20–24", "8 pm–midnight"),
        (0, 24, "hele døgnet", "all day"),
    ],
)
def test_times_in_words(start, end, danish, english):
    day = makers.local(dt.date(2026, 11, 26), 0)
    part = Stretch(day + dt.timedelta(hours=start), day + dt.timedelta(hours=end))

    found = []
    for language in ("da", "en"):
        with translation.override(language):
            found.append(times_in_words(part))
    assert found == [danish, english]
