"""The picture that other sites show beside a space's link."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from hub.social import answer
from spaces.models import Space
from spaces.social import card_of


@require_safe
def picture(request: HttpRequest, pk: int, version: str) -> HttpResponse:
    """Kind, name and house of a space that readers see; whatever `version` says."""
    return answer(card_of(get_object_or_404(Space.objects.shown().for_page(), pk=pk)))
