"""Floor plans drawn from a kind of room and its capacity: the chairs are the seats."""

from collections.abc import Callable, Iterator
from math import ceil
from typing import NamedTuple

from hub.drawings.palette import (
    BRICK,
    COPPER,
    COPPER_PALE,
    GLOW,
    INK,
    MIST,
    PINK,
    SKY,
    STEEL,
    WHITE,
)
from hub.drawings.shapes import circle, drawing, line, path, rectangle, ring

WIDTH, HEIGHT = 480, 320
WALLS = (45, 45, 435, 275)  # left, top, right, bottom inside the walls
MOST_CHAIRS = 120
CHAIR = 18


class Area(NamedTuple):
    """The part of a room where people sit."""

    left: float
    top: float
    width: float
    height: float


class Cell(NamedTuple):
    """One place in a grid: its middle, and its size in relation to the full one."""

    x: float
    y: float
    scale: float


class Furnished(NamedTuple):
    """Furniture as SVG, and the middle and size of every chair."""

    furniture: str
    chairs: list[tuple[float, float, float]]


def plan(kind: str, seats: int, label: str = "") -> str:
    """The plan of a room with as many chairs as it has seats, 120 at most.

    An unknown kind is drawn as a meeting room.
    """
    furnish = PLANS.get(kind, meeting_room)
    furniture, chairs = furnish(min(max(seats, 0), MOST_CHAIRS))
    drawn = "".join(
        rectangle(x - size / 2, y - size / 2, size, size, COPPER, size / 4)
        for x, y, size in chairs
    )
    body = _room() + furniture + f'<g class="chairs">{drawn}</g>'
    return drawing(WIDTH, HEIGHT, body, "plan", label)


def meeting_room(seats: int) -> Furnished:
    """Long tables with people on both sides."""
    return _long_tables(seats, Area(64, 62, 352, 196), most_at_a_table=20)


def hall(seats: int) -> Furnished:
    """Rows of chairs before a stage."""
    area = Area(66, 88, 348, 176)
    chairs = [
        (cell.x, cell.y, CHAIR * cell.scale)
        for cell in _grid(seats, area, wide=27, high=27, scale=1.15)
    ]
    return Furnished(rectangle(170, 56, 140, 16, BRICK), chairs)


def kitchen(seats: int) -> Furnished:
    """Worktops along two walls and a table to work at."""
    worktop = rectangle(45, 45, 390, 34, COPPER_PALE)
    worktop += rectangle(401, 45, 34, 230, COPPER_PALE)
    hobs = ring(70, 62, 9, INK, 3) + ring(96, 62, 9, INK, 3)
    sinks = rectangle(200, 52, 44, 20, WHITE, 5) + rectangle(407, 110, 22, 40, WHITE, 5)
    oven = rectangle(407, 180, 22, 54, INK)
    tables = _long_tables(seats, Area(64, 94, 322, 170), most_at_a_table=16)
    return Furnished(worktop + hobs + sinks + oven + tables.furniture, tables.chairs)


def workshop(seats: int) -> Furnished:
    """Work benches, a saw and a rack."""
    saw = circle(404, 78, 22, BRICK) + circle(404, 78, 7, WHITE)
    furniture, chairs = saw + rectangle(48, 90, 18, 120, COPPER_PALE), []
    for cell in _grid(seats, Area(78, 60, 296, 204), wide=70, high=70):
        furniture += _top(cell, -30, -26, 60, 30, INK)
        chairs.append((cell.x, cell.y + 22 * cell.scale, CHAIR * cell.scale))
    return Furnished(furniture, chairs)


def sewing(seats: int) -> Furnished:
    """A table with a sewing machine for everyone."""
    furniture, chairs = "", []
    for cell in _grid(seats, Area(66, 62, 348, 200), wide=74, high=74):
        furniture += _top(cell, -29, -28, 58, 34, COPPER_PALE)
        furniture += _top(cell, -18, -20, 34, 7, INK) + _top(cell, -18, -20, 8, 18, INK)
        chairs.append((cell.x, cell.y + 24 * cell.scale, CHAIR * cell.scale))
    return Furnished(furniture, chairs)


def shop(seats: int) -> Furnished:
    """Shelves and a counter, and small tables for two."""
    shelves = rectangle(45, 45, 390, 22, COPPER_PALE)
    shelves += "".join(rectangle(60 + 40 * i, 50, 26, 12, PINK) for i in range(9))
    counter = rectangle(372, 110, 26, 112, INK) + rectangle(377, 122, 16, 24, STEEL)
    tables = _round_tables(seats, Area(64, 82, 290, 182), at_each=2)
    return Furnished(shelves + counter + tables.furniture, tables.chairs)


