"""The picture that other sites show beside a space's link."""

from django.utils.translation import gettext as _

from hub.choices import Scene
from hub.drawings.social import Card
from hub.social import picture_url
from spaces.choices import SpaceKind
from spaces.models.rooms import Space

SCENES = {
    SpaceKind.MEETING_ROOM: Scene.TALK,
    SpaceKind.KITCHEN: Scene.FOOD,
    SpaceKind.WORKSHOP: Scene.REPAIR,
    SpaceKind.HALL: Scene.SOUND,
    SpaceKind.SHOP: Scene.CAFE,
    SpaceKind.DESK: Scene.SECOND_TRY,
    SpaceKind.FIELD_DESK: Scene.LEARNING,
}


def card_of(space: Space) -> Card:
    """Kind, name and house."""
    over = space.get_kind_display()
    over = f"{over} · {_('Example')}" if space.is_example else over
    venue = space.venue
    under = str(venue.name), str(venue.district.name)
    return Card(str(space.name), SCENES[space.kind], space.pk, over, under)


def picture_of(space: Space) -> str:
    """The full address of a space's picture, in the active language."""
    return picture_url("space_picture", space.pk, card_of(space))
