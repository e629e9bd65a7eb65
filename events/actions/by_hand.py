"""What staff do with places: add a guest, move somebody up."""

import uuid

from django.utils import timezone

from events import letters
from events.actions.needs import tell_within
from events.actions.places import count_again, guarded, locked, read_again, take_step
from events.gatherings import Gathering
from events.models import Seats, Signup
from events.refusals import refuse
from events.states import Actor, SignupState
from hub.models import User


@guarded
def add_by_hand(
    *,
    seats: Seats,
    name: str,
    party_size: int,
    by: User,
    email: str = "",
    organisation: str = "",
    access_needs: str = "",
    diet: str = "",
    reason: str = "",
    language: str = "da",
    key: uuid.UUID | None = None,
) -> Signup:
    """Add a guest who is confirmed at once, with or without an address.

    Places held back are used where no others are left. The same key gives the same row.
    Raises Refused: `cancelled`, `no_more` with what is left, `twice`.
    """
    with locked(seats) as gathering:
        if key and (there := Signup.objects.with_key(key)):
            return there
        if gathering.is_cancelled:
            raise refuse("cancelled")
        if Signup.objects.filter(seats=seats).active_at(email):
            raise refuse("twice")
        use_places(gathering, party_size)
        signup = Signup.objects.create(
            seats=gathering.seats,
            name=name,
            email=email,
            party_size=party_size,
            language=language,
            organisation=organisation,
            access_needs=access_needs,
            diet=diet,
            reason=reason,
            state=SignupState.CONFIRMED,
            holds_places=True,
            confirmed_at=timezone.now(),
            is_by_hand=True,
            added_by=by,
            key=key or uuid.uuid4(),
        )
        count_again(gathering.seats)
        if not gathering.is_over:
            letters.tell("confirmed", signup, gathering)
            tell_within(signup, gathering)
        return signup


@guarded
def give_place(*, signup: Signup, by: User, reason: str) -> Signup:
    """Give somebody who waits a place before their turn; `reason` says why.

    Raises Refused: `state` where they do not wait, `no_more` with what is left.
    """
    with locked(signup.seats) as gathering:
        signup = read_again(signup)
        if signup.state != SignupState.WAITLISTED:
            raise refuse("state")
        use_places(gathering, signup.party_size)
        changes = {"reason": reason, "added_by": by}
        signup = take_step(signup, "give_place", gathering, actor=Actor.HOST, **changes)
        letters.tell("confirmed", signup, gathering)
        tell_within(signup, gathering)
        return signup


def use_places(gathering: Gathering, party_size: int) -> None:
    """Take places for staff, those held back where no others are left."""
    seats = gathering.seats
    if seats.capacity is None:
        return
    if party_size > (free := seats.capacity - seats.taken):
        raise refuse("no_more", left=free)
    if (short := party_size - seats.left) > 0:
        seats.held_back -= short
        seats.save(update_fields=["held_back"])
