"""All stories of a language in memory: which there are, and what each is about.

What readers filter by is kept as bits, one for each story from the newest to the
oldest: to filter is `&`, to count is `bit_count()`, and a page of the list is a slice
whose rows are read by their keys. So the last page costs what the first does, with
thirty stories and with ten thousand, and no filter costs a query. It is read anew in
each generation of the page cache: with four queries.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from django.apps import apps
from django.db.models import Q

from hub import pagecache
from hub.bilingual import SOURCE
from hub.models import District
from hub.restrictions import readable, restricted_paths
from hub.routing import language_of, locales

FACTS = {
    "theme": "theme__slug",
    "organisation": "organisation",
    "business": "is_for_business",
}
RELATIONS = {"district": "districts", "area": "areas", "goal": "goals"}
KINDS = (*FACTS, *RELATIONS)


class Shelf(NamedTuple):
    """The keys of the stories in order; `own` are those in the language itself.

    `marks` has the bits of the stories about something by its kind and its value, as
    `marks["area"]["health"]`; `places` has where a story stands by its translation key.
    """

    keys: list[int]
    own: int
    marks: dict[str, dict[object, int]]
    places: dict[UUID, int]

    @property
    def all(self) -> int:
        """The bits of all stories."""
        return (1 << len(self.keys)) - 1

    def about(self, kind: str, values: Iterable) -> int:
        """The bits of the stories about any of these."""
        found = 0
        for value in values:
            found |= self.marks[kind].get(value, 0)
        return found

    def values_at(self, kind: str, place: int) -> list:
        """What of a kind the story at a place is about, in order."""
        marks = self.marks[kind].items()
        return sorted(value for value, bits in marks if bits >> place & 1)

    def chosen(self, bits: int) -> list[int]:
        """The keys of the stories whose bits are set, in order."""
        digits = reversed(f"{bits:b}")
        return [self.keys[place] for place, bit in enumerate(digits) if bit == "1"]

    def stories(self, keys: list[int]) -> list:
        """The stories themselves in the order of their keys, as lists show them."""
        found = _stories().for_lists().in_bulk(keys)
        stories = [found[key] for key in keys if key in found]
        for story in stories:
            places = self.values_at("district", self.places[story.translation_key])
            story.places = [districts()[key] for key in places]
        return stories


def shelf_on(page) -> Shelf:
    """The stories that may be named on a page, in its language.

    An English page names the Danish-only ones too, after its own: English readers would
    else not learn that these exist.
    """
    language = language_of(page)
    passed = [path for path in restricted_paths() if page.path.startswith(path)]

    def read():
        own = Q(locale_id=page.locale_id)
        shown = readable(_stories().filter(own), page)
        if language != SOURCE:
            shown = shown | _danish_only(page.locale_id)
        return _arranged(shown, page.locale_id)

    return pagecache.remembered(f"shelf of stories {language} {passed}", read)


def districts() -> dict[int, District]:
    """All districts by their keys, read once a generation."""
    return pagecache.remembered("districts", lambda: District.objects.in_bulk())


def _stories():
    return apps.get_model("stories.StoryPage").objects


def _danish_only(locale_id: int):
    """Danish stories that have no live page in another language."""
    danish = [pk for pk, code in locales().items() if code == SOURCE]
    there = _stories().live().filter(locale_id=locale_id).values("translation_key")
    missing = _stories().filter(locale_id__in=danish)
    return readable(missing.exclude(translation_key__in=there))


def _arranged(stories, locale_id: int) -> Shelf:
    facts = stories.order_by("-published_on", "-pk")
    rows = list(
        facts.values_list("pk", "translation_key", "locale_id", *FACTS.values())
    )
    rows.sort(key=lambda row: row[2] != locale_id)
    place_of = {row[0]: place for place, row in enumerate(rows)}
    marks: dict = {kind: defaultdict(int) for kind in KINDS}
    for place, (_pk, _key, _locale, *values) in enumerate(rows):
        for name, value in zip(
            ("theme", "organisation", "business"), values, strict=True
        ):
            if value:
                marks[name][value] |= 1 << place
    for name, relation in RELATIONS.items():
        model = stories.model._meta.get_field(relation).related_model
        pairs = model.objects.filter(story__in=stories.order_by().values("pk"))
        for story, value in pairs.values_list("story", name):
            if story in place_of:  # published since the first query
                marks[name][value] |= 1 << place_of[story]
    return Shelf(
        keys=[row[0] for row in rows],
        own=(1 << sum(row[2] == locale_id for row in rows)) - 1,
        marks={kind: dict(values) for kind, values in marks.items()},
        places={row[1]: place for place, row in enumerate(rows)},
    )
