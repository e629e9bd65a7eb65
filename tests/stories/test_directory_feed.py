"""Who is new in the directory, as a feed at the same filter."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from hub.models import Organisation
from hub.slugs import free_slug
from tests import factories
from tests.feeds import announced, asked_again, read, texts
from tests.home.test_pages import queries_of
from tests.stories.listed import make_directory, make_kind, make_listed, shown

pytestmark = pytest.mark.once

FEED = "/da/virksomheder/feed/"


@pytest.fixture
def page(home):
    return make_directory()


def test_who_was_listed_last_comes_first(page, client):
    valby = factories.make_district(name_da="Valby")
    make_listed(name="Gammel", listed_on=dt.date(2026, 3, 5))
    new = make_listed(
        name="Ny & <b>", listed_on=dt.date(2026, 3, 6), slug="ny", districts=[valby],
        is_example=True,
    )  # fmt: skip
    make_listed(name="Ukendt dag")
    make_listed(name="Kladde", state="draft", listed_on=dt.date(2026, 3, 7))

    feed = read(client, FEED)

    assert texts(feed, "title") == ["Ny & <b> (Eksempel)", "Gammel", "Ukendt dag"]
    entry = feed.entries[0]
    assert entry.id == f"tag:testserver,2026:enterprise/{new.pk}/da"
    assert (entry.summary, entry.published) == (
        "Bager brød. Valby", "2026-03-06T12:00:00+01:00",
    )  # fmt: skip
    assert entry.link == "http://testserver/da/virksomheder/ny/"


@pytest.mark.parametrize("query", ["", "?kind=mad", "?kind=mad&only=rsv", "?goal=3"])
def test_each_one_of_the_page_is_in_the_feed_of_its_filter(page, client, query):
    food, rsv = make_kind("mad"), {"is_rsv": True, "rsv_checked_on": "2026-01-01"}
    make_listed(name="Et", kinds=[food], goals=[3], **rsv)
    make_listed(name="To", kinds=[food])
    make_listed(name="Tre", goals=[3])

    heads = shown(client, query.lstrip("?")).all("li", class_="space")
    listed = {each.find("h3/a").text for each in heads}

    assert listed
    assert set(texts(read(client, FEED + query), "title")) == listed


def test_a_filter_is_said_in_words_and_a_broken_one_is_left_out(page, client):
    make_kind("mad")
    make_listed(name="Et")

    words = read(client, f"{FEED}?kind=mad&only=new").feed.title
    broken = read(client, f"{FEED}?kind=mda", stays=False)

    assert words == "Virksomheder: Mad, Nye på kortet: under tolv måneder"
    assert texts(broken, "title") == ["Et"]


def test_an_unchanged_feed_is_not_sent_again(page, client):
    make_listed()

    assert asked_again(client, FEED) == [200, 304]


@pytest.mark.parametrize("number", [1, 3, 30])
def test_the_feed_costs_the_same_however_many_are_listed(page, client, number):
    for _ in range(number):
        make_listed()

    assert queries_of(client, FEED) == 8


def test_the_page_announces_its_feed(page, client):
    make_kind("mad")

    found = announced(shown(client, "kind=mad"))

    kind = "application/atom+xml"
    assert found == [(kind, FEED), (kind, f"{FEED}?kind=mad")]


def test_no_enterprise_is_given_the_address_of_the_feed(home):
    assert free_slug(Organisation, "Feed", "virksomhed") == "feed-2"


def test_the_admin_gives_no_enterprise_the_address_of_the_feed(db):
    with pytest.raises(ValidationError) as caught:
        factories.make_organisation(slug="feed").clean()

    assert caught.value.message_dict == {
        "slug": ["Listen over alle virksomheder skal selv bruge det ord."]
    }
