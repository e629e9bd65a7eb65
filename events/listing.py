"""What the list of all events shows: the filter, the dates that it finds, the month."""

from django.http import HttpRequest

from events.models.dates import Occurrence


def listing_of(request: HttpRequest, language: str) -> dict:
    """What the template of the list is given; a fixed number of queries."""
    dates = Occurrence.objects.shown().coming().select_related("event")
    return {"dates": dates}
