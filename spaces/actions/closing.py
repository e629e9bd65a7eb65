"""Keeping spaces closed for a time, and changing what a space is made of."""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import NamedTuple

from django.db.models import Q
from django.utils import timezone

from hub.models import User
from spaces.actions.changing import (
    Moving,
    cancel_under_lock,
    move_under_lock,
    moved_price,
    price_for_staff,
)
from spaces.actions.keeping import occupy_for
from spaces.actions.steps import (
    as_it_is,
    blocked,
    guarded,
    lock,
    locked_bookings,
    occupy,
    read_again,
    require_forward,
    require_free,
    take_step,
)
from spaces.availability import leaves_of, taken_in
from spaces.choices import CancelReason, ClosureKind
from spaces.hours import stretch
from spaces.models import Booking, Closure, Occupancy, Space
from spaces.refusals import StandInTheWay, Taken, refuse
from spaces.states import Actor, BookingState, Event


@guarded
def close(
    *,
    spaces: Iterable[Space],
    start: dt.datetime,
    end: dt.datetime,
    reason_da: str,
    reason_en: str = "",
    kind: str = ClosureKind.OTHER,
    by: User | None = None,
    cancelling: Iterable[Booking] = (),
    moving: Iterable[Moving] = (),
    cancel_reason: str = CancelReason.CLOSED,
    words: str = "",
) -> Closure:
    """Keep spaces closed; bookings in the way are moved, or named in `cancelling`.

    All at once or nothing: first those of `moving` go, then the others are cancelled,
    each mailed with the one reason. Raises StandInTheWay with the bookings that were
    not named, Taken where something else has the time.
    """
    require_forward([(start, end)])
    spaces, moving = list(spaces), list(moving)
    others = {each for goal in moving for each in (goal.space, goal.booking.space)}
    locked = lock({*spaces, *others})
    leaves = sorted({leaf for space in spaces for leaf in locked[space.pk]})
    named = {booking.pk for booking in cancelling}
    time = stretch(start, end)
    why = Reason(words, reason_da, reason_en)
    _move_away(moving, locked, by, why)
    taken = taken_in(leaves, time)
    bookings = Booking.objects.for_lists().filter(
        pk__in={row.booking_id for row in taken if row.booking_id}
    )
    _clear(bookings.order_by("starts_at"), named, by, cancel_reason, why)
    if any(row.closure_id for row in taken):
        raise Taken(spaces[0], start, end)
    closure = Closure.objects.create(
        kind=kind, starts_at=start, ends_at=end, closed_by=by,
        reason_da=reason_da, reason_en=reason_en,
    )  # fmt: skip
    closure.spaces.set(spaces)
    occupy_for([(closure, leaves)])
    return closure


class Reason(NamedTuple):
    """Why a space is closed: our words to its bookers, else the reason itself."""

    words: str
    danish: str
    english: str

    def to(self, booking: Booking) -> str:
        """The reason in the language of a booker."""
        own = self.english if booking.language == "en" else self.danish
        return self.words or own or self.danish


def _move_away(moving: Iterable[Moving], locked: dict, by, why: Reason) -> None:
    """Move bookings to where they may stay, at no higher price."""
    for goal in moving:
        booking, space = read_again(goal.booking), as_it_is(goal.space)
        times = [(goal.start, goal.end)]
        leaves = locked[space.pk]
        require_free(space, times, leaves, ignoring=[booking])
        price = moved_price(booking, space, goal.start, goal.end)
        move_under_lock(
            goal._replace(booking=booking, space=space),
            leaves,
            actor=Actor.STAFF,
            by=by,
            reason=why.to(booking),
            **price_for_staff(booking, price, None),
        )


def _clear(bookings, named: set[int], by, reason: str, why: Reason) -> None:
    """Cancel what was named, end holds, and raise StandInTheWay for the rest."""
    coming = [each for each in bookings if each.state in BookingState.coming()]
    if left := [each for each in coming if each.pk not in named]:
        raise StandInTheWay(left)
    for booking in bookings:
        booking = read_again(booking)
        if booking.state == BookingState.HELD:
            take_step(booking, Event.EXPIRE, actor=Actor.CLOCK)
        else:
            said = {"reason": reason, "words": why.to(booking)}
            cancel_under_lock(booking, by=by, actor=Actor.STAFF, **said)


