"""What bookers, and staff for them, do with a booking: withdraw, cancel, move."""

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from django.utils import timezone

from hub.formatting import money
from hub.models import User
from spaces import messages, rules
from spaces.actions.asking import prices_to_keep, problems_of, require_open
from spaces.actions.forgetting import forget
from spaces.actions.steps import (
    as_it_is,
    guarded,
    lock,
    lock_organisation,
    occupy,
    read_again,
    require_forward,
    require_free,
    take_step,
)
from spaces.choices import CancelReason, PriceGroup
from spaces.models import Booking, Space
from spaces.refusals import Refused, refuse
from spaces.states import Actor, BookingState, Event


class Moving(NamedTuple):
    """Where a booking goes."""

    booking: Booking
    space: Space
    start: dt.datetime
    end: dt.datetime


@guarded
def withdraw(*, booking: Booking, by: User | None) -> Booking:
    """Take back a request that nobody has answered yet."""
    booking = read_again(booking)
    return take_step(booking, Event.WITHDRAW, actor=Actor.BOOKER, by=by)


@guarded
def cancel(
    *,
    booking: Booking,
    by: User | None,
    actor: Actor,
    reason: str = CancelReason.OWN,
    words: str = "",
) -> Booking:
    """Cancel a booking: the booker within the rule of the space, staff at any time.

    Raises Refused: `too_late_to_cancel`.
    """
    booking = read_again(booking)
    is_late = timezone.now() >= booking.cancel_before
    if actor == Actor.BOOKER and booking.is_confirmed and is_late:
        raise refuse("too_late_to_cancel")
    # Staff who cancel for the booker write that down as the booker's own wish.
    is_own = reason == CancelReason.OWN
    return cancel_under_lock(
        booking,
        by=by,
        actor=actor,
        reason=reason,
        words=words,
        is_cancelled_late=is_own and is_late,
    )


def cancel_under_lock(
    booking: Booking, *, by: User | None, actor: Actor, **said
) -> Booking:
    """The step and its mail, in the transaction of the caller."""
    take_step(
        booking,
        Event.CANCEL,
        actor=actor,
        by=by,
        decided_at=timezone.now(),
        **said,
    )
    messages.tell("cancelled", [booking])
    return booking


@guarded
def give_back(*, booking: Booking, by: User | None = None) -> Booking:
    """Give a booked time back, however late: the room is of use to somebody else."""
    booking = read_again(booking)
    if booking.has_begun:
        raise refuse("past")
    return cancel_under_lock(
        booking,
        by=by,
        actor=Actor.BOOKER,
        reason=CancelReason.OWN,
        is_cancelled_late=timezone.now() >= booking.cancel_before,
    )


def give_up(*, booking: Booking) -> None:
    """Free the room and forget the person, who wants nothing of it kept.

    In the transaction of the caller, and without a mail: it would keep the address.
    What goes on already, or is to be paid, must not come here.
    """
    booking = read_again(booking)
    if booking.may_be_withdrawn:
        take_step(booking, Event.WITHDRAW, actor=Actor.BOOKER)
    elif booking.is_confirmed and not booking.has_begun:
        take_step(
            booking,
            Event.CANCEL,
            actor=Actor.BOOKER,
            sequence=booking.sequence + 1,
            decided_at=timezone.now(),
            reason=CancelReason.OWN,
            is_cancelled_late=timezone.now() >= booking.cancel_before,
        )
    forget(booking, keeps_organisation=True)


