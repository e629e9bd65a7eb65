"""What readers choose as a district: one local area, or several as one tile."""

from collections import defaultdict
from typing import NamedTuple

from django.utils.text import slugify
from django.utils.translation import gettext

from hub import pagecache
from hub.bilingual import active_language
from hub.choices import OfficialDistrict
from hub.models import District


class Area(NamedTuple):
    """What may be chosen as a district; `districts` are the keys of its areas."""

    slug: str
    name: str
    official: int
    districts: tuple[int, ...]


def areas() -> dict[str, Area]:
    """All local areas, and the official districts that hold more than one, by name."""

    def find():
        found, by_number = [], defaultdict(list)
        for each in District.objects.all():
            found.append(Area(each.slug, str(each.name), each.official, (each.pk,)))
            by_number[each.official].append(found[-1])
        found += [_whole(*item) for item in by_number.items() if len(item[1]) > 1]
        return {area.slug: area for area in sorted(found, key=lambda area: area.name)}

    return pagecache.remembered(f"areas {active_language()}", find)


def _whole(official: int, parts: list[Area]) -> Area:
    name = OfficialDistrict(official).label
    slug = f"{official}-{slugify(name)}"
    if name in {part.name for part in parts}:
        name = gettext("%(name)s with all its areas") % {"name": name}
    return Area(slug, name, official, tuple(key for p in parts for key in p.districts))


def tile_areas() -> dict[int, Area]:
    """The area that a tile of the map stands for, by the official district's number."""
    return {a.official: a for a in sorted(areas().values(), key=_size)}


def _size(area: Area) -> int:
    return len(area.districts)
