"""Who signed up for the demo's events: invented people, no mail."""

import datetime as dt

from django.utils import timezone

from events.models import Occurrence, Seats, Signup
from events.states import SignupState
from hub.demo_texts import key_of

SAME = (
    "name", "email", "organisation", "language", "diet", "access_needs", "presence",
    "is_by_hand",
)  # fmt: skip
LONG_AGO = dt.timedelta(days=9)  # before the date of what has been
APART = dt.timedelta(hours=5)


def add_guests(seats: Seats, row: dict, date: Occurrence) -> None:
    """Everybody who signed up for a date or a course, in the order in which they did.

    The database counts their places.
    """
    guests = row.get("guest", [])
    last = min(timezone.now(), date.starts_at - LONG_AGO)
    first = last - len(guests) * APART
    Signup.objects.bulk_create(
        guest_of(seats, guest, first + place * APART, f"{row['key']}.{place}")
        for place, guest in enumerate(guests)
    )


def guest_of(seats: Seats, row: dict, when: dt.datetime, name: str) -> Signup:
    """One guest, unsaved."""
    state = SignupState(row.get("state", SignupState.CONFIRMED))
    moved = when + dt.timedelta(minutes=8)
    said = {name: row[name] for name in SAME if name in row}
    if state == SignupState.WAITLISTED:
        said["waiting_since"] = moved
    else:
        said["confirmed_at"] = moved
    if "access_needs" in row:
        said["needs_told_at"] = moved
    return Signup(
        seats=seats,
        party_size=row.get("party", 1),
        state=state,
        holds_places=state in SignupState.with_place(),
        created_at=when,
        moved_at=moved,
        key=key_of(f"signup.{name}"),
        **said,
    )
