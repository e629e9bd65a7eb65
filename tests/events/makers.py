"""Events, dates and sign-ups for tests; each argument has a boring default."""

import datetime as dt
import uuid
from itertools import count

from django.utils import timezone

from events.choices import EventKind, EventStatus, SignUpWay
from events.models import Event, EventIndexPage, EventPage, Occurrence, Seats, Signup
from events.states import SignupState
from tests.factories import home_in, make_page
from tests.spaces.makers import ZONE

_numbers = count(1)
TWO_HOURS = dt.timedelta(hours=2)


def make_event_index(language: str = "da", **fields) -> EventIndexPage:
    """The page of all events, made if missing."""
    there = EventIndexPage.objects.filter(locale__language_code=language).first()
    values = {"title": "Kom forbi", "slug": "kom-forbi"}
    return there or make_page(EventIndexPage, home_in(language), **values | fields)


def make_event(**fields) -> Event:
    """A published event for which one signs up here; it has no date yet."""
    number = next(_numbers)
    values = {
        "title_da": f"Arrangement {number}",
        "title_en": f"Event {number}",
        "summary_da": "Kom og hør.",
        "summary_en": "Come and listen.",
        "slug": f"arrangement-{number}",
        "kind": EventKind.TALK,
        "sign_up": SignUpWay.HERE,
        "status": EventStatus.PUBLISHED,
        "published_at": timezone.now(),
    }
    return Event.objects.create(**values | fields)


def make_draft(**fields) -> Event:
    """An event that no reader sees yet."""
    return make_event(**{"status": EventStatus.DRAFT, "published_at": None} | fields)


def make_seats(capacity: int | None = 12, **fields) -> Seats:
    """Places that nobody has taken."""
    return Seats.objects.create(capacity=capacity, **fields)


def evening(days: int = 7, hour: int = 17) -> dt.datetime:
    """A full hour, so many days ahead, on the wall in Copenhagen."""
    day = timezone.localdate() + dt.timedelta(days=days)
    return dt.datetime.combine(day, dt.time(hour), tzinfo=ZONE)


def make_date(event: Event | None = None, **fields) -> Occurrence:
    """Two hours in the evening a week ahead, elsewhere; no room is reserved.

    `capacity` makes its places; a given `space` is only named.
    """
    event = event or make_event()
    start = fields.pop("starts_at", None) or evening()
    seats = fields.pop("seats", None) or make_seats(fields.pop("capacity", 12))
    values = {"ends_at": start + TWO_HOURS, "seats": seats}
    if "space" not in fields:
        place = {"place": "Huset", "street": "Gade 1", "postcode": "2200"}
        values |= place | {"town": "København N"}
    return Occurrence.objects.create(event=event, starts_at=start, **values | fields)


def make_signup(occurrence: Occurrence | None = None, **fields) -> Signup:
    """Somebody who has signed up and confirmed, alone."""
    number = next(_numbers)
    seats = (occurrence or make_date()).seats if "seats" not in fields else None
    state = fields.get("state", SignupState.CONFIRMED)
    now = timezone.now()
    values = {
        "name": f"Gæst {number}",
        "email": f"gaest{number}@example.org",
        "state": state,
        "holds_places": state in SignupState.with_place(),
        "key": uuid.uuid4(),
    }
    if state == SignupState.WAITLISTED:
        values["waiting_since"] = now
    if state == SignupState.OFFERED:
        values |= {"waiting_since": now, "state_until": now + dt.timedelta(hours=24)}
    values |= {"seats": seats} if seats else {}
    return Signup.objects.create(**values | fields)


def make_event_page(event: Event | None = None, **fields) -> EventPage:
    """The published story of an event in Danish, below the page of all events."""
    event = event or make_event()
    parent = fields.pop("parent", None) or make_event_index()
    values = {"title": str(event.title_da), "slug": event.slug, "event": event}
    return make_page(EventPage, parent, **values | fields)
