"""A search that is followed: what is new as Atom, and its events as a calendar."""

import datetime as dt

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from hub.models import Theme
from search import indexing
from search.kinds.base import mark
from search.models import Entry, Lookup
from tests import factories
from tests.events.makers import evening, make_date, make_event, make_event_index
from tests.feeds import announced, asked_again, dates_in, read, texts
from tests.home.test_pages import queries_of
from tests.search.made import asked, make_document, put, titles
from tests.search.test_bad_input import ANY, SIGNS
from tests.spaces import makers
from tests.stories.listed import make_directory, make_listed
from tests.stories.makers import make_story, make_story_index

pytestmark = pytest.mark.usefixtures("home")
FEED, CALENDAR = "/da/soeg/feed/", "/da/soeg/kalender/"


def became_news(title: str, days_ago: int) -> None:
    """Let the index have learned of something so many days ago."""
    at = timezone.now() - dt.timedelta(days=days_ago)
    assert Entry.objects.filter(title=title).update(new_at=at)


# 1. Atom ----------------------------------------------------------------------------


def test_an_empty_question_follows_everything_the_newest_first(client):
    put(make_document("Ovn"), make_document("Gryde"), make_document("Kande"))
    became_news("Ovn", 2)
    became_news("Kande", 1)

    feed = read(client, FEED)

    assert feed.feed.title == "Alt nyt"
    assert texts(feed, "title") == ["Kande", "Ovn", "Gryde"]  # nobody knows since when
    assert texts(feed, "updated")[2] == "2026-01-01T00:00:00+00:00"


@pytest.mark.parametrize(
    "query", ["q=ovn", "q=ovn&kind=proposal", "district=valby", "q=ovn&theme=mad"]
)
def test_each_hit_of_the_page_is_in_the_feed_of_its_filter(client, query):
    valby = factories.make_district(name_da="Valby", slug="valby")
    theme = Theme.objects.create(slug="mad", name_da="Mad", name_en="Food")
    marks = mark("district", valby.pk), mark("theme", theme.pk)
    put(
        make_document("Ovn"),
        make_document("En ovn i Valby", marks=marks[:1]),
        make_document("Ovn og mad", marks=marks[1:]),
        make_document("Gryde i Valby", marks=marks),
    )

    listed = titles(asked(client, query))

    assert listed
    assert sorted(texts(read(client, f"{FEED}?{query}"), "title")) == sorted(listed)


@pytest.mark.parametrize("query", ["kind=", "q=ovn&kind="])
def test_a_feed_of_a_kind_has_nothing_else(client, query):
    put(make_document("Ovn"))

    found = [
        texts(read(client, f"{FEED}?{query}{kind}", stays=False), "title")
        for kind in ("proposal", "space")
    ]

    assert found == [["Ovn"], []]


def test_the_feed_holds_what_everybody_may_see_now(client):
    make_story_index()
    story = make_story(title="Brød")
    indexing.refresh()
    assert "Brød" in texts(read(client, FEED), "title")

    with factories.committed():
        story.unpublish()

    assert "Brød" not in texts(read(client, FEED), "title")


def test_an_entry_says_what_it_is_and_is_known_for_ever(client):
    put(make_document("Ovn & <b>", key="ovn", summary="Til brød.", is_example=True))

    (entry,) = read(client, FEED).entries

    assert (entry.title, entry.id) == (
        "Ovn & <b> (Eksempel)",
        "tag:testserver,2026:found/proposal/ovn/da",
    )
    assert entry.summary == "Forslag. Til brød."
    assert entry.link.startswith("http://testserver/da/ting/")


def test_the_feed_says_in_words_what_is_followed(client):
    factories.make_district(name_da="Valby", slug="valby")
    path = "/en/search/feed/?q=oven&kind=space&district=valby"

    feed = read(client, path)

    assert feed.feed.title == "Everything new: oven, Spaces, Valby"
    assert feed.feed.title_detail.language == "en"


def test_what_nobody_finds_yet_is_followed_until_somebody_does(client):
    put(make_document("Frivillige"))
    assert titles(asked(client, "q=frivxllige")) == ["Frivillige"]

    assert read(client, f"{FEED}?q=frivxllige").entries == []


def test_a_broken_filter_is_left_out_of_both_feeds(client):
    put(make_document("Ovn"))
    query = "?q=ovn&kind=<b>&district=nowhere&when=never&goal=99"

    assert texts(read(client, FEED + query, stays=False), "title") == ["Ovn"]
    assert dates_in(client, CALENDAR + query) == []


