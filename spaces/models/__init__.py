"""What the room of spaces keeps."""

from spaces.models.access import AccessFact, AccessNotice, notices_for
from spaces.models.bookings import Booking
from spaces.models.occupancy import Closure, Occupancy
from spaces.models.places import Feature, HouseRules, OpeningHours, Venue
from spaces.models.records import (
    BookingEvent,
    CalendarToken,
    Export,
    Problem,
)
from spaces.models.rooms import Introduction, Price, Space
from spaces.models.wishes import RoomOffer, UnmetSearch

# isort: split
# Pages come last: what they ask of imports the models above.
from spaces.models.pages import SpaceIndexPage, SpacePage

__all__ = [
    "AccessFact",
    "AccessNotice",
    "Booking",
    "BookingEvent",
    "CalendarToken",
    "Closure",
    "Export",
    "Feature",
    "HouseRules",
    "Introduction",
    "Occupancy",
    "OpeningHours",
    "Price",
    "Problem",
    "RoomOffer",
    "Space",
    "SpaceIndexPage",
    "SpacePage",
    "UnmetSearch",
    "Venue",
    "notices_for",
]
