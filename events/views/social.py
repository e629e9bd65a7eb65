"""The picture that other sites show beside an event's link."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from events.models import Event
from events.social import card_of
from events.telling import dates_of, first_of
from hub.social import answer


@require_safe
def picture(request: HttpRequest, pk: int, version: str) -> HttpResponse:
    """Title, time and place of an event that readers see; whatever `version` says."""
    event = get_object_or_404(Event.objects.shown(), pk=pk)
    return answer(card_of(event, first_of(dates_of(event))))
