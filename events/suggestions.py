"""What an organisation suggested from one of its bookings, and whether it still may."""

from events.choices import EventStatus
from events.models import Event
from spaces.models import Booking


def suggestion_of(booking: Booking) -> Event | None:
    """The event in a booking's time; the newest, where others were declined."""
    return Event.objects.filter(occurrences__booking=booking).order_by("-pk").first()


def may_suggest(booking: Booking, suggested: Event | None) -> bool:
    """Whether an event can be suggested from a booking; the action asks again."""
    is_open = suggested is None or suggested.status == EventStatus.DECLINED
    is_kept = booking.is_confirmed and not booking.has_begun
    return is_open and is_kept and booking.organisation_id is not None