@guarded
def move_closure(*, closure: Closure, start: dt.datetime, end: dt.datetime) -> Closure:
    """Give a closed time other times; raises Taken where something else has them."""
    require_forward([(start, end)])
    spaces = list(closure.spaces.all())
    leaves = sorted({leaf for each in lock(spaces).values() for leaf in each})
    taken = taken_in(leaves, stretch(start, end))
    if any(row.closure_id != closure.pk for row in taken):
        raise Taken(spaces[0], start, end)
    closure.occupancies.all().delete()
    closure.starts_at, closure.ends_at = start, end
    closure.save(update_fields=["starts_at", "ends_at"])
    occupy_for([(closure, leaves)])
    return closure


@guarded
def open_again(*, closure: Closure) -> None:
    """Take a closed time away."""
    closure.delete()


@guarded
def change_space(*, space: Space, save: Callable[[], object]) -> None:
    """Save other facts of a space and write its coming rows anew, or change nothing.

    `save` writes the space and its parts. Raises StandInTheWay with what would clash,
    Refused where the space would be a part of itself.
    """
    lock(Space.objects.all())  # its new parts are not known before
    save()
    if space.pk in wholes_of(space):
        raise refuse("circle")
    rewrite_future(space)


def rewrite_future(space: Space) -> None:
    """Write the rows of what is to come anew, after parts or buffers have changed.

    In the transaction of the change. Raises StandInTheWay with all bookings that clash
    then, Taken where two closed times do.
    """
    concerned = Space.objects.filter(pk__in={space.pk, *wholes_of(space)})
    now = timezone.now()
    bookings = list(  # locked: who cancels one meanwhile finds its new rows
        locked_bookings()
        .in_state(*BookingState.blocking())
        .filter(space__in=concerned, ends_at__gt=now)
        .order_by("starts_at", "pk")
    )
    closures = Closure.objects.filter(spaces__in=concerned, ends_at__gt=now).distinct()
    closures = list(closures.prefetch_related("spaces"))
    rows = Occupancy.objects.filter(Q(booking__in=bookings) | Q(closure__in=closures))
    rows.delete()
    clashing = _occupy_closures_anew(closures) | _occupy_bookings_anew(bookings)
    if clashing:
        rows = Booking.objects.for_lists().filter(pk__in=clashing)
        raise StandInTheWay(rows.order_by("starts_at", "pk"))


def _occupy_closures_anew(closures: Iterable[Closure]) -> set[int]:
    """Insert the rows of closed times; keys of the bookings that have their time."""
    clashing = set()
    for closure in closures:
        spaces = list(closure.spaces.all())
        leaves = {leaf for each in leaves_of(spaces).values() for leaf in each}
        taken = taken_in(leaves, stretch(closure.starts_at, closure.ends_at))
        if any(row.closure_id for row in taken):
            raise Taken(spaces[0], closure.starts_at, closure.ends_at)
        clashing |= {row.booking_id for row in taken}
        if not taken:
            occupy_for([(closure, leaves)])
    return clashing


def _occupy_bookings_anew(bookings: list[Booking]) -> set[int]:
    """Insert the rows of bookings; keys of those that clash, on both sides."""
    clashing = set()
    leaves = leaves_of({booking.space for booking in bookings})
    for booking in bookings:
        time = blocked(booking.space, booking.starts_at, booking.ends_at)
        if taken := taken_in(leaves[booking.space_id], time):
            clashing |= {booking.pk} | {row.booking_id for row in taken}
            continue
        is_held = booking.state == BookingState.HELD
        expires_at = booking.held_until if is_held else None
        occupy([booking], leaves[booking.space_id], expires_at=expires_at)
    return clashing - {None}


def wholes_of(space: Space) -> set[int]:
    """Keys of all spaces that the space is a part of, however far up."""
    found, new = set(), {space.pk}
    while new:
        above = Space.objects.filter(parts__in=new).values_list("pk", flat=True)
        new = set(above) - found
        found |= new
    return found
