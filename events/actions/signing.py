"""Signing up, and what a guest or staff do with a sign-up afterwards."""

import datetime as dt
import uuid

from django.utils import timezone

from events import letters
from events.actions.needs import tell_within
from events.actions.places import (
    count_again,
    fits,
    guarded,
    locked,
    offer_on,
    read_again,
    take_step,
    waiting_places_left,
)
from events.gatherings import Gathering
from events.models import Seats, Signup
from events.refusals import Refused, refuse
from events.states import Actor, SignupState
from hub.models import User

CONFIRMED_WITHIN = dt.timedelta(hours=12)
_S = SignupState
SAID = ("name", "organisation", "access_needs", "diet")


@guarded
def sign_up(
    *,
    seats: Seats,
    name: str,
    email: str,
    party_size: int,
    language: str,
    organisation: str = "",
    access_needs: str = "",
    diet: str = "",
    wants_waiting: bool = False,
    is_proven: bool = False,
    key: uuid.UUID,
) -> Signup:
    """Sign somebody up and mail a link to confirm with; the same key: the same row.

    `is_proven` is an address that the reader has shown to be theirs: confirmed at once.
    An address that has signed up already gets a mail with the link to that, and that
    sign-up is given back: whoever typed it learns nothing. Raises Refused: why it is
    closed, `party_too_large`, `party`, `only`, `wait` or `full`.
    """
    with locked(seats) as gathering:
        if there := Signup.objects.with_key(key):
            return there
        holds = has_place_for(gathering, party_size, wants_waiting=wants_waiting)
        if there := Signup.objects.filter(seats=seats).active_at(email):
            if not is_proven:
                is_new = there.state == _S.UNCONFIRMED
                letters.tell("confirm" if is_new else "again", there, gathering)
            return there
        signup = Signup.objects.create(
            seats=gathering.seats,
            name=name,
            email=email,
            party_size=party_size,
            language=language,
            organisation=organisation,
            access_needs=access_needs,
            diet=diet,
            holds_places=holds,
            state_until=confirmed_by(gathering),
            key=key,
        )
        count_again(gathering.seats)
        if is_proven:
            return confirm_within(signup, gathering, actor=Actor.GUEST)
        letters.tell("confirm", signup, gathering)
        return signup


def has_place_for(
    gathering: Gathering, party_size: int, *, wants_waiting: bool
) -> bool:
    """Whether there is a place, or only the waiting list; Refused where neither is."""
    if problem := gathering.problem():
        raise Refused(problem)
    seats, most = gathering.seats, gathering.event.largest_party
    if party_size > most:
        raise refuse("party_too_large", most=most)
    if fits(seats, party_size):
        return True
    may_wait = party_size <= waiting_places_left(seats)
    if may_wait and wants_waiting:
        return False
    if seats.is_full:
        raise refuse("wait" if may_wait else "full")
    raise refuse("party" if may_wait else "only", left=seats.left)


def confirmed_by(gathering: Gathering) -> dt.datetime:
    """Until when a place waits for its confirmation: never past the beginning."""
    return min(timezone.now() + CONFIRMED_WITHIN, gathering.next.starts_at)


@guarded
def confirm(*, signup: Signup, actor: Actor = Actor.GUEST) -> Signup:
    """Confirm the address: now they have the place, or one on the waiting list.

    Too late, it works all the same while there is a place, else on the waiting list.
    Done already, nothing happens. Raises Refused where it cannot be had any more.
    """
    with locked(signup.seats) as gathering:
        signup = read_again(signup)
        if signup.state in (_S.CONFIRMED, _S.WAITLISTED):
            return signup
        return confirm_within(signup, gathering, actor=actor)


def confirm_within(signup: Signup, gathering: Gathering, *, actor: Actor) -> Signup:
    """The same under the lock."""
    is_late = signup.state == _S.EXPIRED
    problem = gathering.problem()
    if problem and (is_late or gathering.next is None):
        raise Refused(problem)
    if is_late:
        if Signup.objects.filter(seats=signup.seats).active_at(signup.email):
            raise refuse("twice")
        left = waiting_places_left(gathering.seats)
        if signup.party_size > left and not fits(gathering.seats, signup.party_size):
            raise refuse("full")
    has_place = signup.holds_places or fits(gathering.seats, signup.party_size)
    to = _S.CONFIRMED if has_place else _S.WAITLISTED
    signup = take_step(signup, "confirm", gathering, actor=actor, to=to)
    letters.tell("confirmed" if has_place else "waitlisted", signup, gathering)
    tell_within(signup, gathering)
    return signup


