"""What lies on the table. Each stands on y = 0, with x = 0 in its middle."""

from collections.abc import Callable
from math import cos, radians, sin

from hub.drawings.palette import (
    BRICK,
    COPPER,
    COPPER_PALE,
    CRUST,
    GLOW,
    INK,
    LEAF,
    PINK,
    SKY,
    STEEL,
    WHITE,
    WOOD,
    WOOD_DARK,
)
from hub.drawings.shapes import circle, line, path, ring


def bread() -> str:
    """A loaf of bread."""
    cuts = line("M-34-46l16 22M-4-52l16 24M26-48l14 20", CRUST, 7)
    return path("M-64 0C-78-46-40-62 0-62S78-46 64 0z", WOOD) + cuts


def bowl() -> str:
    """A bowl of salad."""
    dish = path("M-46-40H46C44-12 24 0 0 0S-44-12-46-40z", SKY)
    return dish + path("M-40-40C-30-62 30-62 40-40z", COPPER)


def plant() -> str:
    """A plant in a pot."""
    leaves = "".join(
        f'<ellipse cx="0" cy="-38" rx="13" ry="36" fill="{colour}"'
        f' transform="translate(0 -44) rotate({turn})"/>'
        for turn, colour in (
            (-58, COPPER), (54, COPPER), (-26, LEAF), (24, LEAF), (0, COPPER)
        )
    )  # fmt: skip
    return leaves + path("M-30-48H30L22 0H-22z", BRICK)


def mug() -> str:
    """A mug."""
    handle = line("M20-32c22-2 22 24 0 20", BRICK, 8)
    return handle + path("M-22-42H22V-8c0 5-3 8-8 8h-28c-5 0-8-3-8-8z", BRICK)


def sewing() -> str:
    """A sewing machine with cloth under the needle."""
    machine = path("M-84-18H84V0H-84z", INK)
    machine += path("M-62-104H52c14 0 24 10 24 24v64H36V-62H-34v26h-28z", INK)
    machine += line("M-48-36v20", STEEL, 4) + circle(78, -66, 13, GLOW)
    return machine + path("M-100-8h60v8h-60z", PINK)


def wheel() -> str:
    """A bicycle wheel."""
    spokes = "".join(
        f"M0-84L{78 * sin(radians(turn)):.0f} {-84 - 78 * cos(radians(turn)):.0f}"
        for turn in range(0, 360, 30)
    )
    return (
        ring(0, -84, 78, INK, 11) + line(spokes, INK, 2.5) + circle(0, -84, 10, BRICK)
    )


def crate() -> str:
    """A crate of vegetables."""
    fruit = circle(-34, -58, 20, BRICK) + circle(6, -64, 22, LEAF)
    fruit += circle(40, -56, 19, GLOW)
    boards = path("M-66-52H66V0H-66z", WOOD)
    return fruit + boards + line("M-66-26H66M-58-46v40M58-46v40", WOOD_DARK, 5)


def laptop() -> str:
    """An open laptop."""
    lid = path("M-50-62H50V-8H-50z", INK) + path("M-44-56H44V-14H-44z", COPPER_PALE)
    return lid + path("M-66-8H66V0H-66z", STEEL)


def chair() -> str:
    """A chair which is being mended."""
    return line("M-30 0V-52H30V0M-30-52V-118H30V-52M-30-86H30", BRICK, 11)


def books() -> str:
    """Three books in a pile."""
    pile = path("M-50-20H40V0H-50z", COPPER) + path("M-38-40H50v20H-38z", BRICK)
    return pile + path("M-46-58H34v18H-46z", SKY)


def jar() -> str:
    """A jar with a lid."""
    glass = path("M-22-56H22V-6c0 4-2 6-6 6h-32c-4 0-6-2-6-6z", PINK)
    return glass + path("M-24-68H24v12H-24z", INK)


def radio() -> str:
    """A radio."""
    body = line("M-30-66L18-112", INK, 5) + path("M-64-66H64V0H-64z", SKY)
    dial = circle(-30, -33, 21, INK) + circle(-30, -33, 8, GLOW)
    return body + dial + path("M6-52h44v12H6z", WHITE) + line("M10-20h36", INK, 5)


