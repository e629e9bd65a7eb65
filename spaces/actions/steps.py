"""What all changes are made of: locks in a fixed order, rows, one step at a time."""

import datetime as dt
import secrets
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import wraps

from django.db import IntegrityError, connection
from django.db.models import F
from django.utils import timezone

from hub.models import Organisation, User
from hub.transactions import whole
from spaces.actions.forgetting import forget
from spaces.availability import leaves_of, taken_in
from spaces.guards import NO_OVERLAP
from spaces.hours import Stretch, stretch
from spaces.models import Booking, BookingEvent, Occupancy, Space
from spaces.models.bookings import KEY_HOURS, BookingQuerySet
from spaces.refusals import Refused, Taken, refuse
from spaces.states import Actor, BookingState, Event, step_for

# No vowels, no digits that look like letters: nobody spells a word or a wrong number.
LETTERS = "BCDFGHJKLMNPQRSTVWXZ23456789"
LENGTH = 6


def guarded(change: Callable) -> Callable:
    """A whole change; where the database's guard spoke, the time is just taken.

    The caller's keyword arguments name the space and the times.
    """
    run = whole(change)

    @wraps(change)
    def ask(**kwargs):
        try:
            return run(**kwargs)
        except IntegrityError as error:
            if NO_OVERLAP not in str(error):
                raise
            raise _taken(kwargs) from error

    return ask


def _taken(said: dict) -> Refused:
    """What was asked for, as a refusal."""
    row = said.get("booking") or said.get("closure")
    start, end = said.get("start"), said.get("end")
    if times := said.get("times"):
        start, end = times[0]
    elif start is None:
        if row is None:
            return refuse("changed")
        start, end = row.starts_at, row.ends_at
    several = said.get("spaces") or getattr(row, "spaces", None)
    space = said.get("space") or (several and next(iter(_all(several)))) or row.space
    return Taken(space, start, end)


def _all(spaces) -> Iterable[Space]:
    return spaces.all() if hasattr(spaces, "all") else spaces


def new_reference() -> str:
    """A short name for a booking that nobody has yet."""
    while True:
        reference = "".join(secrets.choice(LETTERS) for _place in range(LENGTH))
        if not Booking.objects.filter(reference=reference).exists():
            return reference


# Locks --------------------------------------------------------------------------------


def lock_organisation(organisation: Organisation | None) -> None:
    """Let one request of an organisation at a time count its hours; before spaces."""
    if organisation is not None:
        rows = Organisation.objects.select_for_update(no_key=True)
        list(rows.filter(pk=organisation.pk))


def lock(spaces: Iterable[Space]) -> dict[int, tuple[int, ...]]:
    """Lock the spaces and their leaves by key, clear lapsed holds; gives the leaves.

    On SQLite the transaction itself is the lock.
    """
    spaces = list(spaces)
    seen, leaves = None, leaves_of(spaces)
    while (
        seen != leaves
    ):  # who changes parts has the same locks: they may be others now
        keys = {space.pk for space in spaces}.union(*leaves.values())
        rows = Space.objects.filter(pk__in=keys).order_by("pk")
        list(rows.select_for_update(no_key=True).values_list("pk"))
        seen, leaves = leaves, leaves_of(spaces)
    clear_lapsed(keys)
    return leaves


def as_it_is(space: Space) -> Space:
    """A space with venue and prices as they are under the lock: rules may change."""
    return Space.objects.for_booking().get(pk=space.pk)


def clear_lapsed(leaves: Iterable[int]) -> None:
    """Expire holds that ran out: their rows would still stop the database."""
    lapsed = Occupancy.objects.lapsed(timezone.now()).filter(space__in=leaves)
    keys = set(lapsed.values_list("booking", flat=True))
    for booking in Booking.objects.filter(pk__in=keys, state=BookingState.HELD):
        with suppress(Refused):  # it was sent in the last moment, and so is taken
            take_step(booking, Event.EXPIRE, actor=Actor.CLOCK)


# Rows ---------------------------------------------------------------------------------


def blocked(space: Space, start: dt.datetime, end: dt.datetime) -> Stretch:
    """What a booking takes: its time with the buffers of its space."""
    before = dt.timedelta(minutes=space.buffer_before_minutes)
    after = dt.timedelta(minutes=space.buffer_after_minutes)
    time = stretch(start, end)
    return Stretch(time.start - before, time.end + after)


def require_forward(times: Iterable[tuple[dt.datetime, dt.datetime]]) -> None:
    """Raise Refused where a time ends before it begins."""
    if any(stretch(*time).length <= dt.timedelta() for time in times):
        raise refuse("reversed")


def require_free(
    space: Space,
    times: Iterable[tuple[dt.datetime, dt.datetime]],
    leaves: Iterable[int],
    *,
    ignoring: Iterable[Booking] = (),
) -> None:
    """Raise Taken where somebody has a time already; ask under the lock."""
    for start, end in times:
        if taken_in(leaves, blocked(space, start, end), ignoring=ignoring):
            raise Taken(space, start, end)


