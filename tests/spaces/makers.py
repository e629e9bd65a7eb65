"""Venues, spaces and bookings for tests; each argument has a boring default."""

import datetime as dt
import uuid
from itertools import count
from zoneinfo import ZoneInfo

from django.utils import timezone

from hub.models import User
from spaces import actions
from spaces.choices import PriceGroup
from spaces.models import (
    Booking,
    OpeningHours,
    Price,
    Space,
    SpaceIndexPage,
    SpacePage,
    Venue,
)
from tests import factories

ZONE = ZoneInfo("Europe/Copenhagen")
_numbers = count(1)


def make_venue(*, opens=dt.time(8), closes=dt.time(22), **fields) -> Venue:
    """A house that is open every day from 8 to 22."""
    number = next(_numbers)
    values = {
        "name_da": f"Hus {number}",
        "name_en": f"House {number}",
        "slug": f"hus-{number}",
        "street": f"Gade {number}",
        "postcode": "2450",
        "stop_da": "Sydhavn St.",
        "stop_en": "Sydhavn St.",
        "way_in_da": "Gennem porten og til højre.",
        "way_in_en": "Through the gate and to the right.",
        "checked_on": timezone.localdate(),
    }
    if "district" not in fields:
        fields["district"] = factories.make_district()
    venue = Venue.objects.create(**values | fields)
    OpeningHours.objects.bulk_create(
        OpeningHours(venue=venue, weekday=day, opens=opens, closes=closes)
        for day in range(7)
    )
    return venue


def make_space(venue: Venue | None = None, *, price=(5000, 15000), **fields) -> Space:
    """An open room for eight; `price` is øre an hour for confirmed and for others."""
    number = next(_numbers)
    values = {
        "name_da": f"Lokale {number}",
        "name_en": f"Room {number}",
        "slug": f"lokale-{number}",
        "line_da": "Et lyst lokale.",
        "line_en": "A light room.",
        "kind": "meeting_room",
        "capacity": 8,
        "is_open": True,
    }
    parts = fields.pop("parts", ())
    space = Space.objects.create(venue=venue or make_venue(), **values | fields)
    space.parts.set(parts)
    for group, ore in zip(PriceGroup, price or (), strict=False):
        Price.objects.create(
            space=space,
            group=group,
            ore_per_hour=ore,
            legal_basis_da="Kommunalfuldmagten",
            legal_basis_en="Municipal authority rules",
            valid_from=dt.date(2026, 1, 1),
        )
    return space


def local(day: dt.date, hour: int, minute: int = 0) -> dt.datetime:
    """A wall time in Copenhagen."""
    return dt.datetime.combine(day, dt.time(hour, minute), ZONE)


def workday(ahead: int = 7) -> dt.date:
    """A Wednesday at least so many days ahead."""
    day = timezone.localdate() + dt.timedelta(days=ahead)
    return day + dt.timedelta(days=(2 - day.weekday()) % 7)


def slot(ahead: int = 7, *, start: int = 10, hours: int = 2) -> tuple:
    """From and until on a Wednesday some days ahead."""
    begin = local(workday(ahead), start)
    return begin, begin + dt.timedelta(hours=hours)


def make_hold(space: Space | None = None, times=None, **said) -> list[Booking]:
    """Times that are kept for a quarter of an hour."""
    values = {"key": uuid.uuid4(), "language": "da", "people": 4, "purpose": "Møde"}
    space = space or make_space()
    return actions.hold(space=space, times=times or [slot()], **values | said)


def make_request(
    space: Space | None = None, times=None, *, by: User | None = None, **said
) -> Booking:
    """A request that waits for an answer, or a booking where the space says yes."""
    sending = {
        name: said.pop(name)
        for name in ("organisation", "payer_ean", "payer_reference", "house_rules")
        if name in said
    }
    by = by or factories.make_user()
    name, phone = said.pop("name", "Ea Ejer"), said.pop("phone", "12 34 56 78")
    held = make_hold(space, times, **said)
    sent = actions.send(batch=held[0].batch, by=by, name=name, phone=phone, **sending)
    return sent[0]


def make_booking(space: Space | None = None, times=None, **said) -> Booking:
    """A confirmed booking."""
    booking = make_request(space, times, **said)
    if booking.is_confirmed:
        return booking
    return actions.confirm(booking=booking, by=factories.make_staff())


def make_index_page(**fields) -> SpaceIndexPage:
    """The Danish list of all spaces."""
    values = {"title": "Lokaler", "slug": "lokaler"}
    return factories.make_page(SpaceIndexPage, **values | fields)


def make_space_page(space: Space | None = None, **fields) -> SpacePage:
    """The Danish story of a space, below the list of all, which is made if missing."""
    parent = SpaceIndexPage.objects.first() or make_index_page()
    values = {"space": space or make_space(), "title": "Lokalet"}
    return factories.make_page(SpacePage, parent, **values | fields)
