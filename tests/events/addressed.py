"""Rows of events that addresses name, for the table of addresses."""

from tests.events.makers import make_date


def of_events() -> dict[str, dict]:
    """By the beginning of the address's name: what fills its gaps."""
    date = make_date()
    return {
        "event_calendar": {"slug": date.event.slug},
        "event_date_calendar": {"slug": date.event.slug, "pk": date.pk},
    }
