"""A space has its page in both languages, whichever text exists."""

import pytest

from spaces.addresses import kept_from, space_url, space_urls
from spaces.models import SpacePage
from tests import factories
from tests.reading import Page
from tests.spaces import makers


@pytest.fixture
def lists(home):
    """The list of all spaces in both languages."""
    page = makers.make_index_page()
    factories.translate_page(page, {"title": "Spaces", "slug": "spaces"})
    return page


@pytest.fixture
def kitchen(lists):
    """A kitchen whose story is told in Danish only."""
    space = makers.make_space(
        name_da="Prøvekøkkenet", name_en="The test kitchen", slug="proevekoekkenet",
        kind="kitchen",
    )  # fmt: skip
    makers.make_space_page(space, title="Prøvekøkkenet", slug="koekkenet")
    return space


def crumbs(page: Page) -> list[tuple[str, str]]:
    """(words, address) of the breadcrumb."""
    (nav,) = page.all("nav", class_="crumbs")
    return [(link.text, link.get("href")) for link in nav.iter("a")]


def switch(page: Page) -> str:
    """Where the language switch leads."""
    (item,) = page.all("p", class_="lang")
    return next(item.iter("a")).get("href")


def test_a_space_without_an_english_text_has_its_page_all_the_same(kitchen, client):
    facts = Page(client.get("/en/spaces/proevekoekkenet/"))

    assert facts.text("h1") == "The test kitchen"
    assert crumbs(facts) == [("Front page", "/en/"), ("Spaces", "/en/spaces/")]
    assert space_url(kitchen, "en") == "/en/spaces/proevekoekkenet/"
    assert space_url(kitchen, "da") == "/da/lokaler/koekkenet/"


def test_the_language_switch_leads_both_ways_between_story_and_facts(kitchen, client):
    danish = Page(client.get("/da/lokaler/koekkenet/"))
    english = Page(client.get("/en/spaces/proevekoekkenet/"))

    assert (switch(danish), switch(english)) == (
        "/en/spaces/proevekoekkenet/",
        "/da/lokaler/koekkenet/",
    )
    ways = [
        [link.get("href") for link in page.all("link", rel="alternate")]
        for page in (danish, english)
    ]
    assert ways[0] == ways[1]
    assert [way.removeprefix("http://testserver") for way in ways[0]] == [
        "/da/lokaler/koekkenet/",
        "/en/spaces/proevekoekkenet/",
        "/da/lokaler/koekkenet/",
    ]


def test_the_danish_path_under_the_english_prefix_leads_to_the_facts(kitchen, client):
    answer = client.get("/en/lokaler/koekkenet/")

    assert (answer.status_code, answer.url) == (302, "/en/spaces/proevekoekkenet/")


def test_a_story_in_the_language_takes_the_place_of_the_facts(kitchen, client):
    story = SpacePage.objects.get()
    factories.translate_page(story, {"title": "The kitchen", "slug": "kitchen"})

    answer = client.get("/en/spaces/proevekoekkenet/?date=2026-11-26")

    assert (answer.status_code, answer.url) == (
        302,
        "/en/spaces/kitchen/?date=2026-11-26",
    )
    assert space_urls([kitchen], "en") == {kitchen.pk: "/en/spaces/kitchen/"}


@pytest.mark.parametrize("slug", ["proevekoekkenet", "kitchen"])
def test_a_draft_of_the_story_does_not_hide_the_facts(kitchen, client, slug):
    story = SpacePage.objects.get()
    words = {"title": "The kitchen", "slug": slug}
    draft = factories.translate_page(story, words, publish=False)
    assert (draft.live, draft.slug) == (False, slug)

    answer = client.get(f"/en/spaces/{slug}/", follow=True)

    assert answer.request["PATH_INFO"] == "/en/spaces/proevekoekkenet/"
    assert Page(answer).text("h1") == "The test kitchen"
    assert crumbs(Page(answer))[-1] == ("Spaces", "/en/spaces/")


def test_facts_that_are_not_shown_are_not_found(kitchen, client):
    assert client.get("/en/spaces/proevekoekkenet/").status_code == 200
    kitchen.is_open = False
    kitchen.save()

    assert client.get("/en/spaces/proevekoekkenet/").status_code == 404
    assert client.get("/en/spaces/findes-ikke/").status_code == 404


def test_without_a_list_of_spaces_an_address_leads_to_the_front_page(db):
    space = makers.make_space()

    assert (space_url(space, "da"), space_url(space, "en")) == ("/da/", "/da/")


def test_what_was_typed_travels_along_and_nothing_else(rf):
    query = rf.get("/?kind=kitchen&need=lift&need=loop&people=&page=2&utm_x=1").GET

    assert kept_from(query, date="2026-11-26", kind="") == (
        "?date=2026-11-26&need=lift&need=loop"
    )
    assert kept_from(rf.get("/?page=2").GET) == ""
