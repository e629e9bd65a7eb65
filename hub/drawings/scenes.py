"""The scenes: people around a table in the light of a workshop lamp."""

from typing import NamedTuple

from hub.drawings.objects import OBJECTS
from hub.drawings.palette import (
    BRICK,
    COPPER,
    COPPER_PALE,
    GLOW,
    GLOW_PALE,
    HAIRS,
    INK,
    MIST,
    PINK,
    ROOF,
    SKINS,
    SKY,
    STAGE,
)
from hub.drawings.people import LOOKS, Look, arms, person
from hub.drawings.shapes import below, drawing, path, place
from hub.drawings.stage import BACKDROPS, lamp, light, spire, table, table_legs, tower

WIDTH, HEIGHT = 800, 600
TABLE_Y = HEIGHT - 158
PERSON_Y = TABLE_Y - 116
PERSON_SCALE = 1.75
SEATS = {1: (400,), 2: (292, 508), 3: (196, 400, 604)}


class Scene(NamedTuple):
    """One theme: wall, lamp, light, how many people and from which look, and things."""

    wall: str
    shade: str
    people: int
    first_look: int
    things: tuple[tuple[int, str, float], ...]  # (x, name in OBJECTS, scale)
    backdrop: str = "plain"
    light: str = GLOW


SCENES: dict[str, Scene] = {
    "food": Scene(
        COPPER, BRICK, 2, 0,
        ((175, "bread", 1.1), (420, "bread", 1), (640, "jar", 1.1)), "plain",
    ),
    "bikes": Scene(
        BRICK, INK, 2, 9,
        ((150, "wheel", 1.25), (420, "mug", 1), (660, "toolbox", 0.9)), "tools",
        GLOW_PALE,
    ),
    "textile": Scene(
        SKY, BRICK, 2, 3,
        ((150, "books", 0.9), (412, "sewing", 1), (660, "jar", 1)), "clothes_line",
        GLOW_PALE,
    ),
    "green": Scene(
        PINK, COPPER, 2, 5,
        ((130, "plant", 1.35), (400, "crate", 1), (680, "plant", 1.2)), "window",
        GLOW_PALE,
    ),
    "repair": Scene(
        ROOF, BRICK, 2, 7,
        ((140, "radio", 1.05), (405, "toolbox", 0.9), (668, "chair", 1.2)), "tools",
    ),
    "sound": Scene(
        STAGE, COPPER, 1, 2,
        ((150, "speaker", 1.2), (400, "microphone", 1.1), (650, "speaker", 1.2)),
        "waves",
    ),
    "cafe": Scene(
        BRICK, COPPER, 3, 4,
        ((100, "coffee", 1), (300, "cake", 1), (506, "mug", 1), (706, "mug", 1)),
        "shelf", GLOW_PALE,
    ),
    "laundry": Scene(
        SKY, COPPER, 2, 10,
        ((165, "laundry", 1.15), (404, "iron", 1), (640, "laundry", 1)), "machines",
        GLOW_PALE,
    ),
    "roof_garden": Scene(
        SKY, BRICK, 3, 6,
        ((100, "watering_can", 0.9), (298, "plant", 1), (504, "crate", 0.9),
         (706, "plant", 1.1)), "roofs",
    ),
    "second_try": Scene(
        COPPER_PALE, BRICK, 2, 12,
        ((150, "parcel", 1.15), (404, "laptop", 0.95), (650, "chair", 1.15)), "arrows",
    ),
    "learning": Scene(
        COPPER, PINK, 3, 1,
        ((100, "globe", 1), (298, "books", 0.9), (504, "laptop", 0.9),
         (706, "books", 1)), "board", GLOW_PALE,
    ),
    "talk": Scene(
        PINK, INK, 2, 8,
        ((150, "coffee", 1), (400, "mug", 1), (650, "plant", 1.15)), "bubbles",
    ),
}  # fmt: skip
FALLBACK = "talk"

