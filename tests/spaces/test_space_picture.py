"""The picture that other sites show beside a space's link: its facts, drawn."""

from io import BytesIO
from urllib.parse import urlsplit

import pytest
from django.utils.translation import override
from PIL import Image

from hub import social
from spaces.choices import SpaceKind
from spaces.models import Space
from spaces.social import SCENES, card_of, picture_of
from tests import factories
from tests.reading import Page
from tests.spaces import makers

pytestmark = pytest.mark.once


@pytest.fixture
def kitchen(home):
    """A kitchen whose story is told in Danish only."""
    page = makers.make_index_page()
    factories.translate_page(page, {"title": "Spaces", "slug": "spaces"})
    space = makers.make_space(
        name_da="Prøvekøkkenet", name_en="The test kitchen", slug="koekken",
        kind="kitchen", is_example=True,
    )  # fmt: skip
    makers.make_space_page(space, title="Prøvekøkkenet", slug="proev")
    return space


@pytest.mark.parametrize("url", ["/da/lokaler/proev/", "/en/spaces/koekken/"])
def test_a_story_and_a_page_of_facts_have_a_picture(kitchen, client, settings, url):
    (tag,) = Page(client.get(url)).all("meta", property="og:image")
    answer = client.get(tag.get("content").removeprefix(settings.SITE_URL))

    assert tag.get("content").startswith(f"{settings.SITE_URL}/{url[1:3]}/")
    assert answer["Content-Type"] == "image/png"
    assert answer["Cache-Control"] == "public, max-age=86400"
    assert Image.open(BytesIO(answer.content)).size == (1200, 630)


def test_it_says_which_and_where(kitchen):
    venue, district = kitchen.venue, kitchen.venue.district

    with override("da"):
        danish = card_of(kitchen)
    with override("en"):
        english = card_of(kitchen)

    assert (danish.title, danish.over) == ("Prøvekøkkenet", "Køkken · Eksempel")
    assert (english.title, english.over) == ("The test kitchen", "Kitchen · Example")
    assert danish.under == (venue.name_da, district.name_da)
    assert english.under == (venue.name_en, district.name_en or district.name_da)


def test_each_kind_has_a_scene():
    assert set(SCENES) == set(SpaceKind)


@pytest.mark.parametrize("facts", [{"name_da": "Nyt navn"}, {"kind": "shop"}])
def test_other_facts_have_another_address(kitchen, facts):
    before = picture_of(kitchen)

    Space.objects.update(**facts)

    assert picture_of(Space.objects.get()) != before


def test_a_space_that_is_not_shown_has_none(kitchen, client, settings):
    path = picture_of(kitchen).removeprefix(settings.SITE_URL)
    assert client.get(path).status_code == 200

    Space.objects.update(is_open=False)

    assert client.get(path).status_code == 404


def test_one_picture_is_drawn_once_whatever_address_asks_for_it(kitchen, client):
    path = urlsplit(picture_of(kitchen)).path
    other = path.replace(card_of(kitchen).version, "anything")
    social.drawn.cache_clear()

    answers = [client.get(each).content for each in (path, other, path)]

    assert answers[1:] == answers[:-1]
    assert social.drawn.cache_info().misses == 1
