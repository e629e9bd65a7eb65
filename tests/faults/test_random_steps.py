"""Whatever is done to bookings, in whatever order: no time is given to two.

Each round plays a hundred seeded steps in a house of four rooms, and looks after each.
"""

import datetime as dt
import random
import uuid
from collections import Counter
from collections.abc import Callable
from importlib import import_module

import pytest
from django.utils import timezone

from spaces import actions
from spaces.availability import overlaps, wrongly_occupied
from spaces.choices import ClosureKind
from spaces.models import Booking, Closure
from spaces.refusals import Refused, StandInTheWay, refuse
from spaces.states import Actor, BookingState
from tests import factories
from tests.spaces import makers
from tests.spaces.test_guards import take_the_guard_out

STEPS = 100
LOOKS = [
    ("asking", "require_free"),
    ("asking", "require_open"),
    ("changing", "require_free"),
    ("changing", "require_open"),
    ("deciding", "require_free"),
]
MONDAY = dt.date(2026, 11, 30)
QUARTER, HOUR, DAY = dt.timedelta(minutes=15), dt.timedelta(hours=1), dt.timedelta(1)
PASSED = (QUARTER, QUARTER, QUARTER, HOUR, 4 * HOUR)


class House:
    """A floor of three rooms, people who want them, and dice.

    Each has a week of its own, later than those before: the clock never goes back.
    """

    def __init__(self, seed: int):
        self.dice = random.Random(seed)
        self.monday = MONDAY + 7 * seed * DAY
        venue = makers.make_venue()
        self.rooms = [
            makers.make_space(venue, notice_hours=0, buffer_after_minutes=15),
            makers.make_space(venue, notice_hours=0, approval="automatic"),
            makers.make_space(venue, notice_hours=0, shortest_minutes=30),
        ]
        floor = makers.make_space(venue, notice_hours=0, parts=self.rooms[:2])
        self.spaces = [*self.rooms, floor]
        self.floor = floor
        self.users = [factories.make_user() for _number in range(3)]
        self.staff = factories.make_staff()
        self.counts: Counter = Counter()

    def play(self, verb: Callable) -> None:
        """One step; a refusal is an answer too."""
        try:
            verb(self)
            self.counts[verb.__name__] += 1
        except Refused:
            self.counts["refused"] += 1

    def time(self) -> tuple:
        """Some hours of today or the next three days, in local time."""
        start = self.dice.choice(range(8, 20))
        day = self.monday + self.dice.choice((0, 1, 1, 2, 3)) * DAY
        hours = self.dice.choice((1, 2, 3))
        return makers.local(day, start), makers.local(day, min(start + hours, 22))

    def times(self) -> list[tuple]:
        """One or two of them."""
        return [self.time() for _number in range(self.dice.choice((1, 1, 2)))]

    def space(self):
        """One of the four."""
        return self.dice.choice(self.spaces)

    def booking(self, *states: str, has_begun: bool = False) -> Booking:
        """A booking in one of the states; refused where there is none."""
        rows = Booking.objects.filter(space__in=self.spaces)
        if has_begun:
            rows = rows.filter(starts_at__lte=timezone.now())
        rows = rows.filter(state__in=states or BookingState.values)
        keys = list(rows.order_by("pk").values_list("pk", flat=True))
        if not keys:
            raise refuse("state")
        rows = Booking.objects.select_related("space__venue", "organisation")
        return rows.get(pk=self.dice.choice(keys))

    def closure(self) -> Closure:
        """A closed time; refused where there is none."""
        rows = Closure.objects.filter(spaces__in=self.spaces).order_by("pk").distinct()
        keys = list(rows.values_list("pk", flat=True))
        if not keys:
            raise refuse("state")
        return Closure.objects.get(pk=self.dice.choice(keys))


# Steps --------------------------------------------------------------------------------


def hold(house: House):
    makers.make_hold(house.space(), house.times())


def send(house: House):
    held = house.booking("held")
    actions.send(batch=held.batch, by=house.dice.choice(house.users), name="Ea")


def release(house: House):
    actions.release(batch=house.booking("held").batch)


def book(house: House):
    by = house.dice.choice(house.users)
    makers.make_request(house.space(), house.times(), by=by)


def book_for(house: House):
    said = {"key": uuid.uuid4(), "by": house.staff, "name": "Ib"}
    actions.book_for(space=house.space(), times=house.times(), **said)


