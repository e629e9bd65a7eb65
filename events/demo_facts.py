"""The demo's events, with their dates, their rooms and who comes.

Rows are written as the actions would have left them; rooms are reserved by publishing.
No mail is queued, for nobody waits for it.
"""

import datetime as dt
import re
from pathlib import Path

from django.utils import timezone

from events.actions import publish
from events.choices import EventStatus
from events.demo_dates import BOOKED, booking_of, dates_of
from events.demo_guests import add_guests
from events.models import Event
from hub.demo_texts import columns, read
from hub.models import (
    Audience,
    District,
    Organisation,
    Person,
    SiteSettings,
    Theme,
    User,
)
from hub.transactions import inside

FOLDER = Path(__file__).parent / "demo_content"
ADDRESS = re.compile(r"(?P<street>[^,]+), (?P<postcode>\d{4}) (?P<town>[^,]+)$")
EDITOR = "redaktor@example.org"
PAIRS = ("title", "summary", "price", "bring", "access", "confirmation", "note")
SAME = (
    "kind", "format", "scene", "is_course", "languages", "is_free", "online_url",
    "sign_up", "closes_hours_before", "asks_organisation", "asks_access_needs",
    "asks_diet", "largest_party", "introduces_kind", "interpreter_days",
)  # fmt: skip
MANY = {
    "hosts": Organisation, "districts": District, "themes": Theme,
    "audiences": Audience,
}  # fmt: skip


def rows() -> list[dict]:
    """The events in their order."""
    return read(FOLDER, "_events")["event"]


def load() -> None:
    """Make the events that are missing; those that exist are staff's to change."""
    there = set(Event.objects.values_list("slug", flat=True))
    for row in rows():
        is_possible = BOOKED not in row or booking_of(row)
        if row["key"] not in there and is_possible:
            make(row)


def make(row: dict) -> Event:
    """An event whole: facts, dates, rooms, guests."""
    event = Event.objects.create(**facts_of(row))
    for name, model in MANY.items():
        getattr(event, name).set(model.objects.filter(slug__in=row.get(name, [])))
    event.speakers.set(Person.objects.filter(email__in=emails(row.get("speakers", []))))
    dates = dates_of(event, row, hub_place())
    if event.status == EventStatus.DRAFT and "is_draft" not in row:
        inside(publish)(event=event)
    add_guests(dates[0].seats, row, dates[0])
    return event


def facts_of(row: dict) -> dict:
    """The columns of an event."""
    now = timezone.now()
    written = now - dt.timedelta(days=row.get("written_days_ago", 40))
    said = {"slug": row["key"], "created_at": written, "is_example": True}
    said |= {name: row[name] for name in SAME if name in row}
    said |= columns(row, *(name for name in PAIRS if name in row))
    said["status"] = status_of(row)
    said["created_by"] = User.objects.filter(email=EDITOR).first()
    said["contact"] = Person.objects.filter(
        email=f"{row.get('contact')}@example.org"
    ).first()
    if "suggested_by" in row:
        said["suggested_by"] = Organisation.objects.get(slug=row["suggested_by"])
        said["created_by"] = User.objects.filter(email=row[BOOKED]["who"]).first()
    if said["status"] in EventStatus.shown():
        said["published_at"] = written + dt.timedelta(days=1)
    if said["status"] == EventStatus.CANCELLED:
        said["cancelled_at"] = now - dt.timedelta(days=row["cancelled_days_ago"])
    return said


def status_of(row: dict) -> EventStatus:
    """How far it has come; whatever is to be published is a draft until it is."""
    if "suggested_by" in row:
        return EventStatus.SUGGESTED
    return EventStatus.CANCELLED if "cancelled_days_ago" in row else EventStatus.DRAFT


def emails(keys: list[str]) -> list[str]:
    """The addresses of the hub's people."""
    return [f"{key}@example.org" for key in keys]


def hub_place() -> dict:
    """Where the hub is, as the columns of a date."""
    hub = SiteSettings.load()
    found = ADDRESS.search(hub.address)
    return {"place": hub.name} | (found.groupdict() if found else {})
