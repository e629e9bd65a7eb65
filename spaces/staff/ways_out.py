"""Where bookings in the way of a closed time can go: a sister room, another time."""

import datetime as dt
from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext as _

from spaces.actions import Moving
from spaces.availability import (
    AROUND,
    Calendar,
    Offer,
    Taken,
    leaves_of,
    nearest_in,
    taken_in,
)
from spaces.hours import Stretch, stretch
from spaces.models import Booking, Space
from spaces.models.bookings import BookingQuerySet
from spaces.staff.fields import DeskForm
from spaces.staff.words import when, who
from spaces.states import BookingState

MOST_SISTERS = 3
CANCEL = "cancel"


def bookings_in_the_way(spaces: Iterable[Space], time: Stretch) -> BookingQuerySet:
    """Requests and bookings that keep the spaces in a time, in order; no holds."""
    leaves = {leaf for each in leaves_of(spaces).values() for leaf in each}
    keys = {row.booking_id for row in taken_in(leaves, time) if row.booking_id}
    rows = Booking.objects.for_lists().in_state(*BookingState.coming())
    return rows.filter(pk__in=keys).order_by("starts_at", "pk")


class WaysOut:
    """What can be offered to each booking, in a fixed number of queries."""

    def __init__(self, spaces: list[Space], time: Stretch, bookings: list[Booking]):
        self.bookings = bookings
        kinds = {(each.space.venue_id, each.space.kind) for each in bookings}
        sisters = Space.objects.shown().filter(
            venue__in={venue for venue, _kind in kinds},
            kind__in={kind for _venue, kind in kinds},
        )
        known = {each.pk: each for each in [*sisters.select_related("venue"), *spaces]}
        known |= {each.space_id: each.space for each in bookings}
        self.leaves = leaves_of(known.values())
        gone = {leaf for each in spaces for leaf in self.leaves[each.pk]}
        self.sisters = [
            each for each in known.values() if not gone & set(self.leaves[each.pk])
        ]
        closed = [Taken(*time, leaf, None, None, is_held=False) for leaf in gone]
        first = min([time.start, *(each.starts_at for each in bookings)])
        last = max([time.end, *(each.ends_at for each in bookings)])
        self.calendar = Calendar(
            known.values(), first - AROUND, last + AROUND, besides=closed
        )

    def of(self, booking: Booking) -> list[Offer]:
        """Sister rooms at the same time, then the nearest times in the same space."""
        if booking.has_begun:
            return []
        same = stretch(booking.starts_at, booking.ends_at)
        rooms = [
            Offer(each, *same)
            for each in self.sisters
            if each.venue_id == booking.space.venue_id
            and each.kind == booking.space.kind
            and each.capacity >= booking.people
            and each.is_open
            and self.calendar.is_free(each, *same)
        ]
        return rooms[:MOST_SISTERS] + nearest_in(self.calendar, booking.space, same)


def value_of(offer: Offer) -> str:
    """An offer as a choice of a form."""
    return f"{offer.space.pk} {offer.start.astimezone(dt.UTC).isoformat()}"


class WaysForm(DeskForm):
    """For each booking in the way: where it goes, or that it is cancelled."""

    def __init__(self, *args, ways: WaysOut, **kwargs):
        super().__init__(*args, **kwargs)
        self.ways = ways
        self.offers: dict[str, Offer] = {}
        for booking in ways.bookings:
            offers = ways.of(booking)
            self.offers |= {f"{booking.pk} {value_of(each)}": each for each in offers}
            self.fields[self.name_of(booking)] = self.field_for(booking, offers)

    @staticmethod
    def name_of(booking: Booking) -> str:
        """The field of a booking."""
        return f"way_{booking.pk}"

    def field_for(self, booking: Booking, offers: list[Offer]) -> forms.ChoiceField:
        """What can be chosen; a room at the same time is chosen beforehand."""
        choices = [(value_of(each), words_of(each, booking)) for each in offers]
        is_same_time = bool(offers) and offers[0].space.pk != booking.space_id
        return forms.ChoiceField(
            label=who(booking),
            choices=[*choices, (CANCEL, _("Cancel it"))],
            widget=forms.RadioSelect,
            initial=choices[0][0] if is_same_time else None,
            error_messages={
                "required": _("Choose what becomes of this booking."),
                "invalid_choice": _("This is not free any more. Choose again."),
            },
        )

    def rows(self) -> list[dict]:
        """Each booking with its field, for the page."""
        return [
            {
                "booking": booking,
                "who": who(booking),
                "when": when(booking.starts_at, booking.ends_at),
                "field": self[self.name_of(booking)],
            }
            for booking in self.ways.bookings
        ]

    def clean(self):
        """Refuse that two go to one place."""
        cleaned = super().clean()
        going: list[Moving] = []
        for booking in self.ways.bookings:
            goal = self._goal(booking)
            if goal and any(self._clash(goal, other) for other in going):
                text = _("Another booking above goes there. Choose something else.")
                self.add_error(self.name_of(booking), text)
            elif goal:
                going.append(goal)
        self.moving = going
        return cleaned

    def _goal(self, booking: Booking) -> Moving | None:
        said = self.cleaned_data.get(self.name_of(booking))
        offer = self.offers.get(f"{booking.pk} {said}")
        return Moving(booking, *offer) if offer else None

    def _clash(self, one: Moving, other: Moving) -> bool:
        leaves = self.ways.leaves
        is_shared = set(leaves[one.space.pk]) & set(leaves[other.space.pk])
        return bool(is_shared) and kept_by(one).touches(kept_by(other))

    @property
    def cancelling(self) -> list[Booking]:
        """The bookings that nothing else was chosen for."""
        return [
            booking
            for booking in self.ways.bookings
            if self.cleaned_data[self.name_of(booking)] == CANCEL
        ]


def kept_by(goal: Moving) -> Stretch:
    """What a moved booking takes, with the buffers of its space."""
    before = dt.timedelta(minutes=goal.space.buffer_before_minutes)
    after = dt.timedelta(minutes=goal.space.buffer_after_minutes)
    return Stretch(goal.start - before, goal.end + after)


def words_of(offer: Offer, booking: Booking) -> str:
    """`Move to the meeting room, same time`, `Move to Thu 3 Dec 2–4 pm`."""
    if offer.space.pk != booking.space_id:
        return _("Move to %(space)s, same time") % {"space": offer.space.name}
    return _("Move to %(when)s") % {"when": when(offer.start, offer.end)}
