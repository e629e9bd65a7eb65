"""Two who change one booking at one moment: one of them does, the other is told."""

import datetime as dt
import uuid

import pytest

from hub.models import OutgoingMail
from spaces import actions
from spaces.actions.lapsing import expire
from spaces.actions.steps import take_step
from spaces.availability import overlaps, wrongly_occupied
from spaces.models import Booking, BookingEvent, Occupancy
from spaces.refusals import Refused
from spaces.states import Actor, Event
from tests import factories
from tests.spaces import makers
from tests.spaces.rivalry import meet

UPDATE = 'UPDATE "spaces_booking"'
LINE = 'INSERT INTO "spaces_bookingevent"'


def approve(booking):
    staff = factories.make_staff()
    return lambda: actions.confirm(booking=booking, by=staff)


def decline(booking):
    staff = factories.make_staff()
    return lambda: actions.decline(booking=booking, by=staff, reason="needed")


def withdraw(booking):
    return lambda: actions.withdraw(booking=booking, by=booking.booked_by)


def lapse(booking):
    return lambda: expire(booking=booking)


def cancel(booking):
    by = {"by": booking.booked_by, "actor": Actor.BOOKER}
    return lambda: actions.cancel(booking=booking, **by)


def move(booking):
    start, end = makers.slot(start=16)
    by = {"by": booking.booked_by, "actor": Actor.BOOKER}
    return lambda: actions.move(booking=booking, start=start, end=end, **by)


def states_of(*bookings) -> list[str]:
    rows = Booking.objects.filter(pk__in=[each.pk for each in bookings])
    return list(rows.order_by("pk").values_list("state", flat=True))


def log_of(booking) -> list[str]:
    return list(booking.events.order_by("pk").values_list("event", flat=True))


def is_whole() -> bool:
    return (overlaps(), wrongly_occupied()) == ([], [])


ENDS = {
    approve: "confirmed", decline: "declined", withdraw: "withdrawn", lapse: "expired"
}  # fmt: skip


@pytest.mark.parametrize(
    ("first", "rival"),
    [
        (approve, withdraw),
        (withdraw, approve),
        (approve, lapse),
        (lapse, approve),
        (approve, approve),
        (approve, decline),
        (withdraw, lapse),
    ],
)
def test_one_of_two_answers_stands(own_database, first, rival):
    booking = makers.make_request()
    OutgoingMail.objects.all().delete()

    came = meet(first(booking), rival(booking), before=UPDATE)

    assert came == ["done", "state"]
    assert states_of(booking) == [ENDS[first]]
    assert len(log_of(booking)) == 3
    assert OutgoingMail.objects.count() == (first != withdraw)
    assert is_whole()


@pytest.mark.parametrize(
    ("first", "rival", "came"),
    [
        (cancel, move, ["done", "state"]),
        # What is moved may still be cancelled: both are done, one after the other.
        (move, cancel, ["done", "done"]),
    ],
)
def test_a_cancelled_booking_is_not_moved(own_database, first, rival, came):
    booking = makers.make_booking(makers.make_space(approval="automatic"))

    assert meet(first(booking), rival(booking), before=UPDATE) == came
    assert states_of(booking) == ["cancelled"]
    assert Occupancy.objects.filter(is_blocking=True).count() == 0
    assert is_whole()


def test_a_step_from_an_old_look_changes_nothing(db):
    booking = makers.make_request()
    old = Booking.objects.get(pk=booking.pk)
    actions.ask(booking=booking, by=factories.make_staff(), question="Hvor mange?")
    actions.answer(booking=booking, by=booking.booked_by, text="Fire")

    with pytest.raises(Refused) as refused:
        take_step(old, Event.CONFIRM, actor=Actor.STAFF)

    assert refused.value.code == "changed"
    assert states_of(booking) == ["requested"]
    assert log_of(booking) == ["hold", "send", "ask", "answer"]


# Holds --------------------------------------------------------------------------------


def lapsed_hold(time_machine):
    """A hold that ran out a minute ago, and who wants to send it."""
    time_machine.move_to(dt.datetime(2026, 12, 1, 9, tzinfo=dt.UTC))
    [held] = makers.make_hold()
    user = factories.make_user()
    time_machine.shift(dt.timedelta(minutes=16))
    return held, lambda: actions.send(batch=held.batch, by=user, name="Ea")


def take(held):
    """Somebody else who wants the time of a hold."""
    times = [(held.starts_at, held.ends_at)]
    return lambda: makers.make_hold(held.space, times)


