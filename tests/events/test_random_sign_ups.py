"""Whatever is done in whatever order: the count is right, and nobody waits in vain."""

import datetime as dt
import random

import pytest
from django.utils import timezone

from events import actions
from events.models import Seats, Signup
from events.refusals import Refused
from events.states import Actor, SignupState
from tests import factories
from tests.events.makers import evening, make_date
from tests.events.signed import sign_up

STEPS = 120


class Door:
    """One date, people, staff and dice."""

    def __init__(self, seed: int, clock):
        self.dice, self.clock = random.Random(seed), clock
        self.date = make_date(capacity=5, starts_at=evening(30))
        self.staff = factories.make_staff()

    def someone(self) -> Signup:
        """Anybody who has signed up."""
        rows = list(Signup.objects.order_by("pk"))
        return self.dice.choice(rows) if rows else sign_up(self.date)

    def sign_up(self):
        """Somebody new, who may want to wait."""
        size = self.dice.choice((1, 1, 2, 3))
        sign_up(self.date, party_size=size, wants_waiting=self.dice.random() < 0.7)

    def confirm(self):
        """The link of the mail."""
        actions.confirm(signup=self.someone())

    def accept(self):
        """The offered place."""
        actions.accept(signup=self.someone())

    def cancel(self):
        """Not coming, or not welcome."""
        actor = self.dice.choice((Actor.GUEST, Actor.HOST))
        actions.cancel(signup=self.someone(), actor=actor)

    def correct(self):
        """Another number of people."""
        size = self.dice.choice((1, 2, 3, 4))
        actions.correct(signup=self.someone(), party_size=size)

    def delete(self):
        """All of it gone."""
        actions.delete(signup=self.someone())

    def add(self):
        """A guest by hand."""
        said = {"name": "Bo", "party_size": self.dice.choice((1, 2))}
        actions.add_by_hand(seats=self.date.seats, by=self.staff, **said)

    def give(self):
        """Somebody before their turn."""
        actions.give_place(signup=self.someone(), by=self.staff, reason="Oplæg")

    def change(self):
        """Other numbers of places."""
        held_back, capacity = self.dice.choice((0, 0, 1)), self.dice.choice((4, 6, 8))
        actions.change_places(
            seats=self.date.seats, capacity=capacity, held_back=held_back,
            waiting_places=12,
        )  # fmt: skip

    def wait(self):
        """Hours pass."""
        hours = self.dice.choice((1, 5, 13, 25))
        self.clock.move_to(timezone.now() + dt.timedelta(hours=hours), tick=False)
        actions.expire(seats=self.date.seats)

    def look(self):
        """Taken is what is held, within the capacity; nobody waits for what is free."""
        seats = Seats.objects.get(pk=self.date.seats_id)
        rows = Signup.objects.filter(seats=seats)
        waiting = rows.filter(state=SignupState.WAITLISTED)
        smallest = min((row.party_size for row in waiting), default=99)
        assert seats.taken == rows.filter(holds_places=True).people() <= seats.capacity
        assert seats.left < smallest


VERBS = ("sign_up", "sign_up", "sign_up", "confirm", "confirm", "confirm", "accept",
         "cancel", "correct", "delete", "add", "give", "change", "wait")  # fmt: skip


@pytest.mark.parametrize("seed", [1, 2])
def test_random_steps_keep_the_count_and_the_order(db, time_machine, seed):
    time_machine.move_to(timezone.now(), tick=False)
    door, done = Door(seed, time_machine), 0

    for _step in range(STEPS):
        try:
            getattr(door, door.dice.choice(VERBS))()
            done += 1
        except Refused:
            pass
        door.look()

    assert done > STEPS / 3
