"""Many spaces and bookings for measuring: `load_demo --scale N`."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from hub.demo_texts import key_of
from hub.models import District
from spaces.choices import Approval, PriceGroup, SpaceKind
from spaces.demo_facts import LEGAL_BASIS
from spaces.hours import at
from spaces.models import Booking, Occupancy, OpeningHours, Price, Space, Venue
from spaces.states import BookingState

BOOKINGS = 400  # of one space
BEHIND, AHEAD = 365, 91  # days
IN_A_VENUE = 5
OPENS, CLOSES = 8, 22
HOURS = dt.timedelta(hours=2)
DIGITS = "BCDFGHJKLMNPQRSTVWXZ23456789"


def spaces(number: int) -> None:
    """Add spaces, five in a venue, each with its bookings; those there are left."""
    for count in range(number):
        if not Space.objects.filter(slug=f"scale-{count}").exists():
            make(count)


@transaction.atomic
def make(count: int) -> None:
    """One space whole, or not at all."""
    add_bookings(make_space(venue_of(count), count), count, range(BOOKINGS))


def add_bookings(space: Space, count: int, places: Iterable[int]) -> None:
    """Some of the bookings of a space, by their place among all of them."""
    bookings = Booking.objects.bulk_create(
        booking_of(space, count, place) for place in places
    )
    Occupancy.objects.bulk_create(
        Occupancy(
            space=space,
            booking=booking,
            blocked_from=booking.starts_at,
            blocked_until=booking.ends_at,
        )
        for booking in bookings
        if booking.state in BookingState.blocking()
    )


def venue_of(count: int) -> Venue:
    """The house of a space, open every day."""
    number = count // IN_A_VENUE
    districts = District.objects.order_by("pk")
    venue, is_new = Venue.objects.get_or_create(
        slug=f"scale-{number}",
        defaults={
            "name_da": f"Prøvehus {number}",
            "name_en": f"Test house {number}",
            "street": f"Prøvevej {number + 1}",
            "postcode": "2450",
            "district": districts[number % districts.count()],
            "stop_da": "Sydhavn St.",
            "stop_en": "Sydhavn",
            "way_in_da": "Gennem porten.",
            "way_in_en": "Through the gate.",
            "checked_on": timezone.localdate(),
            "is_example": True,
        },
    )
    if is_new:
        OpeningHours.objects.bulk_create(
            OpeningHours(
                venue=venue, weekday=day, opens=dt.time(OPENS), closes=dt.time(CLOSES)
            )
            for day in range(7)
        )
    return venue


def make_space(venue: Venue, count: int) -> Space:
    """An open space with both prices."""
    space = Space.objects.create(
        venue=venue,
        slug=f"scale-{count}",
        name_da=f"Prøvelokale {count}",
        name_en=f"Test room {count}",
        line_da="Et lokale, der er lavet for at måle.",
        line_en="A room that is made for measuring.",
        kind=SpaceKind.values[count % len(SpaceKind.values)],
        capacity=5 + count % 60,
        approval=Approval.values[count % len(Approval.values)],
        is_open=True,
        is_example=True,
    )
    Price.objects.bulk_create(
        Price(
            space=space,
            group=group,
            ore_per_hour=ore,
            valid_from=timezone.localdate() - dt.timedelta(days=2 * BEHIND),
            **LEGAL_BASIS[group],
        )
        for group, ore in ((PriceGroup.CONFIRMED, 5000), (PriceGroup.OTHERS, 15000))
    )
    return space


def booking_of(space: Space, count: int, place: int) -> Booking:
    """One of a space's bookings: at most one starts on a day, so that none overlap."""
    today = timezone.localdate()
    days = place * (BEHIND + AHEAD) // BOOKINGS - BEHIND
    hour = OPENS + (count * 7 + place * 5) % (CLOSES - OPENS - 1)
    start = at(today + dt.timedelta(days=days), dt.time(hour))
    return Booking(
        reference=reference_of(count * BOOKINGS + place),
        key=key_of(f"scale-booking-{count}-{place}"),
        space=space,
        starts_at=start,
        ends_at=start + HOURS,
        state=state_of(place, is_coming=days > 1),
        name="Prøve",
        people=2,
        purpose="Lavet for at måle.",
        price_ore=30000,
        market_price_ore=30000,
        confirmed_price_ore=10000,
        sent_at=start - dt.timedelta(days=14),
        answer_by=start - dt.timedelta(days=1),
        is_example=True,
    )


def state_of(place: int, *, is_coming: bool) -> BookingState:
    """Most are confirmed; some are not, and some wait while there is time."""
    if place % 9 == 0:
        return BookingState.CANCELLED
    if place % 11 == 0:
        return BookingState.REQUESTED if is_coming else BookingState.DECLINED
    return BookingState.CONFIRMED


def reference_of(number: int) -> str:
    """A reference of eight letters, one longer than any that is drawn by lot."""
    letters = []
    for _place in range(8):
        number, rest = divmod(number, len(DIGITS))
        letters.append(DIGITS[rest])
    return "".join(reversed(letters))