def desk(seats: int) -> Furnished:
    """A desk with a screen for everyone."""
    furniture, chairs = "", []
    for cell in _grid(seats, Area(66, 62, 348, 200), wide=74, high=70):
        furniture += _top(cell, -30, -28, 60, 30, INK)
        furniture += _top(cell, -15, -22, 30, 8, COPPER_PALE)
        chairs.append((cell.x, cell.y + 20 * cell.scale, CHAIR * cell.scale))
    return Furnished(furniture, chairs)


def field_desk(seats: int) -> Furnished:
    """A corner of a house that belongs to others: a notice board, round tables."""
    board = rectangle(50, 92, 14, 120, PINK) + circle(408, 72, 18, COPPER)
    board += circle(408, 72, 8, COPPER_PALE)
    tables = _round_tables(seats, Area(84, 66, 312, 196), at_each=4)
    return Furnished(board + tables.furniture, tables.chairs)


PLANS: dict[str, Callable[[int], Furnished]] = {
    furnish.__name__: furnish
    for furnish in (
        meeting_room, hall, kitchen, workshop, sewing, shop, desk, field_desk
    )
}  # fmt: skip


def _room() -> str:
    """Walls, the light on the floor, two windows, and a door that opens outwards."""
    room = path(f"M0 0H{WIDTH}V{HEIGHT}H0z", MIST)
    room += (
        f'<path d="M40 40H440V280H40z" fill="{WHITE}" stroke="{INK}" stroke-width="9"/>'
    )
    room += circle(240, 160, 98, GLOW)
    for x in (110, 300):
        room += path(f"M{x} 34h70v12h-70z", SKY) + line(f"M{x} 40h70", INK, 2)
    return (
        room
        + path("M84 274h34v12h-34z", MIST)
        + line("M84 280v32A34 34 0 0 0 118 280", INK, 3)
    )


def _top(
    cell: Cell, x: float, y: float, width: float, height: float, colour: str
) -> str:
    """A piece of furniture in a cell, measured from the middle of the cell."""
    scale = cell.scale
    return rectangle(
        cell.x + x * scale, cell.y + y * scale, width * scale, height * scale, colour
    )


def _grid(
    count: int, area: Area, *, wide: float, high: float, scale: float = 1.25
) -> Iterator[Cell]:
    """Cells in rows, as large as the area allows, the last row in the middle."""
    if not count:
        return
    columns = max(
        range(1, count + 1),
        key=lambda n: min(area.width / n / wide, area.height / ceil(count / n) / high),
    )
    rows = ceil(count / columns)
    scale = min(scale, area.width / columns / wide, area.height / rows / high)
    for index in range(count):
        row, column = divmod(index, columns)
        in_row = min(columns, count - row * columns)
        yield Cell(
            area.left + area.width / 2 + (column - (in_row - 1) / 2) * wide * scale,
            area.top + area.height / 2 + (row - (rows - 1) / 2) * high * scale,
            scale,
        )


def _long_tables(seats: int, area: Area, *, most_at_a_table: int) -> Furnished:
    """Tables across the room, the seats shared evenly, half of them on either side."""
    furniture, chairs = "", []
    tables = ceil(seats / most_at_a_table)
    for index in range(tables):
        here = seats // tables + (index < seats % tables)
        above = here // 2
        longest = max(here - above, 1)
        band = area.height / tables
        step = min(34, area.width / longest)
        size = min(CHAIR, step * 0.62, band * 0.24)
        deep = min(56, band * 0.38)
        y = area.top + band * (index + 0.5)
        x = area.left + area.width / 2
        furniture += rectangle(
            x - max(longest, 2) * step / 2,
            y - deep / 2,
            max(longest, 2) * step,
            deep,
            INK,
        )
        for on_side, side in ((above, -1), (here - above, 1)):
            chairs += [
                (
                    x + (number - (on_side - 1) / 2) * step,
                    y + side * (deep / 2 + size * 0.75),
                    size,
                )
                for number in range(on_side)
            ]
    return Furnished(furniture, chairs)


def _round_tables(seats: int, area: Area, *, at_each: int) -> Furnished:
    """Round tables with two or four chairs each; the last takes those left over."""
    furniture, chairs = "", []
    around = ((-34, 0), (34, 0), (0, -34), (0, 34))
    high = 104 if at_each > 2 else 60
    cells = _grid(ceil(seats / at_each), area, wide=106, high=high, scale=1.1)
    for index, (x, y, scale) in enumerate(cells):
        furniture += circle(x, y, 20 * scale, INK)
        here = min(at_each, seats - index * at_each)
        chairs += [
            (x + right * scale, y + down * scale, CHAIR * scale)
            for right, down in around[:here]
        ]
    return Furnished(furniture, chairs)
