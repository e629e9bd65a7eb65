"""The picture that other sites show beside a link: the title in the lamp's light.

It shows nobody's photograph, so sharing it asks nothing of anybody who is portrayed.
"""

from collections.abc import Iterator
from io import BytesIO

import resvg_py
from django.contrib.staticfiles import finders
from PIL import Image, ImageDraw, ImageFont

from hub.drawings import scenes
from hub.drawings.palette import BRICK, GLOW, INK, STAGE, WHITE

WIDTH, HEIGHT = 1200, 630  # what Open Graph's readers ask for
SCENE_WIDTH, LEFT, TOP = 640, 64, 76
TEXT_WIDTH = WIDTH - SCENE_WIDTH - LEFT - 40
LARGEST, SMALLEST, MOST_LINES = 68, 34, 6
FONT = "fonts/familjen-grotesk-latin-wght-normal.woff2"
BOLD = 700


def card(title: str, theme: str, *, seed: int = 0, over: str = "", name: str) -> bytes:
    """A PNG of 1200 x 630 pixels; `over` stands over the title, `name` at the foot."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), STAGE)
    picture.paste(_scene(theme, seed), (WIDTH - SCENE_WIDTH, 0))
    draw = ImageDraw.Draw(picture)
    top = TOP
    if over:
        draw.pieslice((LEFT, top, LEFT + 24, top + 24), 180, 360, GLOW)
        draw.text((LEFT + 36, top - 8), _cut(over, _font(26)), WHITE, _font(26))
        top += 56
    font, lines = _fitted(title)
    height = round(font.size * 1.08)
    for place, line in enumerate(lines):
        draw.text((LEFT, top + place * height), line, WHITE, font)
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


def _fitted(title: str) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    """The largest type in which the title fits, and its lines; else it is cut."""
    for size in range(LARGEST, SMALLEST - 1, -2):
        font = _font(size)
        lines = list(_lines(title, font))
        widest = max((font.getlength(line) for line in lines), default=0)
        if widest <= TEXT_WIDTH and len(lines) <= MOST_LINES:
            return font, lines
    *kept, last = lines[:MOST_LINES]
    last = last if len(lines) <= MOST_LINES else f"{last} …"
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
    x, y = LEFT, HEIGHT - 96
    draw.polygon(
        [(x + 6, y + 26), (x + 38, y + 26), (x + 44, y + 36), (x, y + 36)], GLOW
    )
    draw.pieslice((x + 3, y + 6, x + 41, y + 44), 180, 360, BRICK)
    draw.rectangle((x + 3, y + 24, x + 41, y + 26), INK)
    draw.text((x + 60, y + 2), name, WHITE, _font(30))
