"""A change that is killed before any of its statements leaves everything as it was."""

import os
import signal
import uuid
from collections.abc import Callable
from importlib import import_module

import pytest
from django.db import connection

from hub.models import OutgoingMail
from spaces import actions
from spaces.models import Booking, BookingEvent, Closure, Occupancy
from spaces.states import Actor
from tests import factories
from tests.spaces import makers

KEPT = (Booking, Occupancy, BookingEvent, Closure, OutgoingMail)
MOST_STATEMENTS = 200


def as_it_is() -> list[list[dict]]:
    """All rows that a change of bookings may write."""
    return [list(model.objects.order_by("pk").values()) for model in KEPT]


def survives(act: Callable[[], object], statement: int) -> bool:
    """Whether a process that is killed before its n-th statement gets to its end."""
    connection.close()  # a child that dies must not share it
    child = os.fork()
    if child == 0:
        live_until(act, statement)
    return os.waitpid(child, 0)[1] == 0


def live_until(act: Callable[[], object], statement: int) -> None:
    """Act, and end this process at once when the time has come."""
    left = statement

    def count(execute, sql, *rest):
        nonlocal left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, *rest)

    try:
        with connection.execute_wrapper(count):
            act()
        os._exit(0)
    finally:
        os._exit(1)


def hold():
    space, key = makers.make_space(), uuid.uuid4()
    times = [makers.slot(), makers.slot(start=14)]
    return lambda: makers.make_hold(space, times, key=key)


def send():
    held = makers.make_hold(
        makers.make_space(approval="automatic"),
        [makers.slot(), makers.slot(start=14)],
    )
    user = factories.make_user()
    return lambda: actions.send(batch=held[0].batch, by=user, name="Ea")


def confirm():
    booking, staff = makers.make_request(), factories.make_staff()
    return lambda: actions.confirm(booking=booking, by=staff)


def move():
    booking = makers.make_booking(makers.make_space(approval="automatic"))
    start, end = makers.slot(start=16)
    said = {"start": start, "end": end, "by": None, "actor": Actor.BOOKER}
    return lambda: actions.move(booking=booking, **said)


def close():
    venue = makers.make_venue()
    rooms = [makers.make_space(venue, approval="automatic") for _number in range(2)]
    bookings = [makers.make_booking(room) for room in rooms]
    start, end = makers.slot(start=8, hours=12)
    said = {"start": start, "end": end, "reason_da": "Rør", "cancelling": bookings}
    return lambda: actions.close(spaces=rooms, **said)


@pytest.mark.parametrize("change", [hold, send, confirm, move, close])
def test_a_killed_change_leaves_nothing_behind(figure, own_database, change):
    act = change()
    before = as_it_is()

    kills = 0
    while not survives(act, kills):
        assert as_it_is() == before
        kills += 1
        assert kills < MOST_STATEMENTS

    assert kills > 5
    assert as_it_is() != before
    figure.add(rounds=1, kills=kills)
    figure.tell("killed before each of its {kills} statements: nothing changed.")


@pytest.mark.parametrize("verb", ["hold", "confirm"])
def test_a_killed_change_without_a_transaction_is_half_there(own_database, verb):
    change = {"hold": hold, "confirm": confirm}[verb]()
    before = as_it_is()

    def act():
        import_module("tests.faults.careless_urls")  # in the child alone
        change()

    kills, survived = 0, survives(act, 0)
    while not survived and as_it_is() == before:
        kills += 1
        survived = survives(act, kills)

    assert not survived
    assert as_it_is() != before
