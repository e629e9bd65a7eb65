"""The places: locked, freed, offered on; one step of a sign-up at a time."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps

from django.db import IntegrityError
from django.db.models import F, Sum
from django.utils import timezone

from events import letters
from events.gatherings import Gathering
from events.guards import TOO_MANY
from events.models import PlacesChange, Seats, Signup
from events.refusals import refuse
from events.states import Actor, SignupState, step_for
from hub import pagecache
from hub.models import User
from hub.transactions import whole

ONCE = "an_address_signs_up_once"
_S = SignupState


def guarded(change: Callable) -> Callable:
    """A whole change; where the database's guard spoke, say it as a refusal."""
    run = whole(change)

    @wraps(change)
    def ask(**kwargs):
        try:
            return run(**kwargs)
        except IntegrityError as error:
            if TOO_MANY in str(error):
                raise refuse("full") from error
            if ONCE in str(error):
                raise refuse("twice") from error
            raise

    return ask


# The lock -----------------------------------------------------------------------------


@contextmanager
def locked(seats: Seats) -> Iterator[Gathering]:
    """Lock the places of a date; before and after, nobody waits for what is free.

    What ran out is ended and offered on first, so that nobody who comes now gets a
    place before those who wait. On SQLite the transaction itself is the lock.
    """
    row = Seats.objects.select_for_update(no_key=True).get(pk=seats.pk)
    was, gathering = row.shown_as, Gathering(row)
    end_lapsed(gathering)
    offer_on(gathering)
    yield gathering
    offer_on(gathering)
    if row.shown_as != was:
        pagecache.renew()


def read_again(signup: Signup) -> Signup:
    """A sign-up as it is now; ask under the lock of its places.

    Raises Refused where it was deleted meanwhile.
    """
    there = Signup.objects.filter(pk=signup.pk, anonymised_at=None).first()
    if there is None:
        raise refuse("state")
    return there


# Steps --------------------------------------------------------------------------------


def take_step(
    signup: Signup,
    name: str,
    gathering: Gathering,
    *,
    actor: Actor,
    to: SignupState | None = None,
    **changes,
) -> Signup:
    """Move a sign-up by the table, if nobody moved it meanwhile; count the places anew.

    `changes` are other fields of the same UPDATE. Raises Refused: `state` where the
    table has no such step, `changed` where somebody else was quicker.
    """
    step = step_for(signup.state, name, actor)
    if step is None:
        raise refuse("state")
    to = to or step.to[0]
    if to not in step.to:
        raise ValueError(f"{name} does not lead to {to}")
    now = timezone.now()
    mine = Signup.objects.filter(
        pk=signup.pk, state=signup.state, version=signup.version
    )
    fields = {
        "state": to,
        "holds_places": to in _S.with_place(),
        "state_until": None,
        "version": F("version") + 1,
        "moved_at": now,
    }
    if to == _S.CONFIRMED:
        fields["confirmed_at"] = now
    if to == _S.WAITLISTED:
        fields["waiting_since"] = now
    if not mine.update(**fields | changes):
        raise refuse("changed")
    signup.refresh_from_db()
    count_again(gathering.seats)
    return signup


def count_again(seats: Seats) -> None:
    """Read the number taken, which the database itself counts."""
    seats.refresh_from_db(fields=["taken"])


def fits(seats: Seats, party_size: int) -> bool:
    """Whether so many guests may have a place now."""
    return seats.left is None or party_size <= seats.left


def waiting_places_left(seats: Seats) -> int:
    """How many may still go on the waiting list; who has not confirmed yet counts."""
    rows = Signup.objects.filter(seats=seats, holds_places=False)
    rows = rows.filter(state__in=(_S.WAITLISTED, _S.UNCONFIRMED))
    people = rows.aggregate(people=Sum("party_size"))["people"] or 0
    return max(seats.waiting_places - people, 0)


# What is free goes on -----------------------------------------------------------------


def offer_on(gathering: Gathering) -> int:
    """Offer free places in order to the first whose party fits, and so on.

    Says how many were offered.

    Not once it has begun. The time to answer is `offer_hours`, but never more than half
    of the time that is left: the next one shall have a chance too.
    """
    seats, date, offered = gathering.seats, gathering.next, 0
    if date is None:
        return 0
    for signup in Signup.objects.filter(seats=seats).waiting():
        if seats.is_full:
            break
        if fits(seats, signup.party_size):
            until = answer_by(date.starts_at, hours=date.event.offer_hours)
            take_step(signup, "offer", gathering, actor=Actor.CLOCK, state_until=until)
            letters.tell("offered", signup, gathering)
            offered += 1
    return offered


def answer_by(begins: dt.datetime, *, hours: int) -> dt.datetime:
    """Until when an offered place is kept."""
    now = timezone.now()
    return now + min(dt.timedelta(hours=hours), (begins - now) / 2)


def end_lapsed(gathering: Gathering) -> int:
    """End what nobody confirmed or took in time; says how many."""
    lapsed = list(Signup.objects.filter(seats=gathering.seats).lapsed())
    for signup in lapsed:
        was_offered = signup.state == _S.OFFERED
        take_step(signup, "expire", gathering, actor=Actor.CLOCK)
        if was_offered:
            letters.tell("offer_expired", signup, gathering)
    return len(lapsed)


@guarded
def expire(*, seats: Seats) -> None:
    """End what ran out of one row of places, and offer on what is free."""
    with locked(seats):
        pass


@guarded
def offer_free(*, seats: Seats) -> int:
    """Offer what is free to those who wait; says how many there are now."""
    with locked(seats):
        return Signup.objects.filter(seats=seats, state=_S.OFFERED).count()


@guarded
def change_places(
    *,
    seats: Seats,
    capacity: int | None,
    held_back: int,
    waiting_places: int,
    by: User | None = None,
) -> Seats:
    """Set how many places there are; what becomes free is offered at once.

    Who changed what is kept. Raises Refused: `below_taken` where more are taken
    already, `held_back` where more were held back than there are.
    """
    with locked(seats) as gathering:
        row = gathering.seats
        if capacity is not None and capacity < row.taken:
            raise refuse("below_taken", taken=row.taken)
        if capacity is not None and held_back > capacity:
            raise refuse("held_back")
        said = {
            "capacity": capacity,
            "held_back": held_back,
            "waiting_places": waiting_places,
        }
        changes = {
            name: [getattr(row, name), value]
            for name, value in said.items()
            if value != getattr(row, name)
        }
        if changes:
            Seats.objects.filter(pk=row.pk).update(**said)
            PlacesChange.objects.create(seats=row, changed_by=by, changes=changes)
            row.refresh_from_db()
        return row