def test_a_hold_that_ran_out_is_sent_before_another_takes_it(
    own_database, time_machine
):
    held, send = lapsed_hold(time_machine)

    assert meet(send, take(held), before=UPDATE) == ["done", "taken"]
    assert states_of(held) == ["requested"]
    assert is_whole()


def test_a_hold_that_ran_out_is_taken_before_it_is_sent(own_database, time_machine):
    held, send = lapsed_hold(time_machine)

    assert meet(take(held), send, before=LINE) == ["done", "ran_out"]
    assert states_of(held) == ["expired"]
    assert Occupancy.objects.filter(is_blocking=True).count() == 1
    assert is_whole()


def test_a_hold_that_was_sent_since_the_clock_read_it_does_not_expire(db):
    [held] = makers.make_hold()
    read = Booking.objects.get()
    actions.send(batch=held.batch, by=factories.make_user(), name="Ea")

    with pytest.raises(Refused) as refused:
        expire(booking=read)

    assert refused.value.code == "changed"
    assert states_of(held) == ["requested"]


def test_a_request_that_was_moved_since_the_clock_read_it_does_not_expire(db):
    booking = makers.make_request()
    read = Booking.objects.get()
    move(booking)()

    with pytest.raises(Refused) as refused:
        expire(booking=read)

    assert refused.value.code == "changed"
    assert states_of(booking) == ["requested"]


@pytest.mark.postgres
def test_a_hold_that_ran_out_is_sent_in_the_last_moment(own_database, time_machine):
    held, send = lapsed_hold(time_machine)

    assert meet(take(held), send, before=UPDATE) == ["taken", "done"]
    assert states_of(held) == ["requested"]
    assert is_whole()


def test_a_double_click_on_send_is_one_booking_and_one_mail(own_database):
    [held] = makers.make_hold()
    user = factories.make_user()

    def send():
        actions.send(batch=held.batch, by=user, name="Ea")

    assert meet(send, send, before=UPDATE) == ["done", "done"]
    assert log_of(held) == ["hold", "send"]
    assert OutgoingMail.objects.count() == 1


def test_a_double_click_on_hold_is_one_hold(own_database):
    space, key = makers.make_space(), uuid.uuid4()

    def hold():
        makers.make_hold(space, key=key)

    came = meet(hold, hold, before='INSERT INTO "spaces_booking"')

    assert came == ["done", "done"]
    assert Booking.objects.count() == 1


def test_two_holds_of_one_time_are_one(own_database):
    space = makers.make_space()

    def hold():
        makers.make_hold(space)

    came = meet(hold, hold, before='INSERT INTO "spaces_occupancy"')

    assert came == ["done", "taken"]
    assert Booking.objects.count() == BookingEvent.objects.count() == 1


# Spaces that change -------------------------------------------------------------------


@pytest.mark.postgres
def test_a_floor_that_gets_a_room_meanwhile_is_not_booked_beside_it(own_database):
    venue = makers.make_venue()
    room, floor = makers.make_space(venue), makers.make_space(venue)

    def give_it_the_room():
        actions.change_space(space=floor, save=lambda: floor.parts.set([room]))
        makers.make_hold(room)

    came = meet(
        lambda: makers.make_hold(floor), give_it_the_room, before="FOR NO KEY UPDATE"
    )

    assert came == ["taken", "done"]
    assert Booking.objects.get().space == room


def test_a_booking_that_is_cancelled_while_its_space_changes_blocks_nobody(
    own_database,
):
    booking = makers.make_booking(makers.make_space(approval="automatic"))
    space = booking.space
    space.buffer_after_minutes = 30

    def change():
        actions.change_space(space=space, save=space.save)

    came = meet(change, cancel(booking), before='DELETE FROM "spaces_occupancy"')

    assert came == ["done", "done"]
    assert Occupancy.objects.filter(is_blocking=True).count() == 0
    assert is_whole()


def test_a_time_is_not_moved_out_of_the_space_that_staff_gave_it(db):
    space = makers.make_space(approval="automatic")
    booking = makers.make_booking(space)
    old = Booking.objects.select_related("space", "organisation").get(pk=booking.pk)
    sister = makers.make_space(space.venue)
    start, end = makers.slot()
    staff = {"by": factories.make_staff(), "actor": Actor.STAFF}
    actions.move(booking=booking, start=start, end=end, space=sister, **staff)

    with pytest.raises(Refused) as refused:
        move(old)()

    assert refused.value.code == "changed"
    assert Booking.objects.get().space == sister
