"""What all changes of dates are made of: locks in one order, rooms taken and freed.

The order is: spaces by key, places by key, the event, its dates. Who holds the row of
the event is alone with its dates; sign-ups lock their places only.
"""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import NamedTuple

from django.db import IntegrityError
from django.utils import timezone

from events.clashes import clashes_of, covers, needs_room, time_of
from events.models import Event, Occurrence, Seats
from events.refusals import RoomsTaken, refuse
from hub.models import User
from hub.transactions import whole
from spaces.actions.keeping import Wanted, give_back_under_lock, keep_under_lock
from spaces.actions.steps import lock
from spaces.guards import NO_OVERLAP
from spaces.models import Booking, Space


def taking_rooms(dates_of: Callable[[dict], Iterable[Occurrence]]) -> Callable:
    """A whole change that takes rooms; where the database's guard spoke: RoomsTaken.

    `dates_of` makes the dates that wanted a room of the keyword arguments.
    """

    def around(change: Callable) -> Callable:
        run = whole(change)

        @wraps(change)
        def ask(**said):
            try:
                return run(**said)
            except IntegrityError as error:
                if NO_OVERLAP not in str(error):
                    raise
                raise RoomsTaken(clashes_of(dates_of(said))) from error

        return ask

    return around


class Held(NamedTuple):
    """An event and its dates as they are now, locked until the transaction ends."""

    event: Event
    dates: list[Occurrence]
    leaves: dict[int, tuple[int, ...]]

    def date(self, occurrence: Occurrence) -> Occurrence:
        """One of the dates as it is now. Raises Refused: `gone`."""
        found = [date for date in self.dates if date.pk == occurrence.pk]
        if not found:
            raise refuse("gone")
        return found[0]


def hold(
    event: Event,
    *,
    spaces: Iterable[Space | None] = (),
    has_guests: bool = False,
    seen: int | None = None,
) -> Held:
    """Lock the spaces of an event and some more, the places, then the event.

    `has_guests` says that the change may touch sign-ups: then the places are locked.
    `seen` is the version that somebody decided about. Raises Refused: `changed`.
    """
    known = {space.pk: space for space in spaces if space is not None}
    theirs = Space.objects.filter(occurrences__event=event).distinct()
    known |= {space.pk: space for space in theirs}
    leaves = lock(known.values())
    if has_guests:
        keys = event.occurrences.values("seats")
        places = Seats.objects.filter(pk__in=keys).order_by("pk").select_for_update()
        list(places.values_list("pk"))
    there = Event.objects.select_for_update(no_key=True).filter(pk=event.pk).first()
    if there is None:
        raise refuse("gone")
    if seen is not None and there.version != seen:
        raise refuse("changed")
    dates = list(there.occurrences.select_related("space__venue", "seats"))
    for date in dates:
        date.event = there
    if any(date.space_id and date.space_id not in leaves for date in dates):
        raise refuse("changed")  # somebody gave it another space meanwhile
    return Held(there, dates, leaves)


def take_rooms(held: Held, dates: Iterable[Occurrence], *, by: User | None) -> None:
    """Keep the spaces of dates that keep none yet: all of them, or RoomsTaken.

    In the transaction of the caller; the keys of what keeps them are on the dates,
    which are not saved here.
    """
    dates = [date for date in dates if needs_room(date) and not date.closure_id]
    if clashes := clashes_of(dates):
        raise RoomsTaken(clashes)
    dates = [date for date in dates if not date.booking_id]
    event = held.event
    wanted = [
        Wanted(date.space, *time_of(date), event.title_da, event.title_en)
        for date in dates
    ]
    closures = keep_under_lock(wanted, held.leaves, by=by)
    for date, closure in zip(dates, closures, strict=True):
        date.closure = closure


def free_rooms(dates: Iterable[Occurrence]) -> None:
    """Give back what dates keep; a booking stays with whom it belongs to.

    The keys are gone from the dates, and from their rows at once.
    """
    dates = [date for date in dates if date.closure_id]
    give_back_under_lock(date.closure_id for date in dates)
    for date in dates:
        date.closure = None


def save_kept(dates: Iterable[Occurrence]) -> None:
    """Write down by what rooms are kept; readers see nothing of it."""
    Occurrence.objects.bulk_update(dates, ["closure"])


def bump(event: Event, *fields: str) -> None:
    """Save an event that is locked, as a version that nobody has seen yet."""
    event.version += 1
    event.save(update_fields={"version", "changed_at", *fields})


def announce(date: Occurrence) -> None:
    """Let calendars see that a date is not what it was; it is not saved here."""
    date.sequence += 1
    date.changed_at = timezone.now()


@taking_rooms(lambda said: [said["occurrence"]])
def use_booking(
    *, occurrence: Occurrence, booking: Booking | None, by: User | None = None
) -> Occurrence:
    """Let a booking that is there keep the room of a date; without one, keep it anew.

    Raises Refused: `booking` where it does not cover the date; RoomsTaken.
    """
    held = hold(occurrence.event, spaces=[booking and booking.space])
    date = held.date(occurrence)
    booking = booking and Booking.objects.get(pk=booking.pk)
    if booking and not covers(booking, date):
        raise refuse("booking")
    free_rooms([date])
    date.booking = booking
    if date.event.is_published:
        take_rooms(held, [date], by=by)
    date.save(update_fields=["booking", "closure"])
    bump(held.event)
    return date
