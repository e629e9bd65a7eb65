"""The district pages as tiles of the map."""

from collections.abc import Iterable

from hub.choices import OfficialDistrict
from hub.drawings.tilemap import Tile


def tiles_of(pages: Iterable, request, active=None) -> list[Tile]:
    """One tile for each official district, with a link to its page.

    Two of the ten hold two local areas each: the tile leads to `active`, the page that
    is shown, if it lies there, else to the area that the district's name begins with.
    The list beside the map names all twelve.
    """
    pages = list(pages)
    tiles = []
    for number, name in OfficialDistrict.choices:
        there = [page for page in pages if page.district.official == number]
        there.sort(key=lambda page: not name.startswith(page.title))
        shown = [page for page in there if active and page.pk == active.pk]
        first = next(iter(shown + there), None)
        tiles.append(
            Tile(
                district=number,
                name=name,
                href=first.get_url(request) if first else "",
                has=bool(there),
                is_active=bool(shown),
            )
        )
    return tiles
