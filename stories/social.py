"""The picture that other sites show beside a story's link."""

from django.utils.translation import override

from hub.drawings.social import Card
from hub.routing import language_of
from hub.social import picture_url


def card_of(page) -> Card:
    """Title and scene of a story."""
    return Card(page.title, page.scene, page.drawing_seed, page.kicker)


def picture_of(page) -> str:
    """The full address of a story's picture."""
    with override(language_of(page)):
        return picture_url("story_picture", page.translation_key, card_of(page))