def require_apart(space: Space, times: list[tuple[dt.datetime, dt.datetime]]) -> None:
    """Raise Refused where times of one request clash with each other."""
    wanted = sorted(blocked(space, start, end) for start, end in times)
    if any(one.touches(other) for one, other in zip(wanted, wanted[1:], strict=False)):
        raise refuse("each_other")


def occupy(
    bookings: Iterable[Booking],
    leaves: Iterable[int],
    *,
    expires_at: dt.datetime | None = None,
) -> None:
    """Insert the rows of bookings, in the order that never locks two each other out."""
    rows = [
        Occupancy(
            space_id=leaf,
            booking=booking,
            blocked_from=time.start,
            blocked_until=time.end,
            expires_at=expires_at,
        )
        for booking in bookings
        for time in [blocked(booking.space, booking.starts_at, booking.ends_at)]
        for leaf in leaves
    ]
    rows.sort(key=lambda row: (row.space_id, row.blocked_from))
    Occupancy.objects.bulk_create(rows)


# Steps --------------------------------------------------------------------------------


def take_step(
    booking: Booking,
    event: Event,
    *,
    actor: Actor,
    to: BookingState | None = None,
    by: User | None = None,
    **changes,
) -> Booking:
    """Move a booking by the table, if nobody moved it meanwhile, and write it down.

    `changes` are other fields of the same UPDATE. Raises Refused: `state` where the
    table has no such step, `changed` where somebody else was quicker.
    """
    row = step_for(booking.state, event, actor)
    if row is None:
        raise refuse("state")
    to = to or row.to[0]
    if to not in row.to:
        raise ValueError(f"{event} does not lead to {to}")
    was = booking.state
    mine = Booking.objects.filter(pk=booking.pk, state=was, version=booking.version)
    if _is_seen_in_calendars(was, to, event):
        changes["sequence"] = F("sequence") + 1
    if event in (Event.SEND, Event.CONFIRM, Event.MOVE):
        is_yes = to == BookingState.CONFIRMED
        start = changes.get("starts_at", booking.starts_at)
        changes["reminded_at"] = keys_told_at(start) if is_yes else None
    if not mine.update(state=to, version=F("version") + 1, **changes):
        raise refuse("changed")
    rows = Occupancy.objects.filter(booking=booking.pk)
    if to not in BookingState.blocking():
        rows.update(is_blocking=False, expires_at=None)
    elif was == BookingState.HELD:
        rows.update(expires_at=None)
    booking.refresh_from_db(from_queryset=whole_bookings())
    write_down(booking, event, was=was, actor=actor, by=by)
    if was == BookingState.HELD and to in BookingState.refused():
        forget(booking)  # what was typed and never sent
    return booking


def keys_told_at(start: dt.datetime) -> dt.datetime | None:
    """Now, where the mail that says yes tells how one gets in: no reminder follows."""
    now = timezone.now()
    is_soon = start.astimezone(dt.UTC) - dt.timedelta(hours=KEY_HOURS) <= now
    return now if is_soon else None


def _is_seen_in_calendars(was: str, to: str, event: Event) -> bool:
    """Whether the step changes what a calendar file says of a booking."""
    if was == BookingState.HELD:  # no calendar has seen it yet
        return False
    status = BookingState(was).in_calendars, BookingState(to).in_calendars
    return event == Event.MOVE or status[0] != status[1]


def whole_bookings() -> BookingQuerySet:
    """Bookings with all that their mails tell, so that it is read once."""
    return Booking.objects.select_related(
        "space__venue", "organisation", "house_rules__venue"
    )


def write_down(
    booking: Booking,
    event: Event,
    *,
    actor: Actor,
    was: str = "",
    by: User | None = None,
) -> BookingEvent:
    """Add a line to the log of a booking."""
    return BookingEvent.objects.create(
        booking=booking,
        event=event,
        from_state=was,
        to_state=booking.state,
        actor=actor,
        user=by if by and by.is_authenticated else None,
        reason=booking.reason,
        starts_at=booking.starts_at,
        ends_at=booking.ends_at,
    )


def locked_bookings() -> BookingQuerySet:
    """Bookings as they are now, locked until the transaction ends."""
    rows = Booking.objects.select_related("space__venue", "organisation")
    if connection.features.has_select_for_update_of:
        rows = rows.select_for_update(no_key=True, of=("self",))
    return rows


def read_again(booking: Booking, seen: int | None = None) -> Booking:
    """A booking as it is now, locked until the transaction ends.

    `seen` is the version that somebody decided about. Raises Refused where it is
    another by now: `state` where nobody waits any more, `changed` where they do.
    """
    there = locked_bookings().get(pk=booking.pk)
    if seen is not None and there.version != seen:
        is_waiting = there.state in BookingState.waiting()
        raise refuse("changed" if is_waiting else "state")
    return there
