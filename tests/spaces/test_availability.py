"""When a space is free: hours, holidays, buffers, parts, holds, and what is nearest."""

import datetime as dt

import pytest

from spaces import actions, availability
from spaces.availability import Calendar, free_in_others, leaves_of, nearest
from spaces.hours import Stretch, joined, stretch, without
from spaces.models import Occupancy, OpeningHours
from tests.spaces import makers
from tests.spaces.makers import local

MONDAY = dt.date(2026, 11, 30)
TUESDAY, WEDNESDAY = dt.date(2026, 12, 1), dt.date(2026, 12, 2)
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def _monday_morning(time_machine):
    time_machine.move_to(local(MONDAY, 7))


def free_on(space, day=TUESDAY, **asked) -> list[str]:
    """Free times of a day, as a reader has them."""
    start = local(day, 0)
    calendar = Calendar([space], start, local(day + DAY, 0))
    return [in_words(part) for part in calendar.free(space, **asked)]


def in_words(part: Stretch) -> str:
    zone = makers.ZONE
    return f"{part.start.astimezone(zone):%H:%M}-{part.end.astimezone(zone):%H:%M}"


def at(start: int, end: int, day=TUESDAY) -> tuple:
    return local(day, start), local(day, end)


# Hours --------------------------------------------------------------------------------


def add_hours(opens, closes, weekday=1, **fields):
    hours = {"opens": dt.time(opens), "closes": dt.time(closes % 24)}
    return OpeningHours.objects.create(weekday=weekday, **hours, **fields)


def test_a_space_is_open_when_its_house_is(db):
    space = makers.make_space()

    assert free_on(space) == ["08:00-22:00"]


def test_a_space_narrows_the_hours_of_its_house(db):
    space = makers.make_space()
    add_hours(6, 12, space=space)
    add_hours(14, 23, space=space)

    assert free_on(space) == ["08:00-12:00", "14:00-22:00"]
    assert free_on(space, WEDNESDAY) == []


def test_hours_hold_in_their_dates_only(db):
    space = makers.make_space()
    add_hours(10, 12, space=space, valid_from=TUESDAY, valid_until=TUESDAY)

    week_later = TUESDAY + 7 * DAY
    assert free_on(space, TUESDAY) == ["10:00-12:00"]
    assert free_on(space, week_later) == ["08:00-22:00"]


def test_a_house_without_hours_is_closed(db):
    space = makers.make_space()
    space.venue.opening_hours.all().delete()

    assert free_on(space) == []


@pytest.mark.parametrize(
    ("is_open", "expected"), [(False, []), (True, ["08:00-22:00"])]
)
def test_a_house_is_closed_on_public_holidays_unless_it_says_so(db, is_open, expected):
    space = makers.make_space(horizon_days=90)
    space.venue.is_open_on_holidays = is_open

    assert free_on(space, dt.date(2026, 12, 25)) == expected
    assert free_on(space, dt.date(2026, 12, 28)) == ["08:00-22:00"]


def test_midnight_joins_two_days(db):
    venue = makers.make_venue(opens=dt.time(0), closes=dt.time(0))
    space = makers.make_space(venue)
    whole = Calendar([space], local(TUESDAY, 0), local(WEDNESDAY + DAY, 0))

    assert whole.free(space) == [stretch(local(TUESDAY, 0), local(WEDNESDAY + DAY, 0))]


def test_a_time_over_midnight_is_free_where_both_days_join(db):
    night = local(TUESDAY, 20), local(WEDNESDAY, 10)
    days, nights = makers.make_space(), makers.make_space(
        makers.make_venue(opens=dt.time(0), closes=dt.time(0))
    )  # fmt: skip
    calendar = Calendar([days, nights], local(TUESDAY, 0), local(WEDNESDAY + DAY, 0))

    assert calendar.is_free(nights, *night)
    assert not calendar.is_free(days, *night)


# What is taken ------------------------------------------------------------------------


def test_the_gap_between_two_bookings_is_the_sum_of_their_buffers(db):
    space = makers.make_space(buffer_before_minutes=15, buffer_after_minutes=30)
    makers.make_booking(space, [at(12, 14)])

    assert free_on(space) == ["08:00-11:15", "14:45-22:00"]


