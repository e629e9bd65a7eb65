"""Who comes in to the desk of events, and what all its pages share."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from events.models import Event, Occurrence
from events.refusals import Refused
from hub.desk import for_staff

SEE = "events.view_event"
ADD = "events.add_event"
WRITE = "events.change_event"
PUBLISH = "events.publish_event"

__all__ = ["ADD", "PUBLISH", "SEE", "WRITE", "for_staff"]


def event_or_404(pk: int) -> Event:
    """One event with what its pages ask."""
    rows = Event.objects.select_related("suggested_by", "created_by", "contact")
    return get_object_or_404(rows, pk=pk)


def date_or_404(pk: int) -> Occurrence:
    """One date with what its pages ask."""
    return get_object_or_404(Occurrence.objects.for_desk(), pk=pk)


def page(
    request: HttpRequest, name: str, heading: str, *, status: int = 200, **context
) -> HttpResponse:
    """A page of the desk: its template in `events/admin/`, its heading, its context."""
    words = {"icon": "date", "heading": heading} | context
    return render(request, f"events/admin/{name}.html", words, status=status)


def say(form, refused: Refused) -> None:
    """Put each reason of a refusal by its field, or above the form."""
    for problem in refused.problems:
        name = problem.field if problem.field in form.fields else None
        form.add_error(name, problem.text)