def toolbox() -> str:
    """A box of tools."""
    grip = line("M-26-54v-18h52v18", INK, 9)
    return grip + path("M-62-54H62V0H-62z", BRICK) + path("M-10-40h20v20h-20z", GLOW)


def speaker() -> str:
    """A loudspeaker."""
    box = path("M-40-128H40V0H-40z", INK)
    return (
        box
        + circle(0, -40, 28, STEEL)
        + circle(0, -40, 12, INK)
        + circle(0, -98, 15, STEEL)
    )


def microphone() -> str:
    """A microphone on a table stand."""
    stand = line("M0-2V-70", INK, 7) + path("M-32-8H32V0H-32z", INK)
    return (
        stand
        + path("M-17-84a17 17 0 0 1 34 0v22a17 17 0 0 1-34 0z", STEEL)
        + line("M-17-76H17", INK, 4)
    )


def coffee() -> str:
    """A pot of coffee."""
    pot = line("M30-66c34-4 32 44 2 40", INK, 8)
    pot += path("M-30-84H34L40-6c0 4-2 6-6 6h-66c-4 0-6-2-6-6z", COPPER)
    return pot + path("M-28-84l-18-14h14z", COPPER) + path("M-22-96H28v12H-22z", INK)


def cake() -> str:
    """A layer cake on a stand."""
    stand = path("M-8-24H8V-6H24V0H-24V-6H-8z", INK) + path("M-60-30H60v8H-60z", INK)
    layers = path("M-48-74H48v44H-48z", CRUST) + path("M-48-58H48v10H-48z", PINK)
    return stand + layers + path("M-52-80H52v12H-52z", WHITE) + circle(0, -87, 9, BRICK)


def laundry() -> str:
    """Folded laundry in a basket."""
    cloth = path("M-44-74H40v16H-44z", SKY) + path("M-50-60H46v16H-50z", WHITE)
    basket = path("M-64-46H64L54 0H-54z", WOOD)
    return (
        cloth
        + basket
        + line("M-58-24H58M-30-44L-26-2M0-44V-2M30-44L26-2", WOOD_DARK, 4)
    )


def iron() -> str:
    """A flat-iron."""
    handle = line("M-36-44c4-26 56-30 62-4", INK, 10)
    return (
        handle
        + path("M-60-10C-52-46-10-50 52-46V-10z", SKY)
        + path("M-66-10H56V0H-66z", STEEL)
    )


def watering_can() -> str:
    """A watering can."""
    grip = line("M34-58c40-6 40 46 2 44", COPPER, 8) + line("M-34-20L-76-62", COPPER, 9)
    rose = path("M-92-60l22-18 6 12-10 14z", COPPER)
    return (
        grip
        + rose
        + path("M-36-66H36V0H-36z", COPPER)
        + path("M-36-46H36v10H-36z", GLOW)
    )


def globe() -> str:
    """A globe on its stand."""
    stand = path("M-34-8H34V0H-34z", INK) + line("M0-8V-26", INK, 8)
    ball = circle(0, -64, 40, SKY) + path("M-30-80c20-16 30 4 16 14s-8 30-22 8z", LEAF)
    return stand + ball + path("M8-48c14-12 30-4 26 8-8 14-22 14-26-8z", LEAF)


def parcel() -> str:
    """A parcel that is used once more."""
    box = path("M-54-64H54V0H-54z", WOOD) + path("M-12-64h24v64h-24z", CRUST)
    return box + line("M18-16h24M18-26h24", WOOD_DARK, 4)


OBJECTS: dict[str, Callable[[], str]] = {
    draw.__name__: draw
    for draw in (
        bread, bowl, plant, mug, sewing, wheel, crate, laptop, chair, books, jar,
        radio, toolbox, speaker, microphone, coffee, cake, laundry, iron,
        watering_can, globe, parcel,
    )
}  # fmt: skip
