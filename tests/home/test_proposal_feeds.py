"""The feeds of the tracker: what happened as Atom, target dates as a calendar."""

import datetime as dt

import pytest

from home.models.proposals import Answer, Status
from tests import factories
from tests.feeds import announced, asked_again, dates_in, read, texts
from tests.home.test_pages import queries_of
from tests.home.test_proposals import TODAY, entry, tracker
from tests.reading import Page

__all__ = ["tracker"]
FEED, CALENDAR = "/da/svar/feed/", "/da/svar/kalender/"
DAY = dt.date(2030, 5, 1)


def listed(client, query: str) -> set[str]:
    """The titles of the proposals on the page."""
    page = Page(client.get(f"/da/svar/{query}"))
    return {each.find("h3").text for each in page.all("article", class_="proposal")}


@pytest.fixture
def three(tracker):
    """One that was done, one that goes on, and one that nobody has answered."""
    done = factories.make_proposal(title_da="Et", recommendation=1)
    goes_on = factories.make_proposal(title_da="To", recommendation=2)
    factories.make_proposal(title_da="Tre", recommendation=2)
    entry(done, 3, status=Status.DONE, target_on=DAY)
    entry(goes_on, 2, owner_da="Udvalget", target_on=DAY)
    return done, goes_on


def test_the_feed_names_each_entry_once_and_for_ever(tracker, client):
    first = entry(factories.make_proposal(title_da="Et"), 3)
    invented = factories.make_proposal(title_da="To", is_example=True)
    entry(invented, 1, answer=Answer.PARTLY)

    feed = read(client, FEED)

    ids = texts(feed, "id")
    assert (len(set(ids)), ids[1]) == (2, f"tag:testserver,2026:entry/{first.pk}")
    summary = "Udvalget sagde ja. Kilde: Referat, punkt 4"
    assert texts(feed, "summary") == [summary] * 2
    assert texts(feed, "title") == [
        "To: Taget delvist op, Følger planen (Eksempel)",
        "Et: Følger planen",
    ]


@pytest.mark.parametrize(
    "query",
    ["", "?state=done", "?recommendation=2", "?recommendation=2&state=on_track",
     "?asked_of=city"],
)  # fmt: skip
def test_each_proposal_of_the_page_is_in_the_feeds_of_its_filter(three, client, query):
    shown = listed(client, query) - {"Tre"}  # of which there is nothing to tell

    titles = texts(read(client, FEED + query), "title")
    days = [str(each["SUMMARY"]) for each in dates_in(client, CALENDAR + query)]

    assert shown
    assert {title.split(":")[0] for title in titles} == shown
    assert {day.removeprefix("Mål: ").split(" (")[0] for day in days} == shown


def test_the_feed_says_in_words_what_it_is_narrowed_to(three, client):
    feed = read(client, f"{FEED}?state=done")

    assert feed.feed.title == "Hvad blev der af det? Færdig"


def test_a_broken_filter_is_left_out_of_both_feeds(three, client):
    query = "?state=doen&recommendation=<b>"

    assert len(read(client, FEED + query, stays=False).entries) == 2
    assert len(dates_in(client, CALENDAR + query)) == 2


def test_a_target_date_is_a_whole_day_with_its_source(three, client):
    _done, goes_on = three

    found = {str(each["UID"]): each for each in dates_in(client, CALENDAR)}

    day = found[f"proposal-{goes_on.pk}@testserver"]
    assert (day["DTSTART"].dt, day["DTEND"].dt) == (DAY, dt.date(2030, 5, 2))
    assert str(day["SUMMARY"]) == "Mål: To (Følger planen)"
    assert str(day["DESCRIPTION"]).split("\n") == [
        "Taget op af: Udvalget",
        "Udvalget sagde ja.",
        "Kilde: Referat, punkt 4",
        f"http://testserver/da/svar/#{goes_on.slug}",
    ]
    assert (str(day["TRANSP"]), int(day["SEQUENCE"])) == ("TRANSPARENT", 1)


def test_an_entry_that_moves_the_day_is_a_change_of_it(three, client):
    _done, goes_on = three
    entry(goes_on, 0, target_on=DAY + dt.timedelta(days=9))

    found = {str(each["UID"]): each for each in dates_in(client, CALENDAR)}

    day = found[f"proposal-{goes_on.pk}@testserver"]
    assert (day["DTSTART"].dt, int(day["SEQUENCE"])) == (dt.date(2030, 5, 10), 2)


@pytest.mark.parametrize("path", [FEED, CALENDAR])
def test_an_unchanged_feed_is_not_sent_again_and_a_changed_one_is(
    tracker, client, path
):
    before = client.get(path).headers["ETag"]
    assert asked_again(client, path) == [200, 304]

    entry(factories.make_proposal(), target_on=TODAY() + dt.timedelta(days=60))

    assert client.get(path, HTTP_IF_NONE_MATCH=before).status_code == 200
    assert asked_again(client, path) == [200, 304]


@pytest.mark.parametrize("number", [1, 3, 30])
def test_the_feeds_cost_the_same_however_many_proposals(tracker, client, number):
    for _ in range(number):
        entry(factories.make_proposal(), target_on=DAY)

    assert [queries_of(client, path) for path in (FEED, CALENDAR)] == [6, 6]


def test_the_page_announces_its_feeds_and_says_what_they_are(three, client):
    page = Page(client.get("/da/svar/?state=done"))

    assert announced(page) == [
        ("application/atom+xml", FEED),
        ("text/calendar", CALENDAR),
        ("application/atom+xml", f"{FEED}?state=done"),
        ("text/calendar", f"{CALENDAR}?state=done"),
    ]
    leads_to = [url for _words, url in page.links()]
    assert f"{FEED}?state=done" in leads_to
    assert f"webcal://testserver{CALENDAR}?state=done" in leads_to
