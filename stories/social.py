"""The address of a story's social picture; it changes with what is drawn."""

from hashlib import sha256

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from hub.routing import language_of


def picture_url(page) -> str:
    """The full address of the picture that other sites show beside the story.

    What is drawn is part of the address: who has the old picture fetches the new one.
    """
    drawn = f"{page.title}|{page.kicker}|{page.scene}"
    version = sha256(drawn.encode()).hexdigest()[:10]
    with override(language_of(page)):
        path = reverse("story_picture", args=[page.translation_key, version])
    return settings.SITE_URL + path
