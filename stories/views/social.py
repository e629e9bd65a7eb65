"""The picture that other sites show beside a story's link."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control

from hub.drawings import social
from hub.models import SiteSettings
from hub.restrictions import readable
from stories.models import StoryPage


@cache_control(public=True, max_age=24 * 3600)
def picture(request: HttpRequest, story: uuid.UUID, version: str) -> HttpResponse:
    """Title and scene of a story that all may read; whatever `version` says."""
    pages = readable(StoryPage.objects.in_language(get_language()))
    page = get_object_or_404(pages, translation_key=story)
    png = social.card(
        page.title,
        page.scene,
        seed=page.drawing_seed,
        over=page.kicker,
        name=SiteSettings.current().name,
    )
    return HttpResponse(png, content_type="image/png")