def confirm(house: House):
    actions.confirm(booking=house.booking("requested", "question"), by=house.staff)


def decline(house: House):
    booking = house.booking("requested", "question")
    actions.decline(booking=booking, by=house.staff, reason="needed")


def ask(house: House):
    actions.ask(booking=house.booking("requested"), by=house.staff, question="Hvad?")


def answer(house: House):
    actions.answer(booking=house.booking("question"), by=None, text="Det")


def withdraw(house: House):
    actions.withdraw(booking=house.booking(*BookingState.waiting()), by=None)


def cancel(house: House):
    actor = house.dice.choice((Actor.STAFF, Actor.BOOKER))
    actions.cancel(booking=house.booking(*BookingState.coming()), by=None, actor=actor)


def give_back(house: House):
    actions.give_back(booking=house.booking("confirmed"))


def move(house: House):
    start, end = house.time()
    actor = house.dice.choice((Actor.STAFF, Actor.BOOKER))
    space = house.space() if actor == Actor.STAFF else None
    actions.move(
        booking=house.booking(*BookingState.coming()), start=start, end=end,
        space=space, actor=actor, by=None, accepted_ore=45000,
    )  # fmt: skip


def no_show(house: House):
    booking = house.booking("confirmed", has_begun=True)
    actions.no_show(booking=booking, by=house.staff)


def came(house: House):
    actions.came(booking=house.booking("no_show"), by=house.staff)


def close(house: House):
    start, end = house.time()
    said = {
        "spaces": house.dice.sample(house.spaces, 2), "start": start, "end": end,
        "reason_da": "Rør", "kind": ClosureKind.MAINTENANCE, "by": house.staff,
    }  # fmt: skip
    try:
        actions.close(**said)
    except StandInTheWay as refused:
        actions.close(**said, cancelling=refused.bookings)


def move_closure(house: House):
    start, end = house.time()
    actions.move_closure(closure=house.closure(), start=start, end=end)


def open_again(house: House):
    actions.open_again(closure=house.closure())


def expire(house: House):
    actions.expire_holds()
    actions.expire_requests()


def change_buffer(house: House):
    space = house.space()
    space.refresh_from_db()
    space.buffer_after_minutes = house.dice.choice((0, 15, 30))
    actions.change_space(space=space, save=space.save)


def change_parts(house: House):
    parts = house.dice.sample(house.rooms, house.dice.choice((1, 2, 3)))
    actions.change_space(space=house.floor, save=lambda: house.floor.parts.set(parts))


OFTEN = [hold, send, book, book, book, book_for, confirm, confirm, move, move]
VERBS = [
    *OFTEN, *OFTEN, close, cancel, release, decline, ask, ask, answer, answer, withdraw,
    give_back, no_show, came, move_closure, open_again, expire, change_buffer,
    change_parts,
]  # fmt: skip


def play_round(number: int, time_machine, look: Callable) -> Counter:
    """A hundred steps, each looked at; says how often each verb was done."""
    house = House(seed=number)
    time_machine.move_to(makers.local(house.monday, 9))
    for _step in range(STEPS):
        house.play(house.dice.choice(VERBS))
        look()
        if house.dice.random() < 0.2:
            time_machine.shift(house.dice.choice(PASSED))
    return house.counts


def is_whole() -> None:
    assert (overlaps(), wrongly_occupied()) == ([], [])


def test_random_steps_never_give_a_time_to_two(db, figure, time_machine):
    for number in figure.rounds(5):
        counts = play_round(number, time_machine, is_whole)
        figure.add(steps=STEPS, **counts)

    never = {verb.__name__ for verb in VERBS if not figure.counts[verb.__name__]}
    assert never == set()
    figure.tell(
        "{steps} random steps, {refused} of them refused: no two overlap, and every "
        "booking that blocks has its rows, after each step."
    )


@pytest.fixture
def carelessness(db, monkeypatch):
    """No guard in the database, and nobody looks."""
    take_the_guard_out()
    for name, look in LOOKS:
        module = import_module(f"spaces.actions.{name}")
        monkeypatch.setattr(module, look, lambda *args, **kwargs: None)


def test_random_steps_without_guard_and_look_do(carelessness, time_machine):
    found: list = []

    for number in range(10):
        if not found:
            play_round(number, time_machine, lambda: found.extend(overlaps()))

    assert found != []
