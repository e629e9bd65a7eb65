"""How lists say that they are followed, and that each query has its own feed."""

import pytest

from hub import pagecache
from hub.models import Theme
from tests import factories
from tests.events.makers import make_event_index
from tests.feeds import asked_again, read
from tests.home.test_proposals import tracker
from tests.reading import Page, words
from tests.search.made import make_document, put
from tests.search.test_following import ticked
from tests.stories.listed import make_directory
from tests.stories.makers import make_story, make_story_index

__all__ = ["tracker"]
pytestmark = [pytest.mark.once, pytest.mark.usefixtures("home")]
FEEDS = [
    "/da/soeg/feed/", "/da/soeg/kalender/", "/da/historier/feed/",
    "/da/kom-forbi/feed/", "/da/kom-forbi/kalender/", "/da/virksomheder/feed/",
    "/da/svar/feed/", "/da/svar/kalender/",
]  # fmt: skip
NARROWED = "district=valby&theme=mad"


@pytest.fixture
def lists(tracker):
    """Every list, with a district and a theme to narrow it by."""
    factories.make_district_page(
        factories.make_district(name_da="Valby", slug="valby"), slug="valby"
    )
    Theme.objects.create(slug="mad", name_da="Mad", name_en="Food")
    make_story_index()
    make_event_index()
    make_directory()
    make_story()
    put(make_document("Ovn"))


@pytest.fixture
def with_page_cache(settings):
    """The page cache as it runs on a live site."""
    settings.PAGE_CACHE = True
    pagecache.forget()


def ways(client, path: str) -> list[tuple[str, str]]:
    """The ways to follow that a page tells of: their words and addresses."""
    (section,) = Page(client.get(path)).all("section", id="follow")
    return [(words(link), link.get("href")) for link in section.iter("a")]


@pytest.mark.parametrize(
    "path",
    [
        f"/da/kom-forbi/?{NARROWED}&kind=meal",
        f"/da/kom-forbi/tidligere/?{NARROWED}",
        f"/da/historier/?{NARROWED}&area=health",
        f"/da/soeg/?q=ovn&{NARROWED}&when=year",
        f"/da/soeg/?q=qwrtzx&{NARROWED}",
    ],
)
def test_the_mail_takes_along_the_district_and_theme_of_a_list(lists, client, path):
    name, mail = ways(client, path)[0]

    assert (name, mail) == ("Med mail hver torsdag", f"/da/foelg/?{NARROWED}")
    assert ticked(Page(client.get(mail))) == ["Valby", "Mad"]


def test_a_district_is_followed_as_a_search_for_it(lists, client):
    page = factories.make_district_page(
        factories.make_district(name_da="Vanløse", slug="vanloese"), slug="vanloese"
    )

    found = ways(client, page.url)

    assert found == [
        ("Med mail hver torsdag", "/da/foelg/?district=vanloese"),
        ("I din kalender", "webcal://testserver/da/soeg/kalender/?district=vanloese"),
        ("Som Atom-feed", "/da/soeg/feed/?district=vanloese"),
    ]
    assert ticked(Page(client.get(found[0][1]))) == ["Vanløse"]


@pytest.mark.parametrize("path", ["/da/virksomheder/", "/da/historier/"])
def test_what_has_no_dates_is_followed_by_mail_and_feed(lists, client, path):
    found = ways(client, f"{path}?district=valby")

    assert found == [
        ("Med mail hver torsdag", "/da/foelg/?district=valby"),
        ("Som Atom-feed", f"{path}feed/?district=valby"),
    ]


@pytest.mark.parametrize("path", FEEDS)
def test_no_search_engine_lists_a_feed_also_from_the_cache(
    lists, client, with_page_cache, path
):
    found = [client.get(path).headers.get("X-Robots-Tag") for _each in range(2)]

    assert found == ["noindex", "noindex"]


def test_each_query_has_a_feed_of_its_own_also_from_the_cache(
    lists, client, with_page_cache
):
    queries = [
        "", "q=ovn", "q=gryde", "q=ovn&kind=space", "kind=space", "kind=story",
        "goal=3", "goal=4", "when=month", "when=year", "district=valby", "theme=mad",
    ]  # fmt: skip
    paths = [f"/da/soeg/feed/?{query}".rstrip("?") for query in queries]

    first, again = ([read(client, each).feed.title for each in paths] for _ in "12")

    assert len(set(first)) == len(queries)
    assert again == first


@pytest.mark.parametrize("path", ["/da/historier/feed/", "/da/virksomheder/feed/"])
def test_each_goal_has_a_feed_of_its_own_also_from_the_cache(
    lists, client, with_page_cache, path
):
    paths = [path, f"{path}?goal=3", f"{path}?goal=4"]

    first, again = ([read(client, each).feed.title for each in paths] for _ in "12")

    assert len(set(first)) == 3
    assert again == first


@pytest.mark.parametrize("query", ["", "?q=ovn", "?kind=space"])
def test_an_unchanged_feed_is_not_sent_again_also_from_the_cache(
    lists, client, with_page_cache, query
):
    assert asked_again(client, f"/da/soeg/feed/{query}") == [200, 304]
