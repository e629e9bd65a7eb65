"""Where, how many, and whether the room is kept: words for a row."""

import datetime as dt
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from events.choices import EventFormat, SignUpWay
from events.clashes import covers
from events.models import Event, Occurrence


def place_of(date: Occurrence, event: Event) -> str:
    """The space and its house, another place, or online."""
    if date.space:
        return f"{date.space.name}, {date.space.venue.name}"
    there = ", ".join(part for part in (date.place, date.street) if part)
    if there:
        return f"{there}, {date.postcode} {date.town}".rstrip(", ")
    if event.format == EventFormat.ONLINE:
        return _("Online")
    return ""


def taken_of(date: Occurrence, event: Event) -> str:
    """`12/30`; how many come where there is no limit, how one comes if not by us."""
    seats = date.seats
    if event.sign_up != SignUpWay.HERE and not seats.taken:
        return event.get_sign_up_display()
    if seats.capacity is None:
        return str(seats.taken)
    return f"{seats.taken}/{seats.capacity}"


class Room(NamedTuple):
    """Whether the room of a date is kept: a word, and whether staff must act."""

    text: str
    is_wrong: bool = False


def room_of(date: Occurrence, event: Event) -> Room:
    """Whether the room is kept, is nobody's yet, or is missing."""
    if date.space_id is None:
        return Room(pgettext("room of an event", "No room of ours"))
    if date.closure_id:
        return Room(pgettext("room of an event", "Kept"))
    if date.booking_id and covers(date.booking, date):
        return Room(_("Uses booking %(ref)s") % {"ref": date.booking.reference})
    if event.is_published and date.is_held and not date.is_over:
        return Room(pgettext("room of an event", "No room"), is_wrong=True)
    if event.is_shown:
        return Room(pgettext("room of an event", "Not kept any more"))
    return Room(_("Not reserved yet"))


def as_value(start: dt.datetime, end: dt.datetime) -> str:
    """A time as the value of a button."""
    return (
        f"{start.astimezone(dt.UTC).isoformat()}/{end.astimezone(dt.UTC).isoformat()}"
    )


def from_value(value: str) -> tuple[dt.datetime, dt.datetime] | None:
    """The time of a button; None for what no button says."""
    try:
        start, end = map(dt.datetime.fromisoformat, value.split("/"))
        is_time = start.tzinfo is not None and end.tzinfo is not None and start < end
    except (ValueError, TypeError):
        return None
    return (start, end) if is_time else None
