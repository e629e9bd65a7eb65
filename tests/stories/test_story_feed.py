"""The feeds of stories, as what readers use reads them."""

import datetime as dt

import pytest

from tests import factories
from tests.feeds import address, asked_again, read, texts
from tests.stories.makers import make_story, make_story_index
from tests.stories.test_story_page import about


@pytest.fixture
def index(home):
    return make_story_index()


def test_an_empty_feed_is_a_feed(index, client):
    feed = read(client, "/da/historier/feed/")

    assert feed.feed.title == "Historier"
    assert feed.entries == []


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
    entry = feed.entries[1]
    assert entry.summary == "Ovnen &lt;b&gt; er varm."  # read as HTML
    assert entry.author == "Amina"
    assert entry.published == "2026-03-05T12:00:00+01:00"
    assert address(entry, "alternate") == f"http://testserver{old.url}"


def test_a_feed_of_a_filter_has_only_what_it_lets_through(index, client):
    district = factories.make_district(name_da="Valby", slug="valby")
    about(make_story(title="Et"), districts=[district], areas=["health"])
    make_story(title="To")

    feed = read(client, "/da/historier/feed/?district=valby&area=health")

    assert texts(feed, "title") == ["Et"]
    assert feed.feed.title == "Historier: Valby, Sundhed"


def test_a_broken_filter_is_left_out_of_the_feed(index, client):
    make_story(title="Et")

    feed = read(client, "/da/historier/feed/?area=helth", stays=False)

    assert texts(feed, "title") == ["Et"]
    assert address(feed.feed, "self") == "http://testserver/da/historier/feed/"


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
    assert [f.feed.title_detail.language for f in (danish, english)] == ["da", "en"]
    assert set(texts(danish, "id")) & set(texts(english, "id")) == set()


def test_an_unchanged_feed_is_not_sent_again_also_an_empty_one(index, client):
    assert asked_again(client, "/da/historier/feed/") == [200, 304]

    make_story(title="Et")

    assert asked_again(client, "/da/historier/feed/") == [200, 304]


def test_a_story_that_is_taken_down_leaves_the_feed(index, client):
    story = make_story(title="Brød")
    assert texts(read(client, "/da/historier/feed/"), "title") == ["Brød"]

    with factories.committed():
        story.unpublish()

    assert read(client, "/da/historier/feed/").entries == []
