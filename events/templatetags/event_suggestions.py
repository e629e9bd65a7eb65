"""What other rooms show of suggested events."""

from django import template
from django.utils.translation import get_language

from events.addresses import event_url
from events.choices import EventStatus
from events.suggestions import may_suggest, suggestion_of
from spaces.models import Booking

register = template.Library()


@register.inclusion_tag("events/suggestion.html")
def event_suggestion(booking: Booking) -> dict:
    """Beside a booking: what is public in its time, or a way to suggest it.

    One query; three more where there is something to lead to.
    """
    event = suggestion_of(booking) if booking.organisation_id else None
    url = event_url(event, get_language()) if event and event.is_shown else ""
    return {
        "booking": booking,
        "event": event,
        "url": url,
        "is_declined": bool(event) and event.status == EventStatus.DECLINED,
        "is_suggested": bool(event) and event.status == EventStatus.SUGGESTED,
        "may_suggest": may_suggest(booking, event),
    }
