"""The drawings keep their promises."""

from itertools import combinations
from xml.etree import ElementTree

import pytest

from hub.drawings import icons, plans, scenes, tilemap
from hub.drawings.tilemap import Tile
from hub.templatetags import drawings as tags

SVG = "{http://www.w3.org/2000/svg}"
NASTY = 'Tom & "Jerry" <script>'


def parsed(svg):
    """The drawing as a tree; a drawing that is not well-formed XML fails here."""
    named = svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    return ElementTree.fromstring(named)  # noqa: S314


def chairs(svg):
    (group,) = (g for g in parsed(svg).iter(f"{SVG}g") if g.get("class") == "chairs")
    return [
        tuple(float(chair.get(side)) for side in ("x", "y", "width", "height"))
        for chair in group
    ]


def every_drawing():
    yield scenes.hero()
    for theme in scenes.SCENES:
        yield scenes.story_scene(theme, seed=4)
        yield scenes.story_scene(theme, is_on_stage=True)
    for kind in plans.PLANS:
        yield plans.plan(kind, 9)
    yield tilemap.tile_map([Tile(3, "Nørrebro", "?b=3", pins=(1, 2))], "Bydele")


@pytest.mark.parametrize("kind", plans.PLANS)
@pytest.mark.parametrize("seats", [0, 1, 2, 8, 13, 80, 120])
def test_plan_has_as_many_chairs_as_seats(kind, seats):
    assert len(chairs(plans.plan(kind, seats))) == seats


@pytest.mark.parametrize("kind", plans.PLANS)
def test_plan_keeps_every_chair_inside_the_walls_and_clear_of_the_others(kind):
    left, top, right, bottom = plans.WALLS
    for seats in range(1, plans.MOST_CHAIRS + 1):
        placed = chairs(plans.plan(kind, seats))
        outside = [
            (x, y)
            for x, y, wide, high in placed
            if x < left or y < top or x + wide > right or y + high > bottom
        ]
        assert (seats, outside) == (seats, [])
        assert len({(x, y) for x, y, _, _ in placed}) == seats


def test_plan_of_an_unknown_kind_is_a_meeting_room():
    assert plans.plan("cellar", 6) == plans.plan("meeting_room", 6)


def test_plan_stops_at_the_most_chairs_a_room_can_show():
    assert len(chairs(plans.plan("hall", 900))) == plans.MOST_CHAIRS


def test_every_drawing_is_well_formed_and_has_no_style_and_no_id():
    for svg in every_drawing():
        for element in parsed(svg).iter():
            assert {"style", "id"} & set(element.attrib) == set()


def test_themes_and_kinds_differ_from_each_other():
    drawn = [scenes.story_scene(theme) for theme in scenes.SCENES]
    drawn += [plans.plan(kind, 8) for kind in plans.PLANS]
    assert [pair for pair in combinations(drawn, 2) if pair[0] == pair[1]] == []


def test_scene_is_the_same_for_a_seed_and_another_for_the_next():
    assert scenes.story_scene("food", seed=5) == scenes.story_scene("food", seed=5)
    assert scenes.story_scene("food", seed=5) != scenes.story_scene("food", seed=6)


def test_scene_of_an_unknown_theme_is_the_talk():
    assert scenes.story_scene("") == scenes.story_scene("talk")


def test_scene_seats_its_people_for_every_seed():
    for theme, scene in scenes.SCENES.items():
        for seed in range(len(scenes.LOOKS)):
            looks = scenes._looks(scene.first_look + seed * 2, scene.wall)
            assert (theme, seed, len(looks) >= scene.people) == (theme, seed, True)


@pytest.mark.parametrize(
    "draw",
    [
        lambda: scenes.story_scene("food", label=NASTY),
        lambda: plans.plan("hall", 3, NASTY),
        lambda: tilemap.tile_map([], NASTY),
        lambda: icons.icon("mail", NASTY),
    ],
)
def test_label_is_escaped_and_read_aloud(draw):
    assert parsed(draw()).get("aria-label") == NASTY


def test_drawing_without_a_label_is_hidden_from_screen_readers():
    assert parsed(scenes.story_scene("food")).get("aria-hidden") == "true"
    assert parsed(plans.plan("hall", 3)).get("aria-hidden") == "true"


def test_tile_map_has_ten_districts_of_which_those_given_are_links():
    tree = parsed(
        tilemap.tile_map(
            [
                Tile(1, "Indre By", "/da/?d=1", note="3 lokaler", has=True),
                Tile(9, "Amager Øst", "/da/?a=1&d=9", is_active=True),
            ],
            "Bydele",
        )
    )
    tiles = [g for g in tree.iter(f"{SVG}g") if g.get("role") == "listitem"]
    links = [dict(link.attrib) for link in tree.iter(f"{SVG}a")]
    assert [g.get("class") for g in tiles].count("tile") == 8
    assert len(tiles) == 10
    assert links == [
        {"href": "/da/?d=1", "aria-label": "Indre By, 3 lokaler"},
        {"href": "/da/?a=1&d=9", "aria-label": "Amager Øst", "aria-current": "true"},
    ]


def test_tile_map_escapes_what_people_wrote():
    tree = parsed(tilemap.tile_map([Tile(1, NASTY, NASTY, NASTY, pins=[NASTY])], "x"))
    (link,) = tree.iter(f"{SVG}a")
    assert (link.get("href"), link.get("aria-label")) == (NASTY, f"{NASTY}, {NASTY}")


def test_tile_map_counts_the_pins_it_has_no_room_for():
    tree = parsed(tilemap.tile_map([Tile(8, "Bispebjerg", pins=range(1, 8))], "x"))
    (group,) = (g for g in tree.iter(f"{SVG}g") if g.get("class") == "pin")
    assert [text.text for text in group.iter(f"{SVG}text")] == ["1", "2", "3", "+4"]


def test_tiles_of_the_map_do_not_overlap():
    for one, other in combinations([*tilemap.BOXES.values(), tilemap.NEIGHBOUR], 2):
        beside = one.x + one.width <= other.x or other.x + other.width <= one.x
        apart = one.y + one.height <= other.y or other.y + other.height <= one.y
        assert beside or apart, (one.lines, other.lines)


def test_every_icon_is_well_formed():
    for name in icons.ICONS:
        assert parsed(icons.icon(name)).get("class") == "i"


def test_unknown_icon_is_an_error():
    with pytest.raises(KeyError):
        icons.icon("unicorn")


def test_tags_return_safe_drawings():
    made = [
        (tags.icon("mail"), icons.icon("mail")),
        (tags.hero_scene(), scenes.hero()),
        (tags.scene("food", None), scenes.story_scene("food")),
        (tags.floor_plan("hall", None), plans.plan("hall", 0)),
        (tags.tile_map([], "x"), tilemap.tile_map([], "x")),
    ]
    for tag, drawing in made:
        assert tag.__html__() == drawing
