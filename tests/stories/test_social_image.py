"""The picture that other sites show beside a story's link."""

from io import BytesIO

import pytest
from PIL import Image

from hub.drawings import social
from stories.models import StoryPage
from tests.stories.makers import make_story

pytestmark = pytest.mark.once


def path_of(page: StoryPage, settings) -> str:
    return page.social_image.removeprefix(settings.SITE_URL)


def test_a_story_has_a_picture_of_its_own(db, client, settings):
    page = make_story(kicker="Mad", scene="food")

    answer = client.get(path_of(page, settings))

    assert answer["Content-Type"] == "image/png"
    assert answer["Cache-Control"] == "public, max-age=86400"
    assert Image.open(BytesIO(answer.content)).size == (1200, 630)
    assert client.get(page.url).text.count(page.social_image) >= 1


def test_another_title_has_another_address(db, settings):
    page = make_story()
    before = page.social_image

    page.title = "Ti gryder"

    assert page.social_image != before


def test_a_story_that_is_not_public_has_none(db, client, settings):
    page = make_story()
    path = path_of(page, settings)
    assert client.get(path).status_code == 200
    english = path.replace("/da/historiebillede/", "/en/story-picture/")
    assert english != path
    assert client.get(english).status_code == 404

    page.unpublish()

    assert client.get(path).status_code == 404


@pytest.mark.parametrize("title", ["", "Ø", "Socialøkonomi " * 30, "x" * 400])
def test_any_title_can_be_drawn(title):
    card = social.Card(title, "no such scene", 0, "x" * 200, ("y" * 200, "Æ " * 300))

    png = card.png("Spotlight")

    assert Image.open(BytesIO(png)).size == (social.WIDTH, social.HEIGHT)


def test_a_long_title_is_cut_where_the_room_ends():
    font, lines = social._fitted("Socialøkonomi " * 30, 250)

    assert len(lines) == 250 // social._height(font)
    assert lines[-1].endswith("…")
    assert all(font.getlength(line) <= social.TEXT_WIDTH for line in lines)
