"""Pages that are for some readers only are named to nobody else; drafts neither."""

import pytest
from wagtail.models import Page as AnyPage
from wagtail.models import PageViewRestriction

from home.models import DistrictIndexPage, GuidanceIndexPage, TrackerPage
from tests import factories
from tests.factories import committed
from tests.reading import Page

SECRET = "Lukket land"


def restrict(page: AnyPage) -> None:
    """Let only those who are signed in read the page and all below it."""
    kind = PageViewRestriction.LOGIN
    with committed():
        PageViewRestriction.objects.create(page=page, restriction_type=kind)


def shown(client, address: str) -> str:
    """All that a page says, head and addresses included."""
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("is_in_menu", [True, False], ids=["menu", "foot"])
def test_a_restricted_page_is_in_no_menu(home, client, is_in_menu):
    page = factories.make_standard_page(
        home, title=SECRET, slug="lukket", show_in_menus=is_in_menu
    )
    before = shown(client, "/da/")
    restrict(page)

    assert (SECRET in before, SECRET in shown(client, "/da/")) == (True, False)


def test_a_restricted_page_is_not_listed_above_it(home, client):
    above = factories.make_standard_page(home, title="Om", slug="om")
    factories.translate_page(above, {"title": "About", "slug": "about"})
    page = factories.make_standard_page(above, title=SECRET, slug="lukket")
    addresses = ["/da/om/", "/en/about/", "/sitemap.xml"]
    before = ["lukket" in shown(client, each) for each in addresses]
    restrict(page)

    after = ["lukket" in shown(client, each) for each in addresses]

    assert (before, after) == ([True, True, True], [False, False, False])


def test_a_restricted_translation_is_not_named(home, client):
    page = factories.make_standard_page(home, title="Om", slug="om")
    english = factories.translate_page(page, {"title": "About", "slug": "secretly"})
    before = shown(client, "/da/om/")
    restrict(english)

    assert ("secretly" in before, "secretly" in shown(client, "/da/om/")) == (
        True,
        False,
    )


def test_those_who_may_read_a_restricted_part_find_their_way_in_it(home, client):
    page = factories.make_standard_page(home, title="Om", slug="om")
    english = factories.translate_page(page, {"title": "About", "slug": "about"})
    factories.make_standard_page(page, title=SECRET, slug="lukket")
    restrict(page)
    restrict(english)
    client.force_login(factories.make_user())

    html = shown(client, "/da/om/")

    assert (SECRET in html, "/en/about/" in html) == (True, True)


@pytest.mark.parametrize(
    ("kind", "address"),
    [
        (DistrictIndexPage, "/da/"),
        (GuidanceIndexPage, "/da/"),
        (TrackerPage, "/da/strategien/anbefaling/"),
    ],
)
def test_a_restricted_section_has_no_door_band_or_link(home, client, kind, address):
    factories.make_proposal()
    above = factories.make_standard_page(home, title="Strategien", slug="strategien")
    factories.make_recommendation_page(parent=above, slug="anbefaling")
    page = factories.make_page(kind, home, title=SECRET, slug="lukket")
    before = shown(client, address)
    restrict(page)

    after = shown(client, address)

    assert ("/da/lukket/" in before, "/da/lukket/" in after) == (True, False)


def test_a_restricted_district_is_not_on_the_map(home, client):
    page = factories.make_district_page()
    other = factories.make_district_page(factories.make_district(official=2))
    addresses = ["/da/", "/da/bydele/", other.url]
    before = [page.url in shown(client, each) for each in addresses]
    restrict(page)

    after = [page.url in shown(client, each) for each in addresses]

    assert (before, after) == ([True, True, True], [False, False, False])


def test_restricted_guidance_is_not_listed(home, client):
    page = factories.make_guidance_page(title=SECRET)
    other = factories.make_guidance_page()
    recommendation = factories.make_recommendation_page()
    addresses = ["/da/kom-i-gang/", other.url, recommendation.url]
    before = [SECRET in shown(client, each) for each in addresses]
    restrict(page)

    after = [SECRET in shown(client, each) for each in addresses]

    assert (before, after) == ([True, True, True], [False, False, False])


def test_a_restricted_recommendation_is_not_linked(home, client):
    recommendation = factories.make_recommendation_page(slug="anbefaling")
    page = factories.make_guidance_page()
    before = shown(client, page.url)
    restrict(recommendation)

    after = shown(client, page.url)

    assert (recommendation.url in before, recommendation.url in after) == (True, False)


@pytest.fixture
def strategy(home):
    """The strategy with a chapter, chosen on both front pages."""
    page = factories.make_standard_page(home, title="Strategien", slug="strategien")
    factories.make_recommendation_page(parent=page, title="Anbefaling")
    factories.translate_page(page, {"title": "The strategy", "slug": "strategy"})
    home.strategy_page = page
    english = factories.home_in("en")
    english.strategy_page = page
    with committed():
        home.save_revision().publish()
        english.save_revision().publish()
    return page


def bands(client, address: str) -> int:
    """How often the front page shows or links the strategy outside menu and foot."""
    page = Page(client.get(address))
    sections = page.all("section", **{"aria-labelledby": "strategy"})
    return len(sections) + len(page.all("a", class_="btn"))


@pytest.mark.parametrize("close", ["unpublish", "restrict"])
def test_the_band_goes_with_its_section(strategy, client, close):
    before = [bands(client, address) for address in ("/da/", "/en/")]
    if close == "restrict":
        restrict(strategy)
    else:
        with committed():
            strategy.unpublish()

    after = [bands(client, address) for address in ("/da/", "/en/")]

    assert before == [3, 3]
    assert after == [0, 0]  # the English follows the Danish


@pytest.mark.parametrize("kind", [DistrictIndexPage, GuidanceIndexPage])
def test_a_door_goes_with_its_section(home, client, kind):
    page = factories.make_page(
        kind, home, title=SECRET, slug="lukket", show_in_menus=True
    )
    before = shown(client, "/da/")
    with committed():
        page.unpublish()

    after = shown(client, "/da/")

    assert ("/da/lukket/" in before, "/da/lukket/" in after) == (True, False)


def test_a_closed_site_keeps_its_menu_for_those_who_may_read_it(home, client):
    factories.make_standard_page(home, title="Om hubben", show_in_menus=True)
    restrict(home)
    client.force_login(factories.make_user())

    assert "Om hubben" in Page(client.get("/da/")).text("nav", id="menu")