def test_a_long_buffer_reaches_in_from_another_day(db):
    two_days = 2 * 24 * 60
    space = makers.make_space(buffer_after_minutes=two_days)
    makers.make_booking(space, [at(12, 14, TUESDAY + 2 * DAY)])

    assert free_on(space, TUESDAY) == ["08:00-12:00"]
    assert free_on(space, WEDNESDAY) == []


def test_the_neighbour_of_a_booking_is_free(db):
    space = makers.make_space()
    makers.make_booking(space, [at(12, 14)])

    makers.make_booking(space, [at(10, 12)])
    makers.make_booking(space, [at(14, 16)])

    assert free_on(space) == ["08:00-10:00", "16:00-22:00"]


def test_a_hall_is_free_where_all_its_parts_are(db):
    venue = makers.make_venue()
    left, right = makers.make_space(venue), makers.make_space(venue)
    hall = makers.make_space(venue, parts=[left, right])
    makers.make_booking(left, [at(9, 10)])
    makers.make_booking(right, [at(12, 13)])
    makers.make_booking(hall, [at(15, 16)])

    assert free_on(hall) == ["08:00-09:00", "10:00-12:00", "13:00-15:00", "16:00-22:00"]
    assert free_on(left) == ["08:00-09:00", "10:00-15:00", "16:00-22:00"]


def test_leaves_are_found_however_deep_and_end_in_a_circle(db):
    venue = makers.make_venue()
    one, two, three = (makers.make_space(venue) for _number in range(3))
    floor = makers.make_space(venue, parts=[one, two])
    house = makers.make_space(venue, parts=[floor, three, one])
    found = leaves_of([house, floor, one])
    circle = [makers.make_space(venue) for _number in range(12)]
    for each in circle:
        each.parts.set(circle)

    assert found[house.pk] == (one.pk, two.pk, three.pk)
    assert found[floor.pk] == (one.pk, two.pk)
    assert found[one.pk] == (one.pk,)
    assert leaves_of(circle[:1]) == {circle[0].pk: (circle[0].pk,)}


def test_a_hold_is_taken_for_a_quarter_of_an_hour(db, time_machine):
    space = makers.make_space()
    makers.make_hold(space, [at(12, 14)])
    meanwhile = free_on(space)
    [row] = Calendar([space], *at(0, 23)).taken(space)

    time_machine.shift(dt.timedelta(minutes=15))

    assert meanwhile == ["08:00-12:00", "14:00-22:00"]
    assert (row.is_held, row.stretch) == (True, stretch(*at(12, 14)))
    assert free_on(space) == ["08:00-22:00"]


def test_a_closed_time_is_taken(db):
    space = makers.make_space()
    start, end = at(10, 20)
    closure = actions.close(spaces=[space], start=start, end=end, reason_da="Rør")
    closed = free_on(space)

    actions.open_again(closure=closure)

    assert closed == ["08:00-10:00", "20:00-22:00"]
    assert free_on(space) == ["08:00-22:00"]


def test_a_move_does_not_stand_in_its_own_way(db):
    space = makers.make_space()
    booking = makers.make_booking(space, [at(12, 14)])
    calendar = Calendar([space], *at(0, 23), ignoring=[booking])

    assert calendar.is_free(space, *at(13, 15))


# Who may when -------------------------------------------------------------------------


def test_bookers_wait_for_the_notice_and_staff_do_not(db):
    space = makers.make_space(notice_hours=4)

    assert free_on(space, MONDAY) == ["11:00-22:00"]
    assert free_on(space, MONDAY, for_staff=True) == ["08:00-22:00"]


def test_bookers_see_as_far_as_the_horizon_and_staff_farther(db):
    space = makers.make_space(horizon_days=1)

    assert free_on(space, TUESDAY) == ["08:00-22:00"]
    assert free_on(space, WEDNESDAY) == []
    assert free_on(space, WEDNESDAY, for_staff=True) == ["08:00-22:00"]


# The grid -----------------------------------------------------------------------------


def clocks(moments) -> list[str]:
    return [f"{each.astimezone(makers.ZONE):%d %H:%M}" for each in moments]