HERO_WIDTH, HERO_HEIGHT, HERO_X, HERO_TABLE_Y = 900, 720, 470, 560
HERO_PEOPLE = (
    (226, -76, 1.14, Look(SKINS[3], HAIRS[4], BRICK, "curly")),
    (354, -82, 1.22, Look(SKINS[0], HAIRS[3], SKY, "bun", INK)),
    (482, -86, 1.26, Look(SKINS[2], HAIRS[0], COPPER, "beard")),
    (610, -80, 1.2, Look(SKINS[1], BRICK, COPPER_PALE, "scarf")),
    (728, -74, 1.13, Look(SKINS[4], HAIRS[2], PINK, "short")),
)
HERO_THINGS = (
    (148, 44, 0.74, "plant"), (297, 52, 0.66, "bread"), (420, 56, 0.66, "mug"),
    (548, 54, 0.7, "sewing"), (668, 54, 0.54, "books"), (796, 46, 0.62, "bowl"),
)  # fmt: skip


def hero() -> str:
    """The front page's picture: five people under one lamp, the city behind them."""
    gable = f"M870 {HERO_HEIGHT}v-120l56-44 56 44v40l70-40 70 40v80z"
    body = tower(60, HERO_HEIGHT) + spire(838, HERO_HEIGHT) + path(gable, ROOF)
    body += light(HERO_X, 150, HERO_HEIGHT + 2, 396, GLOW)
    for x, up, scale, look in HERO_PEOPLE:
        body += person(x, HERO_TABLE_Y + up, scale, look)
    body += table_legs(HERO_X, HERO_TABLE_Y + 78, 420)
    body += table(HERO_X, HERO_TABLE_Y, 420, 78, COPPER_PALE)
    hands = "".join(
        arms(x, HERO_TABLE_Y + up, scale, look) for x, up, scale, look in HERO_PEOPLE
    )
    body += below(HERO_TABLE_Y - 1, hands)
    for x, down, scale, name in HERO_THINGS:
        body += place(x, HERO_TABLE_Y + down, scale, OBJECTS[name]())
    body += lamp(HERO_X, 150, 0.98, BRICK, 300)
    return drawing(HERO_WIDTH, HERO_HEIGHT, body, "hero__scene")


def story_scene(
    theme: str, *, seed: int = 0, label: str = "", is_on_stage: bool = False
) -> str:
    """The scene of a theme; another seed seats other people at the same table.

    `is_on_stage` draws it on the dark colour of a story's head. An unknown theme
    gets the talk at the table.
    """
    scene = SCENES.get(theme, SCENES[FALLBACK])
    wall = STAGE if is_on_stage else scene.wall
    seats = SEATS[scene.people]
    looks = _looks(scene.first_look + seed * 2, wall)
    body = path(f"M0 0H{WIDTH}V{HEIGHT}H0z", wall)
    body += "" if is_on_stage else BACKDROPS[scene.backdrop]()
    body += light(400, 132, HEIGHT - 4, 330, GLOW if is_on_stage else scene.light)
    for x, look in zip(seats, looks, strict=False):
        body += person(x, PERSON_Y, PERSON_SCALE, look)
    body += table(400, TABLE_Y, WIDTH // 2 + 80, 104, MIST)
    body += path(f"M-40 {TABLE_Y + 103}H{WIDTH + 40}V{HEIGHT + 4}H-40z", INK)
    for x, look in zip(seats, looks, strict=False):
        body += arms(x, PERSON_Y, PERSON_SCALE, look)
    for x, name, scale in scene.things:
        body += place(x, TABLE_Y + 72, scale, OBJECTS[name]())
    shade = BRICK if is_on_stage else scene.shade
    body += lamp(400, 132, 1.05, shade, 140)
    return drawing(WIDTH, HEIGHT, body, "illus", label)


def _looks(first: int, wall: str) -> list[Look]:
    """The people in turn from `first`, without those who vanish against the wall."""
    start = first % len(LOOKS)
    turned = LOOKS[start:] + LOOKS[:start]
    return [look for look in turned if wall not in (look.clothes, look.hair)]
