"""Where the picture lies that other sites show beside a link, and how it is sent."""

from functools import lru_cache

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control

from hub.drawings.social import Card
from hub.models import SiteSettings

DAY = 24 * 3600
MOST_KEPT = 64  # pictures of about 40 kB, in each process


def picture_url(view: str, key, card: Card) -> str:
    """The full address of a picture, in the active language.

    What is drawn is part of it: who has the old picture fetches the new one.
    """
    return settings.SITE_URL + reverse(view, args=[key, card.version])


def answer(card: Card) -> HttpResponse:
    """The picture as a PNG that others may keep for a day."""
    png = drawn(card, SiteSettings.current().name)
    response = HttpResponse(png, content_type="image/png")
    patch_cache_control(response, public=True, max_age=DAY)
    return response


@lru_cache(maxsize=MOST_KEPT)
def drawn(card: Card, name: str) -> bytes:
    """The PNG, drawn once: it takes half a second, and anybody may ask for it."""
    return card.png(name)
