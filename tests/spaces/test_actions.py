"""From looking to a booking: each change does what it says and nothing else."""

import datetime as dt

import pytest

from spaces import actions
from spaces.availability import overlaps, wrongly_occupied
from spaces.models import BookingEvent, Occupancy
from spaces.refusals import Refused, StandInTheWay, Taken
from tests import factories
from tests.spaces import makers


def steps_of(booking) -> list[tuple]:
    rows = BookingEvent.objects.filter(booking=booking)
    return list(rows.values_list("event", "from_state", "to_state", "actor"))


def test_a_hold_becomes_a_request_and_then_a_booking(db):
    start, end = makers.slot()
    space = makers.make_space(buffer_before_minutes=15, buffer_after_minutes=30)
    user, staff = factories.make_user(), factories.make_staff()

    [held] = makers.make_hold(space, [(start, end)])
    [sent] = actions.send(batch=held.batch, by=user, name="Ea")
    booking = actions.confirm(booking=sent, by=staff)

    row = Occupancy.objects.get()
    assert booking.state == "confirmed"
    assert (booking.starts_at, booking.ends_at) == (start, end)
    assert row.blocked_from == start - dt.timedelta(minutes=15)
    assert row.blocked_until == end + dt.timedelta(minutes=30)
    assert (row.is_blocking, row.expires_at) == (True, None)
    assert (booking.price_ore, booking.price_group) == (30000, "others")
    assert steps_of(booking) == [
        ("hold", "", "held", "booker"),
        ("send", "held", "requested", "booker"),
        ("confirm", "requested", "confirmed", "staff"),
    ]


def test_the_same_key_is_the_same_hold(db):
    space, times = makers.make_space(), [makers.slot()]
    first = makers.make_hold(space, times, key="0b7e7b76-9b6f-4f0c-9f3d-c0ffee000000")

    again = makers.make_hold(space, times, key="0b7e7b76-9b6f-4f0c-9f3d-c0ffee000000")

    assert again == first
    assert Occupancy.objects.count() == 1


def test_a_floor_and_its_room_exclude_each_other(db):
    venue = makers.make_venue()
    room, other = makers.make_space(venue), makers.make_space(venue)
    floor = makers.make_space(venue, parts=[room, other])
    makers.make_booking(room, [makers.slot()])

    with pytest.raises(Taken):
        makers.make_hold(floor, [makers.slot()])

    makers.make_booking(floor, [makers.slot(start=14)])
    with pytest.raises(Taken):
        makers.make_hold(other, [makers.slot(start=14)])
    assert (overlaps(), wrongly_occupied()) == ([], [])


def test_a_move_frees_the_old_time_and_takes_the_new(db):
    space = makers.make_space(approval="automatic")
    booking = makers.make_booking(space, [makers.slot()])
    start, end = makers.slot(start=15)

    moved = actions.move(
        booking=booking, start=start, end=end, by=booking.booked_by, actor="booker"
    )

    assert (moved.state, moved.starts_at, moved.sequence) == ("confirmed", start, 1)
    assert [row.blocked_from for row in Occupancy.objects.all()] == [start]
    makers.make_hold(space, [makers.slot()])


def test_closing_over_a_booking_names_it_first(db):
    booking = makers.make_booking()
    said = {"spaces": [booking.space], "reason_da": "Rør", "reason_en": "Pipes"}
    start, end = makers.local(makers.workday(), 8), makers.local(makers.workday(), 20)

    with pytest.raises(StandInTheWay) as refused:
        actions.close(start=start, end=end, **said)
    closure = actions.close(start=start, end=end, cancelling=[booking], **said)

    booking.refresh_from_db()
    assert refused.value.bookings == [booking]
    assert (booking.state, booking.sequence) == ("cancelled", 2)
    assert [row.closure for row in Occupancy.objects.filter(is_blocking=True)] == [
        closure
    ]


def test_a_hold_that_ran_out_makes_room(db, time_machine):
    space = makers.make_space()
    time_machine.move_to(dt.datetime(2026, 12, 1, 9, tzinfo=dt.UTC))
    [held] = makers.make_hold(space)
    time_machine.shift(dt.timedelta(minutes=16))

    [other] = makers.make_hold(space, [(held.starts_at, held.ends_at)])

    held.refresh_from_db()
    assert (held.state, other.state) == ("expired", "held")
    with pytest.raises(Refused) as refused:
        actions.send(batch=held.batch, by=factories.make_user(), name="Ea")
    assert refused.value.code == "ran_out"
