"""Calendar files: one date, or all dates of an event that are not over."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from events.calendars import calendar_of
from events.models import Event, Occurrence
from hub.calendars import CONTENT_TYPE
from hub.feeds import unless_unchanged


@require_safe
def event_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """All coming dates of an event; of one that is over, all that were."""
    event = get_object_or_404(Event.objects.shown(), slug=slug)
    dates = Occurrence.objects.of_event(event)
    return _file(request, list(dates.coming()) or list(dates), event.slug)


@require_safe
def event_date_calendar(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One date of an event."""
    event = get_object_or_404(Event.objects.shown(), slug=slug)
    date = get_object_or_404(Occurrence.objects.of_event(event), pk=pk)
    return _file(request, [date], event.slug)


def _file(request: HttpRequest, dates: list[Occurrence], slug: str) -> HttpResponse:
    if not dates:
        raise Http404("no date yet")
    body = calendar_of(dates, language=request.LANGUAGE_CODE)
    response = unless_unchanged(request, body, CONTENT_TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="{slug}.ics"'
    return response
