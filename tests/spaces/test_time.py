"""Two nights a year the clocks are changed; real hours count all the same.

On 25 October 2026 at three it is two again, so 02:30 is there twice. On 28 March 2027,
an Easter Sunday, at two it is three, so 02:30 is not there.
"""

import datetime as dt

import pytest

from hub.wall_time import at, is_real
from spaces import actions, rules
from spaces.availability import Calendar, grid_of, nearest
from spaces.refusals import Refused
from spaces.states import Actor
from tests import factories
from tests.spaces import makers
from tests.spaces.makers import local

LONG, SHORT = dt.date(2026, 10, 25), dt.date(2027, 3, 28)
DAY, HOUR = dt.timedelta(days=1), dt.timedelta(hours=1)
BOTH = pytest.mark.parametrize(("night", "hours"), [(LONG, 25), (SHORT, 23)])


@pytest.fixture
def space(db):
    """A hall that is open day and night."""
    venue = makers.make_venue(
        opens=dt.time(0), closes=dt.time(0), is_open_on_holidays=True
    )
    return makers.make_space(
        venue, approval="automatic", longest_minutes=48 * 60, horizon_days=400
    )


def go_before(time_machine, night: dt.date, days: int = 7) -> None:
    time_machine.move_to(local(night - days * DAY, 12))


@BOTH
def test_a_night_is_as_long_and_dear_as_it_is(space, time_machine, night, hours):
    go_before(time_machine, night)

    booking = makers.make_booking(space, [(local(night, 0), local(night + DAY, 0))])

    assert booking.minutes == hours * 60
    assert booking.price_ore == hours * 15000
    row = booking.occupancies.get()
    assert row.blocked_until - row.blocked_from == hours * HOUR


@BOTH
def test_the_shortest_and_longest_time_are_real_hours(
    space, time_machine, night, hours
):
    go_before(time_machine, night)
    space.longest_minutes = 24 * 60
    whole_day = local(night, 0), local(night + DAY, 0)

    found = rules.problems_of_time(space, *whole_day, now=local(night - DAY, 0))

    assert [each.code for each in found] == (["too_long"] if hours == 25 else [])


@BOTH
def test_the_quota_counts_real_hours(space, time_machine, night, hours):
    go_before(time_machine, night)
    organisation = factories.make_organisation()
    times = [(local(night, 0), local(night + DAY, 0))]

    makers.make_booking(space, times, organisation=organisation)

    used = rules.minutes_used(space, organisation, times[0][0])
    assert used == hours * 60


@BOTH
def test_notice_is_real_hours(space, time_machine, night, hours):
    """A day after noon is an hour later or earlier by the wall clock."""
    space.notice_hours = 24
    noon = local(night - DAY, 12)
    wall = 24 - hours

    first = local(night, 12 + wall)
    early = rules.problems_of_time(space, first - HOUR, first + HOUR, now=noon)
    right = rules.problems_of_time(space, first, first + HOUR, now=noon)

    assert [each.code for each in early] == ["too_soon"]
    assert right == []


@BOTH
def test_cancelling_in_time_is_real_hours(space, time_machine, night, hours):
    space.cancellation_notice_hours = 24
    space.save()
    go_before(time_machine, night)
    start = local(night, 12)
    booking = makers.make_booking(space, [(start, start + 2 * HOUR)])
    deadline = local(night - DAY, 12 + hours - 24)

    time_machine.move_to(deadline)
    with pytest.raises(Refused) as refused:
        actions.cancel(booking=booking, by=None, actor=Actor.BOOKER)
    time_machine.move_to(deadline - dt.timedelta(seconds=1))
    cancelled = actions.cancel(booking=booking, by=None, actor=Actor.BOOKER)

    assert booking.cancel_before == deadline
    assert refused.value.code == "too_late_to_cancel"
    assert (cancelled.state, cancelled.is_cancelled_late) == ("cancelled", False)


def test_a_hold_lasts_a_quarter_of_an_hour_over_the_switch(space, time_machine):
    time_machine.move_to(dt.datetime(2026, 10, 25, 0, 55, tzinfo=dt.UTC))
    times = [(local(LONG, 10), local(LONG, 12))]
    makers.make_hold(space, times)

    time_machine.shift(dt.timedelta(minutes=14))
    meanwhile = Calendar([space], *times[0]).is_free(space, *times[0])
    time_machine.shift(dt.timedelta(minutes=1))

    assert meanwhile is False
    assert Calendar([space], *times[0]).is_free(space, *times[0])


def test_an_answer_is_due_at_four_by_the_clock_on_the_wall(db):
    sent, starts = local(LONG - 2 * DAY, 12), local(LONG + 20 * DAY, 12)

    due = rules.answer_by(sent, starts)

    assert due.astimezone(makers.ZONE).hour == 16
    assert due.utcoffset() == dt.timedelta()


# The missing and the repeated half past two -------------------------------------------


@pytest.mark.parametrize(
    ("day", "hour", "is_there_once"),
    [
        (LONG, 1, True),
        (LONG, 2, False),
        (LONG, 3, True),
        (SHORT, 1, True),
        (SHORT, 2, False),
        (SHORT, 3, True),
    ],
)
def test_half_past_two_is_no_time_of_those_nights(day, hour, is_there_once):
    time = dt.time(hour, 30)

    assert is_real(day, time) is is_there_once
    assert (rules.wall_time(day, time) is not None) is is_there_once


@BOTH
def test_the_grid_leaves_out_the_hour_that_is_skipped_or_repeated(space, night, hours):
    clocks = [f"{each.astimezone(makers.ZONE):%H:%M}" for each in grid_of(space, night)]

    assert clocks[:6] == ["00:00", "00:30", "01:00", "01:30", "03:00", "03:30"]
    assert len(clocks) == 46


@pytest.mark.parametrize("fold", [0, 1])
def test_the_repeated_half_past_two_is_refused(space, time_machine, fold):
    go_before(time_machine, LONG)
    wrong = local(LONG, 2, 30).replace(fold=fold)

    for times in ((wrong, local(LONG, 6)), (local(LONG, 0), wrong)):
        with pytest.raises(Refused) as refused:
            makers.make_hold(space, [times])
        assert refused.value.code == "off_grid"


def test_the_next_free_times_are_no_repeated_ones(space, time_machine):
    go_before(time_machine, LONG)
    start = local(LONG, 0)
    makers.make_booking(space, [(start, start + HOUR)])

    offers = nearest(space, start, start + 2 * HOUR, most=60)

    zone = makers.ZONE
    times = [
        each.astimezone(zone) for offer in offers for each in (offer.start, offer.end)
    ]
    strange = [each for each in times if each.date() == LONG and each.hour == 2]
    assert strange == []


@BOTH
def test_opening_hours_hold_by_the_clock_on_the_wall(db, time_machine, night, hours):
    go_before(time_machine, night)
    space = makers.make_space(makers.make_venue(is_open_on_holidays=True))

    calendar = Calendar([space], local(night, 0), local(night + DAY, 0))

    [free] = calendar.free(space)
    assert (free.start, free.end) == (at(night, dt.time(8)), at(night, dt.time(22)))
    assert free.length == 14 * HOUR


@BOTH
def test_a_booking_over_the_switch_leaves_what_is_left(
    space, time_machine, night, hours
):
    go_before(time_machine, night)
    makers.make_booking(space, [(local(night, 1), local(night, 4))])
    calendar = Calendar([space], local(night, 0), local(night + DAY, 0))

    [before, after] = calendar.free(space)

    assert before.length + after.length == 21 * HOUR
    assert before.length == HOUR