def test_who_follows_is_not_counted_among_those_who_look(client):
    put(make_document("Ovn"))

    read(client, f"{FEED}?q=ovn")
    dates_in(client, f"{CALENDAR}?q=ovn")

    assert Lookup.objects.count() == 0
    asked(client, "q=ovn")
    assert Lookup.objects.get().words == "ovn"


@settings(
    max_examples=60, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(text=ANY | SIGNS, kind=ANY, when=st.sampled_from(["", "month", "coming", "?"]))
@example(text="", kind="", when="")
@example(text="ovn " * 2_500, kind="story", when="")
@example(text="ovn \x0b\x1b\x7f\ufffe", kind="", when="")
@example(text='</title><script>alert(1)</script>"&', kind="<b>", when="year")
@example(text="BEGIN:VEVENT\r\nSUMMARY:x\r\n", kind="event", when="")
@example(text="\x00ovn\x00", kind="\x00", when="\x00")
def test_whatever_is_typed_gives_a_feed_and_a_calendar(client, text, kind, when):
    for path in (FEED, CALENDAR):
        answer = client.get(path, {"q": text, "kind": kind, "when": when})

        assert answer.status_code == 200
        query = answer.wsgi_request.GET.urlencode()
        if path == FEED:
            assert read(client, f"{path}?{query}", stays=False).entries == []
        else:
            assert dates_in(client, f"{path}?{query}") == []


# 2. The calendar --------------------------------------------------------------------


def test_the_calendar_has_the_dates_of_the_events_that_are_found(client):
    make_event_index()
    meal = make_event(title_da="Fællesspisning", slug="fs", kind="meal")
    make_event(title_da="Kladde med fællesspisning", status="draft")
    for day in (-40, -2, 3, 10):
        make_date(meal, starts_at=evening(day))
    make_date(make_event(title_da="Foredrag"), starts_at=evening(4))
    indexing.refresh()

    found = dates_in(client, f"{CALENDAR}?q=fællesspisning")
    everything = dates_in(client, CALENDAR)
    no_events = dates_in(client, f"{CALENDAR}?q=fællesspisning&kind=space")

    assert [each["DTSTART"].dt for each in found] == [evening(d) for d in (-2, 3, 10)]
    assert {str(each["SUMMARY"]) for each in found} == {"Fællesspisning"}
    assert (len(everything), no_events) == (4, [])


# 3. Both ----------------------------------------------------------------------------


def test_an_unchanged_feed_is_not_sent_again_and_a_changed_one_is(client):
    before = client.get(FEED).headers["ETag"]
    assert [asked_again(client, path) for path in (FEED, CALENDAR)] == [[200, 304]] * 2

    put(make_document("Ovn"))

    assert client.get(FEED, HTTP_IF_NONE_MATCH=before).status_code == 200


@pytest.mark.parametrize("number", [1, 3, 30])
def test_the_feeds_cost_the_same_however_much_is_found(client, number):
    make_story_index()
    make_directory()
    make_event_index()
    makers.make_index_page()
    for _ in range(min(number, 5)):  # so that some of each kind are among the newest
        make_story()
        make_listed()
        make_date(make_event())
        makers.make_space()
    put(*(make_document("Gryde") for _each in range(number)))
    indexing.refresh()

    found = [queries_of(client, path) for path in (FEED, f"{FEED}?q=gryde")]
    days = [queries_of(client, path) for path in (CALENDAR, f"{CALENDAR}?q=gryde")]

    assert (found, days) == ([9, 2], [4, 2])


def test_the_page_announces_its_feeds_and_leads_to_them(client):
    put(make_document("Ovn"))

    plain, chosen, spaces = (asked(client, q) for q in ("", "q=ovn", "q=x&kind=space"))

    whole = [("application/atom+xml", FEED), ("text/calendar", CALENDAR)]
    assert announced(plain) == whole
    assert announced(chosen) == [*whole, *((t, f"{url}?q=ovn") for t, url in whole)]
    assert announced(spaces) == [
        whole[0], ("application/atom+xml", f"{FEED}?q=x&kind=space"),
    ]  # fmt: skip
    leads_to = [url for _words, url in chosen.links()]
    assert f"{FEED}?q=ovn" in leads_to
    assert f"webcal://testserver{CALENDAR}?q=ovn" in leads_to


def test_where_another_word_was_meant_that_one_is_followed(client):
    put(make_document("Frivillige"))

    page = asked(client, "q=frivxllige")

    assert f"{FEED}?q=frivillige" in [url for _words, url in page.links()]
