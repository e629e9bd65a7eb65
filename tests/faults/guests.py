"""Twenty browsers that have the form of an event before them, or their own sign-up."""

import datetime as dt
import uuid
from collections.abc import Callable
from time import sleep

from django.utils import timezone

from events.links import token_for
from events.models import Occurrence, Seats, Signup
from events.states import SignupState
from tests import servers
from tests.events.makers import make_date, make_event, make_seats, make_signup
from tests.faults.visitors import Answer, Visitor, all_at_once
from tests.faults.wanting import STAMP_AGE

RIVALS = 20
S = SignupState


class Guests:
    """All of them; the form is the same for each date, and is drawn once."""

    def __init__(self, server: servers.Server):
        self.event = make_event()
        self.visitors = [Visitor(server.url) for _number in range(RIVALS)]
        first = path_of(make_date(self.event))
        self.forms = [visitor.get(first).hidden for visitor in self.visitors]
        sleep(STAMP_AGE)

    def date(self, capacity: int) -> Occurrence:
        """A date of its own, with so many places."""
        return make_date(self.event, seats=make_seats(capacity, waiting_places=99))

    def race(self, number: int, *acts: Callable) -> list[Answer]:
        """All act at one moment, each with a network address of their own."""
        pairs = zip(self.visitors, self.forms, acts, strict=False)
        calls = []
        for each, (visitor, form, act) in enumerate(pairs):
            visitor.address = f"10.{number // 256}.{number % 256}.{each + 1}"
            calls.append(lambda v=visitor, f=form, a=act: a(v, f))
        return all_at_once(calls)


def path_of(date: Occurrence) -> str:
    """Where one signs up for a date."""
    return f"/da/tilmelding/{date.event.slug}/{date.pk}/"


def signing_up(date: Occurrence, party_size: int = 1, **more) -> Callable:
    """Somebody new sends the form."""
    said = {"name": "Ea Lund", "email": f"{uuid.uuid4().hex}@example.org"}
    said |= {"party_size": party_size, "key": uuid.uuid4().hex} | more
    return lambda visitor, form: visitor.post(path_of(date), form | said)


def pressing(signup: Signup, act: str) -> Callable:
    """A guest presses a button of their sign-up."""
    path = f"/da/din-tilmelding/{token_for(signup)}/"
    return lambda visitor, form: visitor.post(path, form | {"act": act})


def queue(date: Occurrence, *sizes: int) -> list[Signup]:
    """Parties on the waiting list, in this order."""
    start = timezone.now() - dt.timedelta(hours=1)
    return [
        make_signup(
            date,
            state=S.WAITLISTED,
            party_size=size,
            waiting_since=start + dt.timedelta(minutes=place),
        )
        for place, size in enumerate(sizes)
    ]


def held(date: Occurrence) -> int:
    """How many hold a place, counted by the rows themselves."""
    return Signup.objects.filter(seats=date.seats_id, holds_places=True).people()


def passed_over(date: Occurrence, waiting: list[Signup]) -> list[tuple[int, int]]:
    """Who waits still though a place fits, or though a later one got as many places."""
    left = Seats.objects.get(pk=date.seats_id).left
    now = {row.pk: row for row in Signup.objects.filter(seats=date.seats_id)}
    wrong = []
    for place, each in enumerate(waiting):
        if now[each.pk].state != S.WAITLISTED:
            continue
        if each.party_size <= left:
            wrong.append((each.pk, 0))
        later = [now[one.pk] for one in waiting[place + 1 :]]
        got = [one for one in later if one.state in S.with_place()]
        new = [one for one in now.values() if one.state == S.UNCONFIRMED]
        got += [one for one in new if one.holds_places]
        wrong += [(each.pk, o.pk) for o in got if o.party_size >= each.party_size]
    return wrong
