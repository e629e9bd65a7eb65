"""Putting one date somewhere: what an editor says, on a row that is not saved yet."""

import datetime as dt
from typing import NamedTuple

from events.choices import DateStatus
from events.clashes import covers
from events.models import Occurrence
from events.refusals import refuse
from spaces.models import Booking, Space


class When(NamedTuple):
    """When and where a date is to be: from and until, in a space of ours or elsewhere.

    With minutes to set up and to clear away. A `booking` that is there already may keep
    the room.
    """

    start: dt.datetime
    end: dt.datetime
    space: Space | None = None
    place: str = ""
    street: str = ""
    postcode: str = ""
    town: str = ""
    setup_minutes: int = 0
    teardown_minutes: int = 0
    booking: Booking | None = None

    @classmethod
    def of(cls, date: Occurrence) -> "When":
        """When and where a date is now."""
        return cls(
            date.starts_at,
            date.ends_at,
            **{name: getattr(date, name) for name in _REST},
        )


_PLACE = ("space", "place", "street", "postcode", "town")
_REST = (*_PLACE, "setup_minutes", "teardown_minutes", "booking")


def apply(date: Occurrence, when: When) -> Occurrence:
    """Put a date there. Raises Refused: `reversed`, `booking`."""
    if when.end <= when.start:
        raise refuse("reversed")
    date.starts_at, date.ends_at = when.start, when.end
    for name in _REST:
        setattr(date, name, getattr(when, name))
    if when.booking and not covers(when.booking, date):
        raise refuse("booking")
    return date


def shift(date: Occurrence, when: When) -> bool:
    """Mark a date that readers know as moved, before it is put there; says whether.

    Another place at the same time is told, too, but the date is not "moved".
    """
    is_moved = (date.starts_at, date.ends_at) != (when.start, when.end)
    was_off = date.status not in DateStatus.held()
    if is_moved:
        date.former_starts_at, date.former_ends_at = date.starts_at, date.ends_at
        date.status = DateStatus.RESCHEDULED
    elif was_off:
        date.status = DateStatus.SCHEDULED
    is_elsewhere = any(getattr(date, name) != getattr(when, name) for name in _PLACE)
    return is_moved or was_off or is_elsewhere
