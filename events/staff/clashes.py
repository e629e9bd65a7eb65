"""What is in the way of a date, and the nearest free times as buttons."""

from collections.abc import Iterable
from typing import NamedTuple

from events import actions
from events.models import Event, Occurrence
from events.refusals import Clash
from events.staff.words import as_value
from spaces.staff.words import when


class Button(NamedTuple):
    """A free time that one press takes."""

    value: str
    label: str


def with_buttons(clashes: Iterable[Clash]) -> list[dict]:
    """Each clash in words, with its buttons."""
    return [
        {
            "date": clash.occurrence,
            "when": when(clash.occurrence.starts_at, clash.occurrence.ends_at),
            "taken_by": clash.taken_by,
            "is_lost": bool(clash.occurrence.booking_id),
            "buttons": [
                Button(as_value(start, end), when(start, end))
                for start, end in clash.nearest
            ],
        }
        for clash in clashes
    ]


def clashes_by_date(event: Event, dates: Iterable[Occurrence]) -> dict[int, dict]:
    """What is in the way of the dates that want a room and have none, by date."""
    wanting = [
        date
        for date in dates
        if date.space_id
        and not date.closure_id
        and not (date.booking_id and actions.covers(date.booking, date))
        and date.is_held
        and not date.is_over
    ]
    if event.is_cancelled or not wanting:
        return {}
    found = with_buttons(actions.clashes_of(wanting))
    return {clash["date"].pk: clash for clash in found}