@guarded
def move(
    *,
    booking: Booking,
    start: dt.datetime,
    end: dt.datetime,
    by: User | None,
    actor: Actor,
    space: Space | None = None,
    accepted_ore: int | None = None,
) -> Booking:
    """Give a booking another time, or staff another space; all or nothing.

    A booker's move waits for an answer where the rule asks for one. What costs more
    needs `accepted_ore`, the new price, of a booker; moved by staff without it, it
    costs what it did. Raises Refused, Taken.
    """
    require_forward([(start, end)])
    lock_organisation(booking.organisation)
    target = space or booking.space
    leaves = lock([booking.space, target])[target.pk]
    booking, target = read_again(booking), as_it_is(target)
    if space is None and booking.space_id != target.pk:
        raise refuse("changed")  # staff gave it another space meanwhile
    is_staff = actor == Actor.STAFF
    if not is_staff:
        require_movable(booking, target, start, end)
    require_free(target, [(start, end)], leaves, ignoring=[booking])
    if not is_staff:
        require_open(target, [(start, end)])
    price = moved_price(booking, target, start, end)
    if is_staff:
        price = price_for_staff(booking, price, accepted_ore)
    elif price["price_ore"] > booking.price_ore and price["price_ore"] != accepted_ore:
        raise refuse("price", price=money(price["price_ore"]))
    goal = Moving(booking, target, start, end)
    return move_under_lock(goal, leaves, actor=actor, by=by, **price)


def require_movable(
    booking: Booking, space: Space, start: dt.datetime, end: dt.datetime
) -> None:
    """Raise Refused where the booker may not move there, or not any more."""
    if booking.is_confirmed and not booking.may_be_cancelled:
        raise refuse("too_late_to_move")
    wrong = problems_of(space, [(start, end)])
    wrong += rules.problems_of_wish(space, people=booking.people, food=booking.food)
    quota = rules.quota_problem(
        space, booking.organisation, [(start, end)], ignoring=[booking]
    )
    if wrong or quota:
        raise Refused(*wrong, *([quota] if quota else []))
    at_once = rules.answers_at_once(space, booking.organisation)
    if not at_once and rules.is_too_late_to_answer(timezone.now(), start):
        raise refuse("too_late_to_answer")


def price_for_staff(booking: Booking, price: dict, accepted_ore: int | None) -> dict:
    """The fields of the price when staff move: dearer only with the booker's yes."""
    new = price["price_ore"]
    if new <= booking.price_ore or accepted_ore == new:
        return price
    kept = ("price_ore", "legal_basis_da", "legal_basis_en")
    return price | {name: getattr(booking, name) for name in kept}


def moved_price(
    booking: Booking, space: Space, start: dt.datetime, end: dt.datetime
) -> dict:
    """The fields of the price at the new time, for the same group."""
    if rules.prices_of(space, start, end) is None:
        raise refuse("no_price")
    kept = prices_to_keep(space, start, end)
    if booking.price_group == PriceGroup.CONFIRMED:
        prices = rules.prices_of(space, start, end)
        danish, english = prices.basis_of(PriceGroup.CONFIRMED)
        kept |= {
            "price_ore": prices.confirmed,
            "legal_basis_da": danish,
            "legal_basis_en": english,
        }
    return kept


def move_under_lock(
    goal: Moving,
    leaves: Iterable[int],
    *,
    actor: Actor,
    by: User | None,
    reason: str = "",
    **changes,
) -> Booking:
    """The step, its rows and its mail, in the transaction of the caller.

    `reason` is said in the mail; `changes` are fields that change with the time.
    """
    booking, space, start, end = goal
    earlier = (booking.space, booking.starts_at, booking.ends_at)
    now = timezone.now()
    is_yes = actor == Actor.STAFF and booking.is_confirmed
    is_yes = is_yes or (
        rules.answers_at_once(space, booking.organisation)
        and rules.is_introduced(booking.booked_by, space)
    )
    booking.occupancies.all().delete()
    take_step(
        booking,
        Event.MOVE,
        actor=actor,
        to=BookingState.CONFIRMED if is_yes else BookingState.REQUESTED,
        by=by,
        space=space,
        starts_at=start,
        ends_at=end,
        answer_by=None if is_yes else rules.answer_by(now, start),
        is_late_told=False,
        **changes,
    )
    occupy([booking], leaves)
    was_space, was_start, was_end = earlier
    words = {"was_space": was_space, "was_start": was_start, "was_end": was_end}
    messages.tell("moved", [booking], why=reason, **words)
    return booking
