"""What the directory shows: the filter, its rows, the map, the pages, and ways on."""

from collections import defaultdict
from typing import NamedTuple

from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.utils.translation import ngettext

from hub.areas import tile_areas
from hub.choices import OfficialDistrict
from hub.drawings.tilemap import Tile
from hub.feeds import ATOM, ways_to_follow
from hub.models import Organisation
from hub.paging import page_links
from hub.routing import language_of
from stories.addresses import organisation_url
from stories.directory import Directory, directory
from stories.directory_filter import DirectoryFilter, asked

ROWS = 20


class Row(NamedTuple):
    """An organisation as it is drawn; `number` is that of its pin on the map."""

    number: int
    organisation: Organisation
    url: str


class WayOn(NamedTuple):
    """What is found when one answer is left out."""

    left_out: str
    number: int
    url: str


def listing_of(directory_page, request: HttpRequest) -> dict:
    """What the template of the directory is given."""
    form, all_of_them = DirectoryFilter(request.GET), directory()
    keys = all_of_them.found(form.wanted)
    page = Paginator(keys, ROWS).get_page(request.GET.get("page"))
    rows = _rows(page, language_of(directory_page))
    ways = ways_to_follow(
        directory_page.title,
        {ATOM: f"{directory_page.get_url(request)}feed/"},
        words=form.in_words(),
        kept=form.kept(),
        chosen=form.said,
    )
    form.show_counts(all_of_them)
    return ways | {
        "form": form,
        "number": len(keys),
        "is_filtered": bool(form.said),
        "rows": rows,
        "ways_on": [] if keys else _ways_on(all_of_them, form),
        "tiles": _tiles(all_of_them, rows, form),
        "pages": page_links(page, form.kept()),
    }


def _rows(page: Page, language: str) -> list[Row]:
    """The organisations of a page in the order of their keys; three queries."""
    keys = list(page.object_list)
    # Who left the list since it was read is not drawn.
    there = Organisation.objects.listed().for_rows().in_bulk(keys) if keys else {}
    return [
        Row(number, there[key], organisation_url(there[key], language))
        for number, key in enumerate(keys, page.start_index())
        if key in there
    ]


def _ways_on(everybody: Directory, form: DirectoryFilter) -> list[WayOn]:
    """For each answer, how many there are without it; none where that helps nobody."""
    found = []
    for name in form.said:
        if number := everybody.matching(form.wanted_without(name)).bit_count():
            label = str(form[name].label)
            found.append(WayOn(label, number, form.kept(**{name: ""}) or "?"))
    return found


def _tiles(everybody: Directory, rows: list[Row], form: DirectoryFilter) -> list[Tile]:
    """Each official district with the numbers of its rows, and a link that filters."""
    pins = defaultdict(list)
    for row in rows:
        for official in {each.official for each in row.organisation.districts.all()}:
            pins[official].append(row.number)
    chosen = set(form.wanted.get("district", ()))
    tiles = []
    for official, area in sorted(tile_areas().items()):
        wanted = asked("district", area.slug)
        number = everybody.number(form.wanted, *wanted)
        tiles.append(
            Tile(
                district=official,
                name=OfficialDistrict(official).label,
                href=form.kept(district=area.slug) + "#result",
                note=_count(number),
                has=number > 0,
                is_active=bool(chosen) and chosen <= set(wanted[1]),
                pins=pins[official],
            )
        )
    return tiles


def _count(number: int) -> str:
    words = ngettext("%(number)d enterprise", "%(number)d enterprises", number)
    return words % {"number": number}
