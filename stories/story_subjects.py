"""What a story is about: from the shelf for readers, from the draft in a preview."""

from typing import NamedTuple

from hub import pagecache
from hub.choices import Goal, ImpactArea
from hub.models import District, Theme
from stories.shelf import Shelf, districts


class Subjects(NamedTuple):
    """Districts, purposes, goals and the theme of one story."""

    districts: list[District]
    areas: list[ImpactArea]
    goals: list[Goal]
    theme: Theme | None

    @property
    def links(self) -> list[tuple[str, str]]:
        """Each in words, with the filter that finds the other stories about it."""
        themes = [self.theme] if self.theme else []
        return [
            *((each.name, f"?theme={each.slug}") for each in themes),
            *((each.name, f"?district={each.slug}") for each in self.districts),
            *((each.label, f"?area={each.value}") for each in self.areas),
            *((each.label, f"?goal={each.value}") for each in self.goals),
        ]


def subjects_of(story, shelf: Shelf, *, is_preview: bool) -> Subjects:
    """What the story is about; no query, unless it is not what readers see."""
    place = shelf.places.get(story.translation_key)
    if is_preview or place is None:
        keys = [row.district_id for row in story.districts.all()]
        areas = [row.area for row in story.areas.all()]
        goals = [row.goal for row in story.goals.all()]
    else:
        keys, areas, goals = (
            shelf.values_at(kind, place) for kind in ("district", "area", "goal")
        )
    return Subjects(
        districts=[districts()[key] for key in keys],
        areas=[ImpactArea(area) for area in areas],
        goals=[Goal(goal) for goal in goals],
        theme=_themes().get(story.theme_id),
    )


def _themes() -> dict[int, Theme]:
    return pagecache.remembered("themes", lambda: Theme.objects.in_bulk())
