"""The district pages as tiles of the map."""

from collections.abc import Iterable

from hub.choices import OfficialDistrict
from hub.drawings.tilemap import Tile


def tiles_of(pages: Iterable, request, active: int | None = None) -> list[Tile]:
    """One tile for each official district; the first page of a district is its link.

    Two of the ten hold two local areas each; the list beside the map names all twelve.
    """
    links: dict[int, str] = {}
    for page in pages:
        links.setdefault(page.district.official, page.get_url(request))
    return [
        Tile(
            district=number,
            name=name,
            href=links.get(number, ""),
            has=number in links,
            is_active=number == active,
        )
        for number, name in OfficialDistrict.choices
    ]
