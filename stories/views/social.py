"""The picture that other sites show beside a story's link."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language

from hub.restrictions import readable
from hub.social import answer
from stories.models import StoryPage
from stories.social import card_of


def picture(request: HttpRequest, story: uuid.UUID, version: str) -> HttpResponse:
    """Title and scene of a story that all may read; whatever `version` says."""
    pages = readable(StoryPage.objects.in_language(get_language()))
    return answer(card_of(get_object_or_404(pages, translation_key=story)))