@guarded
def accept(*, signup: Signup, actor: Actor = Actor.GUEST) -> Signup:
    """Take the offered place; done already, nothing happens.

    Raises Refused: `expired` where the time is over, `state` where none was offered.
    """
    with locked(signup.seats) as gathering:
        signup = read_again(signup)
        if signup.state == _S.CONFIRMED:
            return signup
        if signup.state == _S.EXPIRED:
            raise refuse("expired")
        signup = take_step(signup, "accept", gathering, actor=actor)
        letters.tell("confirmed", signup, gathering)
        tell_within(signup, gathering)
        return signup


@guarded
def cancel(
    *,
    signup: Signup,
    actor: Actor,
    by: User | None = None,
    reason: str = "",
    tells: bool = True,
) -> Signup:
    """Say that somebody does not come; the places go on. Done already, nothing happens.

    `by` is who of the staff did it, `reason` what they say. Raises Refused: `over`
    where the date has been, `state` where the sign-up ran out.
    """
    with locked(signup.seats) as gathering:
        signup = read_again(signup)
        if signup.state in (_S.CANCELLED_BY_SELF, _S.CANCELLED_BY_HOST):
            return signup
        if gathering.is_over:
            raise refuse("over")
        return cancel_within(signup, gathering, actor=actor, reason=reason, tells=tells)


def cancel_within(
    signup: Signup,
    gathering: Gathering,
    *,
    actor: Actor,
    reason: str = "",
    tells: bool = True,
) -> Signup:
    """The same under the lock, whenever it is."""
    is_own = actor == Actor.GUEST
    to = _S.CANCELLED_BY_SELF if is_own else _S.CANCELLED_BY_HOST
    changes = {"reason": reason} if reason else {}
    signup = take_step(signup, "cancel", gathering, actor=actor, to=to, **changes)
    if tells:
        name = "cancelled" if is_own else "cancelled_by_host"
        letters.tell(name, signup, gathering)
    return signup


@guarded
def correct(*, signup: Signup, party_size: int | None = None, **said) -> Signup:
    """Put right what was said; `said` are name, organisation, access_needs, diet.

    Fewer people free places at once; more need them. Raises Refused: `over`, `state`,
    `party_too_large`, or `only` with what is left.
    """
    with locked(signup.seats) as gathering:
        signup = read_again(signup)
        if gathering.is_over:
            raise refuse("over")
        if not signup.is_active:
            raise refuse("state")
        said = {name: said[name] for name in SAID if name in said}
        if party_size is not None and party_size != signup.party_size:
            require_room(signup, gathering, party_size)
            said["party_size"] = party_size
        if said.get("access_needs", signup.access_needs) != signup.access_needs:
            said["needs_told_at"] = None
        Signup.objects.filter(pk=signup.pk).update(**said, version=signup.version + 1)
        signup.refresh_from_db()
        count_again(gathering.seats)
        tell_within(signup, gathering)
        return signup


def require_room(signup: Signup, gathering: Gathering, party_size: int) -> None:
    """Refuse more people than one sign-up, the places or the waiting list may hold."""
    more = party_size - signup.party_size
    if more <= 0:
        return
    most = gathering.event.largest_party
    if party_size > most and not signup.is_by_hand:
        raise refuse("party_too_large", most=most)
    seats = gathering.seats
    left = seats.left if signup.holds_places else waiting_places_left(seats)
    if left is not None and more > left:
        raise refuse("no_more", left=left)


@guarded
def delete(*, signup: Signup) -> None:
    """The guest deletes the sign-up, by its link."""
    forget(signup)


def forget(signup: Signup) -> None:
    """Take a guest off a sign-up; who was to come frees the place, and it goes on.

    In the transaction of the caller. What is left is a count.
    """
    with locked(signup.seats) as gathering:
        signup = Signup.objects.get(pk=signup.pk)
        if signup.is_active and not gathering.is_over:
            cancel_within(signup, gathering, actor=Actor.GUEST, tells=False)
        strip(Signup.objects.filter(pk=signup.pk))
        letters.forget(signup)
        offer_on(gathering)


NOBODY = {
    "name": "–",
    "email": "",
    "organisation": "",
    "access_needs": "",
    "diet": "",
    "reason": "",
    "introduction": None,
}  # fmt: skip


def strip(signups) -> int:
    """Take the guests off sign-ups, so that each is a count; says how many."""
    return signups.update(**NOBODY, anonymised_at=timezone.now())
