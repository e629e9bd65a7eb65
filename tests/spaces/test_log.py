"""Each step of a booking leaves a line, and the line stays."""

import datetime as dt

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import ProtectedError

from spaces import actions
from spaces.actions.lapsing import expire
from spaces.choices import CancelReason, DeclineReason
from spaces.guards import STEPS_STAY
from spaces.models import Booking, BookingEvent
from spaces.states import Actor
from tests import factories
from tests.spaces import makers

CHANGES = {
    "event": "cancel",
    "from_state": "held",
    "to_state": "expired",
    "actor": "clock",
    "reason": "else",
    "starts_at": dt.datetime(2027, 1, 1, tzinfo=dt.UTC),
    "ends_at": dt.datetime(2027, 1, 1, tzinfo=dt.UTC),
    "happened_at": dt.datetime(2027, 1, 1, tzinfo=dt.UTC),
}
REMOVE = {
    "postgresql": [f"DROP TRIGGER {STEPS_STAY} ON spaces_bookingevent"],
    "sqlite": [f"DROP TRIGGER {STEPS_STAY}_{verb}" for verb in ("update", "delete")],
}


def take_the_guard_out() -> None:
    with connection.cursor() as cursor:
        for statement in REMOVE[connection.vendor]:
            cursor.execute(statement)


@pytest.mark.parametrize("column", CHANGES)
def test_no_line_is_changed(db, column):
    makers.make_request()
    lines = BookingEvent.objects.all()
    before = list(lines.values())

    with pytest.raises(DatabaseError), transaction.atomic():
        lines.update(**{column: CHANGES[column]})
    unchanged = list(lines.values())
    take_the_guard_out()
    lines.update(**{column: CHANGES[column]})

    assert unchanged == before
    assert list(lines.values()) != before


def test_no_line_is_given_to_another_booking(db):
    one, other = makers.make_request(), makers.make_request()

    with pytest.raises(DatabaseError), transaction.atomic():
        one.events.update(booking=other)

    assert (one.events.count(), other.events.count()) == (2, 2)


def test_no_line_is_deleted(db):
    booking = makers.make_request()

    with pytest.raises(DatabaseError), transaction.atomic():
        BookingEvent.objects.all().delete()
    with pytest.raises(ProtectedError):
        booking.delete()
    there = booking.events.count()
    take_the_guard_out()
    BookingEvent.objects.all().delete()

    assert there == 2
    assert booking.events.count() == 0


def test_who_took_a_step_may_be_forgotten(db):
    booking = makers.make_request()

    booking.booked_by.delete()

    assert list(booking.events.values_list("user", flat=True)) == [None, None]


# Each step has its line ---------------------------------------------------------------


def line_of(booking: Booking) -> tuple:
    last = booking.events.last()
    return (
        last.event,
        last.from_state,
        last.to_state,
        last.actor,
        last.user,
        last.reason,
    )


def in_use(booking: Booking, time_machine) -> Booking:
    time_machine.move_to(booking.starts_at + dt.timedelta(minutes=1))
    return booking


def test_each_step_is_written_down(db, time_machine):
    time_machine.move_to(dt.datetime(2026, 12, 1, 9, tzinfo=dt.UTC))
    staff, at_once = factories.make_staff(), {"approval": "automatic"}
    booking = makers.make_request()
    booker = booking.booked_by
    lines = []

    def took(changed: Booking) -> None:
        lines.append(line_of(changed))

    took(booking)
    took(actions.ask(booking=booking, by=staff, question="Hvor mange?"))
    took(actions.answer(booking=booking, by=booker, text="Fire"))
    took(actions.confirm(booking=booking, by=staff))
    start, end = makers.slot(start=14)
    times = {"start": start, "end": end}
    took(actions.move(booking=booking, by=booker, actor=Actor.BOOKER, **times))
    took(actions.withdraw(booking=booking, by=booker))
    reason = DeclineReason.UNFIT
    other = makers.make_request(by=booker)
    took(actions.decline(booking=other, by=staff, reason=reason))
    took(expire(booking=makers.make_request(by=booker)))
    other = makers.make_booking(makers.make_space(**at_once), by=booker)
    reason = CancelReason.REPAIR
    took(actions.cancel(booking=other, by=staff, actor=Actor.STAFF, reason=reason))
    other = makers.make_booking(makers.make_space(**at_once), by=booker)
    took(actions.give_back(booking=other))
    other = makers.make_booking(makers.make_space(**at_once), by=booker)
    took(actions.no_show(booking=in_use(other, time_machine), by=staff))
    took(actions.came(booking=other, by=staff))

    assert lines == [
        ("send", "held", "requested", "booker", booker, ""),
        ("ask", "requested", "question", "staff", staff, ""),
        ("answer", "question", "requested", "booker", booker, ""),
        ("confirm", "requested", "confirmed", "staff", staff, ""),
        ("move", "confirmed", "requested", "booker", booker, ""),
        ("withdraw", "requested", "withdrawn", "booker", booker, ""),
        ("decline", "requested", "declined", "staff", staff, "unfit"),
        ("expire", "requested", "expired", "clock", None, ""),
        ("cancel", "confirmed", "cancelled", "staff", staff, "repair"),
        ("cancel", "confirmed", "cancelled", "booker", None, "own"),
        ("no_show", "confirmed", "no_show", "staff", staff, ""),
        ("came", "no_show", "confirmed", "staff", staff, ""),
    ]


def test_a_line_keeps_the_time_that_the_booking_had(db):
    booking = makers.make_booking(makers.make_space(approval="automatic"))
    first, later = makers.slot(), makers.slot(start=14)

    actions.move(
        booking=booking, start=later[0], end=later[1], by=None, actor=Actor.BOOKER
    )

    times = booking.events.values_list("event", "starts_at", "ends_at")
    assert list(times) == [("hold", *first), ("send", *first), ("move", *later)]
