"""Calendar files and feeds: one VEVENT a booking, in UTC (RFC 5545).

What is cancelled stays as CANCELLED, so that other calendars take it away. No key
information: a file lies where nobody can take it back.
"""

import datetime as dt
from collections.abc import Iterable

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from icalendar import Event

from hub.calendars import host, new_calendar
from spaces.links import whole_url
from spaces.models import Booking
from spaces.states import BookingState

FILE_NAME = "booking.ics"
KEPT = dt.timedelta(days=365)  # what is longer past leaves the feed


def calendar_of(
    bookings: Iterable[Booking], *, language: str = "", name: str = ""
) -> bytes:
    """A calendar of bookings, each in `language`, else in its booker's.

    With a name it is a feed, which programs read again every hour.
    """
    calendar = new_calendar(name)
    for booking in bookings:
        with translation.override(language or booking.language):
            calendar.add_component(_event_of(booking))
    return calendar.to_ical()


def feed_of(user) -> bytes:
    """The bookings of a person and of the person's organisations, with those past."""
    since = timezone.now() - KEPT
    bookings = Booking.objects.visible_to(user).for_lists().ended_after(since)
    with translation.override(user.language):
        name = _("My rooms")
    return calendar_of(bookings, language=user.language, name=name)


def _event_of(booking: Booking) -> Event:
    venue, state = booking.space.venue, BookingState(booking.state)
    event = Event()
    event.add("uid", f"{booking.reference}@{host()}")
    event.add("dtstamp", timezone.now().replace(microsecond=0))
    event.add("dtstart", booking.starts_at.astimezone(dt.UTC))
    event.add("dtend", booking.ends_at.astimezone(dt.UTC))
    event.add("sequence", booking.sequence)
    event.add("status", state.in_calendars)
    event.add("transp", "TRANSPARENT" if _is_gone(state) else "OPAQUE")
    event.add("summary", _summary_of(booking, state))
    event.add("location", f"{booking.space.name}, {venue.name}, {venue.address}")
    event.add("description", _description_of(booking))
    event.add("url", whole_url("my_booking", _language(), booking.reference))
    event.add("class", "PRIVATE")
    if venue.latitude is not None:
        event.add("geo", (float(venue.latitude), float(venue.longitude)))
    return event


def _is_gone(state: BookingState) -> bool:
    return state.in_calendars == "CANCELLED"


def _summary_of(booking: Booking, state: BookingState) -> str:
    """The space; many programs do not show STATUS, so words say what is not certain."""
    if _is_gone(state):
        return _("Cancelled: %(space)s") % {"space": booking.space.name}
    if state.in_calendars == "TENTATIVE":
        return _("Not confirmed yet: %(space)s") % {"space": booking.space.name}
    return str(booking.space.name)


def _description_of(booking: Booking) -> str:
    venue = booking.space.venue
    lines = [
        _("Reference: %(reference)s") % {"reference": booking.reference},
        _("Nearest stop: %(stop)s") % {"stop": venue.stop},
        _("The way in: %(way)s") % {"way": venue.way_in},
    ]
    return "\n".join(lines)


def _language() -> str:
    return translation.get_language()