def test_starts_and_ends_are_on_the_grid_and_long_enough(db):
    space = makers.make_space(
        makers.make_venue(opens=dt.time(8, 15), closes=dt.time(11, 15)),
        start_interval_minutes=60, shortest_minutes=90, longest_minutes=120,
    )  # fmt: skip
    calendar = Calendar([space], *at(0, 23))

    assert clocks(calendar.starts(space, TUESDAY)) == ["01 09:00"]
    assert clocks(calendar.ends(space, local(TUESDAY, 9))) == ["01 11:00"]
    assert calendar.ends(space, local(TUESDAY, 7)) == []


def test_a_start_without_an_end_on_the_grid_is_not_offered(db):
    space = makers.make_space(
        makers.make_venue(opens=dt.time(8), closes=dt.time(9, 45)),
        start_interval_minutes=60, shortest_minutes=90,
    )  # fmt: skip
    calendar = Calendar([space], *at(0, 23))

    assert calendar.starts(space, TUESDAY) == []
    assert calendar.first_free(space) is None


def test_ends_go_over_midnight_where_the_hours_do(db):
    venue = makers.make_venue(opens=dt.time(0), closes=dt.time(0))
    space = makers.make_space(venue, start_interval_minutes=120, longest_minutes=360)
    calendar = Calendar([space], local(TUESDAY, 0), local(WEDNESDAY + DAY, 0))

    found = calendar.ends(space, local(TUESDAY, 20))
    assert clocks(found) == ["01 22:00", "02 00:00", "02 02:00"]


def test_first_free_skips_what_is_too_short(db):
    space = makers.make_space(shortest_minutes=60)
    makers.make_booking(space, [at(9, 12)])
    makers.make_booking(space, [at(13, 15)])
    calendar = Calendar([space], *at(0, 23))

    assert in_words(calendar.first_free(space)) == "08:00-09:00"
    assert in_words(calendar.first_free(space, 120)) == "15:00-22:00"


# What is nearest ----------------------------------------------------------------------


def offered(offers) -> list[str]:
    return [f"{each.start.astimezone(makers.ZONE):%a %H:%M}" for each in offers]


def test_the_nearest_times_have_the_same_length_and_do_not_overlap(db):
    space = makers.make_space()
    start, end = at(12, 14)
    makers.make_booking(space, [(start, end)])

    found = nearest(space, start, end)

    assert offered(found) == ["Tue 08:00", "Tue 10:00", "Tue 14:00"]
    assert {each.end - each.start for each in found} == {dt.timedelta(hours=2)}


def test_the_nearest_times_go_to_other_days(db):
    space = makers.make_space(makers.make_venue(opens=dt.time(12), closes=dt.time(14)))
    makers.make_booking(space, [at(12, 14)])

    found = nearest(space, *at(12, 14), most=2)

    assert offered(found) == ["Mon 12:00", "Wed 12:00"]


def test_other_spaces_are_offered_where_they_lend_such_a_time(db):
    venue = makers.make_venue()
    fits = makers.make_space(venue)
    makers.make_space(venue, longest_minutes=60)
    makers.make_space(venue, start_interval_minutes=8 * 60)
    busy = makers.make_space(venue)
    makers.make_booking(busy, [at(13, 14)])
    everywhere = type(fits).objects.select_related("venue").order_by("pk")

    found = free_in_others(everywhere, *at(12, 14))

    assert [each.space for each in found] == [fits]


# Looking at the whole -----------------------------------------------------------------


def test_rows_that_do_not_fit_their_booking_are_found(db):
    well, moved, lost = (makers.make_booking() for _number in range(3))
    rows = Occupancy.objects
    before = availability.wrongly_occupied()

    rows.filter(booking=moved).update(blocked_until=moved.ends_at + DAY,
                                      blocked_from=moved.ends_at)  # fmt: skip
    rows.filter(booking=lost).delete()

    assert before == []
    assert set(availability.wrongly_occupied()) == {moved.pk, lost.pk}
    assert well.occupancies.count() == 1


def test_stretches_are_joined_and_cut():
    a, b, c, d, e = (local(TUESDAY, hour) for hour in range(8, 13))

    assert joined([Stretch(c, d), Stretch(a, b), Stretch(b, c)]) == [Stretch(a, d)]
    assert joined([Stretch(a, d), Stretch(b, c)]) == [Stretch(a, d)]
    assert without([Stretch(a, e)], [Stretch(b, c), Stretch(d, e)]) == [
        Stretch(a, b),
        Stretch(c, d),
    ]
