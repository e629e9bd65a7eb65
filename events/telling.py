"""What the page of an event tells, whether by a story or by its facts alone."""

from django.http import HttpRequest

from events.models.events import Event


def telling_of(event: Event, request: HttpRequest, language: str) -> dict:
    """What the templates of an event are given; a fixed number of queries."""
    dates = event.occurrences.select_related("space__venue", "seats")
    return {"event": event, "dates": dates}
