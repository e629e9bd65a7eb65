"""Changing what an event is, and one date: moved, postponed, cancelled, taken away."""

from collections.abc import Callable
from copy import copy

from django.db.models import F
from django.utils import timezone

from events.actions import telling
from events.actions.moving import When, apply, shift
from events.actions.planning import delete_dates
from events.actions.rooms import (
    Held,
    announce,
    bump,
    free_rooms,
    hold,
    take_rooms,
    taking_rooms,
)
from events.choices import DateStatus
from events.models import Event, Occurrence, Seats, Signup
from events.refusals import refuse
from hub.models import User
from hub.transactions import whole
from spaces.models import Closure

# What a calendar file says of an event.
SEEN_IN_CALENDARS = ("title_da", "title_en", "summary_da", "summary_en", "format")
NOT_FACTS = ("version", "status", "published_at", "cancelled_at", "rule")
_DATE = (
    "starts_at", "ends_at", "space", "place", "street", "postcode", "town",
    "setup_minutes", "teardown_minutes", "booking", "closure", "status",
    "former_starts_at", "former_ends_at", "note_da", "note_en", "is_detached",
    "sequence", "changed_at",
)  # fmt: skip


@taking_rooms(lambda said: [apply(copy(said["occurrence"]), said["when"])])
def change_date(
    *,
    occurrence: Occurrence,
    when: When,
    note_da: str = "",
    note_en: str = "",
    seen: int | None = None,
    by: User | None = None,
) -> Occurrence:
    """Put a date elsewhere or at another time; the rule leaves it alone from then on.

    Of a published event the room is taken where it goes and given back where it was, or
    nothing changes; readers see when it was to be, and guests hear of it. `seen` is the
    version of the event. Raises Refused: `changed`, `over`, `cancelled`, `reversed`,
    `booking`; RoomsTaken.
    """
    held = hold(occurrence.event, spaces=[when.space], has_guests=True, seen=seen)
    date = held.date(occurrence)
    is_known = held.event.is_published
    require_changeable(date)
    if is_known and when.end <= timezone.now():
        raise refuse("over")
    former = {"former_start": date.starts_at, "former_end": date.ends_at}
    is_told = is_known and shift(date, when)
    apply(date, when)
    date.is_detached = True
    date.note_da, date.note_en = note_da, note_en
    if is_known:
        free_rooms([date])
        take_rooms(held, [date], by=by)
    if is_told:
        announce(date)
    _save(held, date)
    if is_told:
        telling.date_changed(date, **former)
    return date


def require_changeable(date: Occurrence) -> None:
    """Raise Refused where a date is cancelled, or readers know it and it has been."""
    if date.is_cancelled:
        raise refuse("cancelled")
    if date.event.is_published and date.is_over:
        raise refuse("over")


def _save(held: Held, date: Occurrence) -> None:
    date.save(update_fields=_DATE)
    bump(held.event)


@whole
def postpone(
    *,
    occurrence: Occurrence,
    note_da: str = "",
    note_en: str = "",
    by: User | None = None,
) -> Occurrence:
    """Say that a date has no time any more: the room is free, places stay theirs.

    Raises Refused: `state` for what readers do not know, `over`, `cancelled`.
    """
    return _call_off(
        occurrence, DateStatus.POSTPONED, telling.date_postponed, note_da, note_en
    )


@whole
def cancel_date(
    *,
    occurrence: Occurrence,
    note_da: str = "",
    note_en: str = "",
    by: User | None = None,
) -> Occurrence:
    """Cancel one date: the room is free, guests hear of it, the page says so.

    Raises Refused: `state` for what readers do not know, `over`, `cancelled`.
    """
    return _call_off(
        occurrence, DateStatus.CANCELLED, telling.date_cancelled, note_da, note_en
    )


def _call_off(
    occurrence: Occurrence, status: DateStatus, tell: Callable, da: str, en: str
) -> Occurrence:
    held = hold(occurrence.event, has_guests=True)
    date = held.date(occurrence)
    require_changeable(date)
    if not held.event.is_published or date.status == status:
        raise refuse("state")
    free_rooms([date])
    date.status, date.is_detached = status, True
    date.note_da, date.note_en = da, en
    announce(date)
    _save(held, date)
    tell(date)
    return date


@whole
def remove_date(*, occurrence: Occurrence, by: User | None = None) -> None:
    """Take a date away that readers have never seen.

    Raises Refused: `was_shown`, `signed_up`.
    """
    held = hold(occurrence.event, has_guests=True)
    date = held.date(occurrence)
    if held.event.is_shown or held.event.published_at:
        raise refuse("was_shown")
    if not held.event.is_course and date.seats.signups.exists():
        raise refuse("signed_up")
    free_rooms([date])
    delete_dates([date])
    bump(held.event)


@whole
def change_facts(
    *,
    event: Event,
    save: Callable[[], object],
    seen: int | None = None,
    by: User | None = None,
) -> Event:
    """Save other facts of an event by `save`, if it is the version that was `seen`.

    Calendars see what they tell of it anew, and so do those who look why a space is
    taken. Raises Refused: `changed`, `course`.
    """
    held = hold(event, has_guests=True, seen=seen)
    was = held.event
    save()
    there = Event.objects.get(pk=event.pk)
    for name in NOT_FACTS:  # a form may have read them earlier
        setattr(there, name, getattr(was, name))
    if was.is_course != there.is_course:
        _share_or_part(held, there)
    if any(getattr(was, name) != getattr(there, name) for name in SEEN_IN_CALENDARS):
        now = timezone.now()
        coming = there.occurrences.filter(ends_at__gt=now)
        coming.update(sequence=F("sequence") + 1, changed_at=now)
        kept = Closure.objects.filter(occurrence__event=there)
        kept.update(reason_da=there.title_da, reason_en=there.title_en)
    bump(there, *NOT_FACTS)
    return there


def _share_or_part(held: Held, event: Event) -> None:
    """Give a new course one row of places, and dates of what is none their own."""
    keys = {date.seats_id for date in held.dates}
    if Signup.objects.filter(seats__in=keys).exists():
        raise refuse("course")
    for date in held.dates[1:]:
        if event.is_course:
            date.seats = held.dates[0].seats
        else:
            one = held.dates[0].seats
            said = ("capacity", "held_back", "waiting_places")
            date.seats = Seats.objects.create(**{n: getattr(one, n) for n in said})
    Occurrence.objects.bulk_update(held.dates, ["seats"])
    Seats.objects.filter(pk__in=keys, occurrences=None).delete()
