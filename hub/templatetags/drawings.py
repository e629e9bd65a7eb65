"""Icons, scenes, floor plans and the map of tiles in templates.

Everything handed in by people is escaped where the drawing is made.
"""

from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString, mark_safe

from hub.drawings import icons, plans, scenes, tilemap

register = template.Library()


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """`{% icon "map-pin" %}`: an icon beside a word; alone it needs a label."""
    return mark_safe(icons.icon(name, label))  # noqa: S308


@register.simple_tag
def hero_scene() -> SafeString:
    """`{% hero_scene %}`: the front page's picture."""
    return mark_safe(scenes.hero())  # noqa: S308


@register.simple_tag
def scene(
    theme: str, seed: int | None = 0, label: str = "", on_stage: bool = False
) -> SafeString:
    """`{% scene "food" seed=page.pk %}`: the picture of a page without a photograph."""
    return mark_safe(  # noqa: S308
        scenes.story_scene(theme, seed=seed or 0, label=label, is_on_stage=on_stage)
    )


@register.simple_tag
def floor_plan(kind: str, seats: int | None, label: str = "") -> SafeString:
    """`{% floor_plan space.kind space.capacity label %}`: as many chairs as seats."""
    return mark_safe(plans.plan(kind, seats or 0, label))  # noqa: S308


@register.simple_tag
def tile_map(tiles: Iterable[tilemap.Tile], label: str) -> SafeString:
    """`{% tile_map tiles label %}`: the ten districts, each a link where it has one."""
    return mark_safe(tilemap.tile_map(tiles, label))  # noqa: S308
