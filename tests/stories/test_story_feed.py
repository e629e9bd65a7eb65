"""The feeds of stories, read as strictly as the standard library can.

feedparser is no requirement of ours: what RFC 4287 demands is checked by hand.
"""

import datetime as dt
from xml.etree import ElementTree

import pytest

from tests import factories
from tests.stories.makers import make_story, make_story_index
from tests.stories.test_story_page import about

ATOM = "{http://www.w3.org/2005/Atom}"
FEED = {"title", "id", "updated"}
ENTRY = {"title", "id", "updated", "published", "link", "summary"}


def read(client, path: str) -> ElementTree.Element:
    """A feed that has what RFC 4287 (4.1) demands."""
    response = client.get(path)
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = ElementTree.fromstring(response.content)  # noqa: S314 -- ours
    for node, needed in [(feed, FEED), *((e, ENTRY) for e in entries(feed))]:
        names = [child.tag.removeprefix(ATOM) for child in node]
        assert needed - set(names) == set()
        assert {name: names.count(name) for name in needed - {"link"}} == dict.fromkeys(
            needed - {"link"}, 1
        )
        for moment in (node.find(f"{ATOM}updated"), node.find(f"{ATOM}published")):
            assert moment is None or dt.datetime.fromisoformat(moment.text).tzinfo
    has_author = feed.find(f"{ATOM}author/{ATOM}name") is not None
    assert has_author or all(e.find(f"{ATOM}author") is not None for e in entries(feed))
    assert address(feed, "self") == f"http://testserver{path}"
    return feed


def entries(feed) -> list:
    return feed.findall(f"{ATOM}entry")


def address(node, rel: str) -> str:
    return next(
        link.get("href")
        for link in node.findall(f"{ATOM}link")
        if link.get("rel") == rel
    )


def texts(feed, name: str) -> list[str]:
    return [entry.find(f"{ATOM}{name}").text for entry in entries(feed)]


@pytest.fixture
def index(home):
    return make_story_index()


def test_an_empty_feed_is_a_feed(index, client):
    feed = read(client, "/da/historier/feed/")

    assert feed.find(f"{ATOM}title").text == "Historier"
    assert entries(feed) == []


def test_the_feed_names_each_story_once_and_for_ever(index, client):
    old = make_story(
        title="Brød & job", standfirst="Ovnen <b> er varm.", byline="Amina",
        published_on=dt.date(2026, 3, 5), slug="broed",
    )  # fmt: skip
    make_story(title="Nyere", published_on=dt.date(2026, 3, 6))
    make_story(title="Kladde", live=False)

    feed = read(client, "/da/historier/feed/")

    assert texts(feed, "title") == ["Nyere", "Brød & job"]
    ids = texts(feed, "id")
    assert ids[1] == f"tag:testserver,2026:story/{old.translation_key}/da"
    assert len(set(ids)) == 2
    entry = entries(feed)[1]
    assert entry.find(f"{ATOM}summary").text == "Ovnen <b> er varm."
    assert entry.find(f"{ATOM}author/{ATOM}name").text == "Amina"
    assert entry.find(f"{ATOM}published").text == "2026-03-05T12:00:00+01:00"
    assert address(entry, "alternate") == f"http://testserver{old.url}"


def test_a_feed_of_a_filter_has_only_what_it_lets_through(index, client):
    district = factories.make_district(name_da="Valby", slug="valby")
    about(make_story(title="Et"), districts=[district], areas=["health"])
    make_story(title="To")

    feed = read(client, "/da/historier/feed/?district=valby&area=health")

    assert texts(feed, "title") == ["Et"]
    assert feed.find(f"{ATOM}title").text == "Historier: Valby, Sundhed"


def test_a_broken_filter_is_left_out_of_the_feed(index, client):
    make_story(title="Et")

    response = client.get("/da/historier/feed/?area=helth")

    feed = ElementTree.fromstring(response.content)  # noqa: S314 -- ours
    assert texts(feed, "title") == ["Et"]
    assert address(feed, "self") == "http://testserver/da/historier/feed/"


def test_each_language_has_its_own_feed(index, client):
    factories.translate_page(index, {"slug": "stories", "title": "Stories"})
    story = make_story(title="Brød", slug="broed")
    make_story(title="Kun på dansk")
    factories.translate_page(story, {"title": "Bread", "slug": "bread"})

    danish, english = (
        read(client, path) for path in ("/da/historier/feed/", "/en/stories/feed/")
    )

    assert sorted(texts(danish, "title")) == ["Brød", "Kun på dansk"]
    assert texts(english, "title") == ["Bread"]
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    assert (danish.get(lang), english.get(lang)) == ("da", "en")
    assert set(texts(danish, "id")) & set(texts(english, "id")) == set()


def test_a_story_that_is_taken_down_leaves_the_feed(index, client):
    story = make_story(title="Brød")
    assert texts(read(client, "/da/historier/feed/"), "title") == ["Brød"]

    with factories.committed():
        story.unpublish()

    assert entries(read(client, "/da/historier/feed/")) == []
