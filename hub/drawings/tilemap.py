"""The ten districts as a schematic map of tiles, drawn by us, without geodata.

Each tile stands roughly where its district lies. Frederiksberg, in the middle, is a
municipality of its own and is only hinted at.
"""

from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

WIDTH, HEIGHT = 376, 352
LINE_HEIGHT = 18


class Tile(NamedTuple):
    """A district on the map, by the city's own number of it (1 to 10).

    `note` is read aloud after the name; `pins` are numbers that match a list.
    """

    district: int
    name: str
    href: str = ""
    note: str = ""
    has: bool = False
    is_active: bool = False
    pins: Sequence[int | str] = ()


class Box(NamedTuple):
    """Where a tile lies, and its name broken into lines that fit."""

    x: int
    y: int
    width: int
    height: int
    lines: tuple[str, ...]


BOXES = {
    7: Box(0, 0, 116, 104, ("Brønshøj-", "Husum")),
    8: Box(120, 0, 116, 104, ("Bispebjerg",)),
    2: Box(240, 0, 136, 112, ("Østerbro",)),
    6: Box(0, 108, 116, 92, ("Vanløse",)),
    3: Box(120, 108, 116, 82, ("Nørrebro",)),
    1: Box(240, 116, 136, 102, ("Indre By",)),
    5: Box(0, 204, 116, 148, ("Valby",)),
    4: Box(120, 236, 116, 116, ("Vesterbro-", "Kongens", "Enghave")),
    10: Box(240, 222, 66, 130, ("Amager", "Vest")),
    9: Box(310, 222, 66, 130, ("Amager", "Øst")),
}
NEIGHBOUR = Box(120, 194, 116, 38, ("Frederiksberg",))


def tile_map(tiles: Iterable[Tile], label: str) -> str:
    """The map with the given tiles as links; districts not given are drawn empty."""
    given = {tile.district: tile for tile in tiles}
    empty = (Tile(number, " ".join(box.lines)) for number, box in BOXES.items())
    drawn = "".join(
        _tile(given.get(tile.district, tile), BOXES[tile.district]) for tile in empty
    )
    return (
        f'<svg class="map" viewBox="-2 -2 {WIDTH + 4} {HEIGHT + 4}" role="group"'
        f' aria-label="{escape(str(label))}"><g aria-hidden="true">'
        f"{_rectangle(NEIGHBOUR, 'off')}{_words(NEIGHBOUR, 'off', False)}</g>"
        f'<g role="list">{drawn}</g></svg>'
    )


def _tile(tile: Tile, box: Box) -> str:
    """One district as an item of the list, a link where it has an address."""
    states = ("tile", tile.has and "has", tile.is_active and "is-active")
    kind = " ".join(state for state in states if state)
    body = _rectangle(box) + _words(box, "", bool(tile.pins)) + _pins(tile, box)
    if tile.href:
        named = escape(", ".join(str(word) for word in (tile.name, tile.note) if word))
        current = ' aria-current="true"' if tile.is_active else ""
        href = escape(str(tile.href))
        body = f'<a href="{href}" aria-label="{named}"{current}>{body}</a>'
    return f'<g class="{kind}" role="listitem">{body}</g>'


def _rectangle(box: Box, kind: str = "") -> str:
    """The ground of a tile."""
    named = f' class="{kind}"' if kind else ""
    return (
        f'<rect{named} x="{box.x}" y="{box.y}" width="{box.width}"'
        f' height="{box.height}" rx="3"/>'
    )


def _words(box: Box, kind: str, has_pins: bool) -> str:
    """The name in the middle of its tile, higher where pins stand under it."""
    named = f' class="{kind}"' if kind else ""
    middle = box.x + box.width / 2
    high = len(box.lines) * LINE_HEIGHT + (26 * _pin_rows(box) if has_pins else 0)
    first = box.y + (box.height - high) / 2 + 13
    spans = "".join(
        f'<tspan x="{middle:g}" y="{first + index * LINE_HEIGHT:g}">{words}</tspan>'
        for index, words in enumerate(box.lines)
    )
    return f"<text{named}>{spans}</text>"


def _pin_rows(box: Box) -> int:
    """How many rows of pins a tile gets: the narrow ones stack them."""
    return 2 if box.width < 100 else 1


def _pins(tile: Tile, box: Box) -> str:
    """The numbered pins under the name; what does not fit becomes “+3”."""
    in_row = 4 if box.width > 100 else 2
    room = in_row * _pin_rows(box)
    pins = [str(pin) for pin in tile.pins]
    if len(pins) > room:
        pins = [*pins[: room - 1], f"+{len(pins) - room + 1}"]
    high = len(box.lines) * LINE_HEIGHT + 26 * _pin_rows(box)
    top = box.y + (box.height - high) / 2 + len(box.lines) * LINE_HEIGHT + 15
    drawn = ""
    for index, pin in enumerate(pins):
        row, column = divmod(index, in_row)
        beside = min(in_row, len(pins) - row * in_row)
        x = box.x + box.width / 2 + (column - (beside - 1) / 2) * 25
        y = top + row * 25
        drawn += (
            f'<circle cx="{x:g}" cy="{y:g}" r="11"/>'
            f'<text x="{x:g}" y="{y + 4.5:g}">{escape(pin)}</text>'
        )
    return f'<g class="pin" aria-hidden="true">{drawn}</g>' if drawn else ""
