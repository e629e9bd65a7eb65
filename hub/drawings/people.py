"""People at the table: faceless on purpose, so that nobody is portrayed."""

from typing import NamedTuple

from hub.drawings.palette import (
    BRICK,
    COPPER,
    COPPER_PALE,
    GLOW,
    HAIRS,
    INK,
    PINK,
    SKINS,
    SKY,
    WHITE,
)
from hub.drawings.shapes import circle, ellipse, line, path, place

CURLS = ((-24, -70), (-20, -90), (-4, -102), (14, -98), (24, -82), (25, -66))
FRINGE = {
    "short": "M-25-68C-30-110 30-110 25-68 16-86-8-88-25-68z",
    "long": "M-25-62C-32-110 32-110 25-62 20-84 2-90-6-88-14-84-22-76-25-62z",
    "curly": "M-25-68C-30-112 30-112 25-68 12-82-12-82-25-68z",
    "beard": "M-23-66C-24-34 24-34 23-66 14-54-14-54-23-66z",
}
FRINGE["bun"] = FRINGE["cap"] = FRINGE["short"]
SCARF = "M-34-74a34 34 0 0 1 68 0C36-44 46-34 40-22 20-8-20-8-40-22-46-34-36-44-34-74z"


class Look(NamedTuple):
    """How one person looks: skin, hair (or scarf), clothes, and an apron or none."""

    skin: str
    hair: str
    clothes: str
    style: str = "short"
    apron: str = ""


LOOKS = (
    Look(SKINS[2], PINK, COPPER_PALE, "scarf", BRICK),
    Look(SKINS[0], HAIRS[3], SKY, "beard", INK),
    Look(SKINS[3], HAIRS[4], GLOW, "curly", INK),
    Look(SKINS[4], HAIRS[3], BRICK, "bun"),
    Look(SKINS[1], HAIRS[0], COPPER, "long"),
    Look(SKINS[0], HAIRS[2], COPPER, "short", SKY),
    Look(SKINS[3], HAIRS[0], SKY, "long", COPPER),
    Look(SKINS[2], HAIRS[0], PINK, "beard"),
    Look(SKINS[0], HAIRS[1], PINK, "bun", INK),
    Look(SKINS[3], HAIRS[0], COPPER_PALE, "cap"),
    Look(SKINS[1], BRICK, WHITE, "scarf", COPPER),
    Look(SKINS[4], HAIRS[2], GLOW, "long"),
    Look(SKINS[1], HAIRS[0], SKY, "curly"),
)


def person(x: float, y: float, scale: float, look: Look) -> str:
    """Head and shoulders; (x, y) is between the shoulders."""
    body = _hair_behind(look)
    body += path("M-10-56h20v26h-20z", look.skin)
    body += path("M-60 70V12C-60-20-36-36 0-36S60-20 60 12V70z", look.clothes)
    if look.apron:
        body += path("M-24-10H24V70H-30V14z", look.apron)
        body += line("M-22-10L-10-36M22-10L10-36", look.apron, 6)
    else:
        body += path("M-14-36h28L0-20z", look.skin)
    return place(x, y, scale, body + _head(look))


def arms(x: float, y: float, scale: float, look: Look) -> str:
    """Forearms, drawn after the table so that the hands lie on it."""
    sleeves = line(
        "M-47 52C-49 66-42 76-24 76M47 52C49 66 42 76 24 76", look.clothes, 26
    )
    return place(x, y, scale, sleeves + line("M-22 76h2M20 76h2", look.skin, 21))


def _hair_behind(look: Look) -> str:
    """What is seen of the hair behind neck and shoulders."""
    if look.style == "long":
        return path("M-31-76a31 31 0 0 1 62 0V-16H-31z", look.hair)
    if look.style == "bun":
        return circle(0, -112, 14, look.hair)
    if look.style == "curly":
        return "".join(circle(x, y, 15, look.hair) for x, y in CURLS)
    return ""


def _head(look: Look) -> str:
    """Face, and hair, beard, cap or scarf around it."""
    if look.style == "scarf":
        return path(SCARF, look.hair) + ellipse(0, -70, 20, 24, look.skin)
    back = "" if look.style in ("curly", "beard") else circle(0, -78, 28, look.hair)
    head = back + ellipse(0, -68, 23, 26, look.skin)
    head += path(FRINGE[look.style], look.hair)
    if look.style == "cap":
        head += path("M-28-80C-28-112 28-112 28-80z", look.apron or look.clothes)
        head += path("M-4-82H40v6H-4z", INK)
    return head
