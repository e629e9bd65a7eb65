"""What stands around the people: the lamp, its light, the table and the wall behind."""

from collections.abc import Callable

from hub.drawings.palette import (
    BRICK,
    COPPER,
    COPPER_PALE,
    GLOW,
    INK,
    MIST,
    PINK,
    ROOF,
    SKY,
    STAGE,
    STEEL,
    WHITE,
)
from hub.drawings.shapes import circle, line, path, rectangle, ring


def lamp(x: float, y: float, scale: float, shade: str, cord: int) -> str:
    """An enamelled workshop lamp; (x, y) is the middle of its rim."""
    body = path(f"M-2-{cord}h4V-70h-4z", INK) + path("M-14-96h28v22h-28z", INK)
    body += circle(0, 0, 16, WHITE)
    body += path("M-92 0C-92-52-52-78 0-78S92-52 92 0z", shade)
    body += path("M-92 0h184v9h-184z", INK)
    return f'<g transform="translate({x} {y}) scale({scale})">{body}</g>'


def light(x: float, top: float, bottom: float, reach: float, colour: str) -> str:
    """The cone of light from the rim at `top` down to `bottom`."""
    return path(
        f"M{x - 80} {top}H{x + 80}L{x + reach:g} {bottom}H{x - reach:g}z", colour
    )


def table(x: float, y: float, reach: float, depth: float, edge: str) -> str:
    """A table seen from the front; (x, y) is the middle of its far edge."""
    left, right, front = x - reach, x + reach, y + depth
    top = path(f"M{left + 36} {y}H{right - 36}L{right} {front - 13}H{left}z", WHITE)
    return top + path(f"M{left} {front - 14}H{right}v14H{left}z", edge)


def table_legs(x: float, y: float, reach: float) -> str:
    """Legs, which a narrow screen leaves out."""
    left, right = x - reach + 70, x + reach - 70
    outline = f"M{left} {y}l-18 200h26l16-200zM{right} {y}l18 200h-26l-16-200z"
    return path(outline, INK, "legs")


def tower(x: float, y: float) -> str:
    """The town hall's tower."""
    outline = f"M{x - 26} {y}V{y - 230}h-8v-16h16L{x} {y - 350}l18 104h16v16h-8V{y}z"
    return path(outline, ROOF)


def spire(x: float, y: float) -> str:
    """A spiral spire."""
    outline = (
        f"M{x - 34} {y}V{y - 150}h10v-34h10v-30h8L{x} {y - 330}L{x + 6} {y - 214}"
        f"h8v30h10v34h10V{y}z"
    )
    bands = line(f"M{x - 24} {y - 170}l44-14M{x - 14} {y - 204}l28-10", STAGE, 4)
    return path(outline, ROOF) + bands + circle(x, y - 332, 5, GLOW)


def plain() -> str:
    """Nothing behind."""
    return ""


def shelf() -> str:
    """Two shelves with jars and loaves."""
    boards = path("M20 190H270v10H20zM540 190H790v10H540z", INK)
    things = "".join(rectangle(x, 144, 34, 46, COPPER_PALE) for x in (40, 88, 560, 704))
    return (
        boards + things + "".join(rectangle(x, 156, 56, 34, PINK) for x in (150, 616))
    )


def tools() -> str:
    """Tools on a wall."""
    hammer = line("M110 110v96M84 110h52", INK, 14)
    spanner = line("M206 124v84", STEEL, 14) + ring(206, 112, 16, STEEL, 10)
    saw = path("M560 120h130l20 50-150-14z", STEEL) + path("M700 112h46v66h-40z", BRICK)
    return hammer + spanner + saw


def clothes_line() -> str:
    """A shirt, a cloth and socks on a line."""
    cord = line("M0 84Q400 150 800 84", INK, 4)
    shirt = path(
        "M92 100l34-2 20 14 22-10 34 8 16 44-24 8-8-16v72h-78v-72l-10 14-22-12z", WHITE
    )
    cloth = path("M560 120l110-10v100l-110 6z", PINK)
    return cord + shirt + cloth + path("M704 108h26v60h26v22h-52z", GLOW)


def roofs() -> str:
    """A row of roofs under the sky."""
    outline = (
        "M0 400V250l60-50 60 50v-30h90v60l70-56 70 56v-40h110v30l80-60 80 60v-60h90"
        "v40l60-40 30 20v210z"
    )
    return path(outline, COPPER) + circle(690, 90, 44, WHITE)


def machines() -> str:
    """Washing machines along the wall."""
    drawn = ""
    for x in (24, 168, 512, 656):
        drawn += rectangle(x, 236, 124, 200, WHITE, 8) + rectangle(
            x, 236, 124, 34, STEEL
        )
        drawn += ring(x + 62, 338, 36, INK, 9) + circle(x + 62, 338, 30, SKY)
    return drawn


def waves() -> str:
    """Sound on its way."""
    drawn = ""
    for distance, height in ((190, 150), (150, 210), (108, 270)):
        top = 235 - height // 2
        bow = f"a{height * 0.6:g} {height * 0.6:g} 0 0"
        drawn += f"M{distance} {top}{bow} 0 0 {height}"
        drawn += f"M{800 - distance} {top}{bow} 1 0 {height}"
    return line(drawn, BRICK, 12)


def window() -> str:
    """A window on either side."""
    frames = "".join(rectangle(x, 70, 170, 210, SKY) for x in (50, 580))
    bars = line("M50 175h170M135 70v210M580 175h170M665 70v210", WHITE, 10)
    return frames + bars


def board() -> str:
    """A blackboard with a drawing."""
    plate = rectangle(30, 70, 260, 180, INK) + rectangle(510, 70, 260, 180, INK)
    return plate + line(
        "M66 214l60-70 44 40 70-84M556 120h90M556 160h150M556 200h60", MIST, 8
    )


def bubbles() -> str:
    """Two speech bubbles."""
    said = path("M46 80h190v110h-92l-44 44v-44h-54z", WHITE)
    answer = path("M560 110h190v110h-54v44l-44-44h-92z", COPPER_PALE)
    return said + answer + line("M84 118h114M84 152h70M600 148h110M600 182h76", INK, 9)


def arrows() -> str:
    """Two arrows that turn back: used once more."""
    bent = "M214 130a84 84 0 1 0 24 74M222 84v54h-54"
    bent += "M586 130a84 84 0 1 1-24 74M578 84v54h54"
    return line(bent, COPPER, 15)


BACKDROPS: dict[str, Callable[[], str]] = {
    draw.__name__: draw
    for draw in (
        plain, shelf, tools, clothes_line, roofs, machines, waves, window, board,
        bubbles, arrows,
    )
}  # fmt: skip
