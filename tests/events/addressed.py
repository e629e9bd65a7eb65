"""Rows of events that addresses name, for the table of addresses."""

from events.links import token_for
from tests.events.makers import make_date, make_event, make_signup


def of_events() -> dict[str, dict]:
    """By the beginning of the address's name: what fills its gaps."""
    date = make_date()
    signup = make_signup(date)
    guests = {"pk": date.pk, "guest": signup.pk}
    draft = make_date(make_event(status="draft", published_at=None))
    return {
        "event_": {"pk": draft.event_id},
        "event_date": {"pk": draft.pk},
        "event_date_add": {"pk": draft.event_id},
        "event_calendar": {"slug": date.event.slug},
        "event_date_calendar": {"slug": date.event.slug, "pk": date.pk},
        "event_picture": {"pk": date.event_id, "version": "1"},
        "event_sign_up": {"slug": date.event.slug, "pk": date.pk},
        "your_signup": {"token": token_for(signup)},
        "event_guest": guests,
        "guest_": guests | {"kind": "csv", "step": "cancel"},
        "guests_": guests,
    }
