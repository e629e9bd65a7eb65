"""A passing notice is mailed to those who come while it holds."""

from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from spaces import messages
from spaces.actions.steps import lock, locked_bookings
from spaces.models import AccessNotice, Booking, Space, Venue
from spaces.states import BookingState


class Told(NamedTuple):
    """Who was mailed, and who has no e-mail and must be rung up."""

    mailed: list[Booking]
    to_ring: list[Booking]


@transaction.atomic
def tell_of_notice(notice: AccessNotice, *, again: bool = False) -> Told:
    """Mail everybody who comes while a notice holds, once; `again`: all of them anew.

    Call it in the transaction that saves the notice. Spaces and bookings are locked, so
    that two clicks tell once, and that a booking which is just made or sent is either
    told here or shows the notice in its own mail.
    """
    bookings = coming_bookings(notice)
    if not again:
        told = set(notice.told.values_list("pk", flat=True))
        bookings = [each for each in bookings if each.pk not in told]
    notice.told.add(*bookings)
    mailed = [booking for booking in bookings if booking.email]
    for theirs in by_person(mailed):
        messages.tell("access_notice", theirs, notice=notice)
    return Told(mailed, [booking for booking in bookings if not booking.email])


def already_up(notice: AccessNotice) -> AccessNotice | None:
    """The notice that an earlier click of the same form put up.

    Call it in the transaction that would save the new one: the house is locked.
    """
    list(Venue.objects.select_for_update(no_key=True).filter(pk=notice.venue_id))
    return AccessNotice.objects.same_as(notice).first()


def coming_bookings(notice: AccessNotice) -> list[Booking]:
    """Requests and bookings there at its time, those that are just sent included."""
    spaces = spaces_of(notice)
    lock(spaces)
    since = max(notice.shown_from, timezone.now())
    there = locked_bookings().between(since, notice.shown_until)
    there = there.filter(space__in=spaces)
    found = there.in_state(*BookingState.blocking()).order_by("starts_at", "pk")
    return [booking for booking in found if booking.state != BookingState.HELD]


def spaces_of(notice: AccessNotice) -> list[Space]:
    """Where it holds: a room's lies on the way to the floor's bookings too."""
    space = notice.space
    if space is None:
        return list(notice.venue.spaces.all())
    return [space, *space.wholes.all(), *space.parts.all()]


def by_person(bookings: Iterable[Booking]) -> list[list[Booking]]:
    """The bookings of each address and language together, in their order."""
    who = sorted(bookings, key=lambda each: (each.email.lower(), each.language))
    groups = groupby(who, key=lambda each: (each.email.lower(), each.language))
    return [list(theirs) for _who, theirs in groups]
