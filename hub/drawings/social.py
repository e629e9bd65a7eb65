"""The picture that other sites show beside a link: the title in the lamp's light.

It shows nobody's photograph, so sharing it asks nothing of anybody who is portrayed.
"""

from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from typing import NamedTuple

import resvg_py
from django.contrib.staticfiles import finders
from PIL import Image, ImageDraw, ImageFont

from hub.drawings import scenes
from hub.drawings.palette import BRICK, GLOW, INK, STAGE, WHITE

WIDTH, HEIGHT = 1200, 630  # what Open Graph's readers ask for
SCENE_WIDTH, LEFT, TOP = 640, 64, 76
TEXT_WIDTH = WIDTH - SCENE_WIDTH - LEFT - 40
LARGEST, SMALLEST = 68, 34
MOST_UNDER, UNDER_HEIGHT, GAP = 5, 36, 28
SIGN_TOP = HEIGHT - 96
FONT = "fonts/familjen-grotesk-latin-wght-normal.woff2"
BOLD = 700


class Card(NamedTuple):
    """What is drawn: `over` stands over the title, the lines `under` below it."""

    title: str
    theme: str
    seed: int = 0
    over: str = ""
    under: tuple[str, ...] = ()

    @property
    def version(self) -> str:
        """Another one for each other picture."""
        return sha256(repr(tuple(self)).encode()).hexdigest()[:10]

    def png(self, name: str) -> bytes:
        """The picture, 1200 x 630 pixels, with the site's `name` at the foot."""
        picture = Image.new("RGB", (WIDTH, HEIGHT), STAGE)
        picture.paste(_scene(self.theme, self.seed), (WIDTH - SCENE_WIDTH, 0))
        draw = ImageDraw.Draw(picture)
        top = TOP
        if self.over:
            draw.pieslice((LEFT, top, LEFT + 24, top + 24), 180, 360, GLOW)
            draw.text(
                (LEFT + 36, top - 8), _cut(self.over, _font(26)), WHITE, _font(26)
            )
            top += 56
        small = _font(28)
        under = [line for text in self.under for line in _lines(text, small)]
        under = [_cut(line, small) for line in under[:MOST_UNDER]]
        room = SIGN_TOP - GAP - top - (len(under) * UNDER_HEIGHT + GAP if under else 0)
        font, lines = _fitted(self.title, room)
        for line in lines:
            draw.text((LEFT, top), line, WHITE, font)
            top += _height(font)
        for place, line in enumerate(under):
            draw.text((LEFT, top + GAP + place * UNDER_HEIGHT), line, GLOW, small)
        _sign(draw, name)
        file = BytesIO()
        picture.save(file, "PNG", optimize=True)
        return file.getvalue()


def _scene(theme: str, seed: int) -> Image.Image:
    """The scene as high as the card, the middle of it."""
    svg = scenes.story_scene(theme, seed=seed, is_on_stage=True)
    svg = svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    png = resvg_py.svg_to_bytes(svg_string=svg, height=HEIGHT, skip_system_fonts=True)
    drawn = Image.open(BytesIO(png)).convert("RGB")
    edge = (drawn.width - SCENE_WIDTH) // 2
    return drawn.crop((edge, 0, edge + SCENE_WIDTH, HEIGHT))


def _font(size: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(finders.find(FONT), size)
    font.set_variation_by_axes([BOLD])
    return font


def _height(font: ImageFont.FreeTypeFont) -> int:
    return round(font.size * 1.08)


def _fitted(title: str, room: int) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    """The largest type in which the title fits, and its lines; else it is cut."""
    for size in range(LARGEST, SMALLEST - 1, -2):
        font = _font(size)
        lines = list(_lines(title, font))
        widest = max((font.getlength(line) for line in lines), default=0)
        most = room // _height(font)
        if widest <= TEXT_WIDTH and len(lines) <= most:
            return font, lines
    *kept, last = lines[:most]
    last = last if len(lines) <= most else f"{last} …"
    return font, [_cut(line, font) for line in (*kept, last)]


def _lines(text: str, font: ImageFont.FreeTypeFont) -> Iterator[str]:
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and font.getlength(longer) > TEXT_WIDTH:
            yield line
            longer = word
        line = longer
    if line:
        yield line


def _cut(text: str, font: ImageFont.FreeTypeFont) -> str:
    """As much of one line as there is room for."""
    if font.getlength(text) <= TEXT_WIDTH:
        return text
    text = text.removesuffix(" …")
    while text and font.getlength(f"{text} …") > TEXT_WIDTH:
        text = text[:-1].rstrip()
    return f"{text} …"


def _sign(draw: ImageDraw.ImageDraw, name: str) -> None:
    """The lamp over its light, as in the site's mark, and the site's name."""
    x, y = LEFT, SIGN_TOP
    draw.polygon(
        [(x + 6, y + 26), (x + 38, y + 26), (x + 44, y + 36), (x, y + 36)], GLOW
    )
    draw.pieslice((x + 3, y + 6, x + 41, y + 44), 180, 360, BRICK)
    draw.rectangle((x + 3, y + 24, x + 41, y + 26), INK)
    draw.text((x + 60, y + 2), name, WHITE, _font(30))
