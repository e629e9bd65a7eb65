"""Calendars and Atom of events, as what readers use reads them."""

import datetime as dt
from zoneinfo import ZoneInfo

import feedparser
import icalendar
import pytest
import time_machine

from events.calendars import calendar_of
from events.choices import DateStatus, EventStatus, SignUpWay
from events.finding import Wish, dates_for
from events.models import Event, Occurrence
from tests.events.makers import evening, make_date, make_event, make_event_index
from tests.events.test_event_list import rows, shown
from tests.feeds import announced, asked_again
from tests.spaces.makers import ZONE, make_space

FEED = "/da/kom-forbi/kalender/"
SECRET = "https://meet.example.org/secret"


@pytest.fixture
def index(home):
    return make_event_index()


def read(client, path: str = FEED) -> list[icalendar.Event]:
    """The entries of a calendar, by another library than wrote the test."""
    response = client.get(path)
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return list(icalendar.Calendar.from_ical(response.content).walk("VEVENT"))


def by_hand(content: bytes, name: str) -> list[str]:
    """The values of a property, read without a library: lines unfolded, split."""
    lines = content.decode().replace("\r\n ", "").split("\r\n")
    return [line.split(":", 1)[1] for line in lines if line.split(":")[0] == name]


def wall(stamp: str) -> str:
    """`20261018T150000Z` as a clock on a wall in Copenhagen shows it."""
    at = dt.datetime.strptime(stamp, "%Y%m%dT%H%M%SZ").replace(tzinfo=dt.UTC)
    return f"{at.astimezone(ZoneInfo('Europe/Copenhagen')):%Y-%m-%d %H:%M}"


# 1. The feed of a list --------------------------------------------------------------


def test_every_date_that_the_list_stands_for_is_in_the_feed(index, client):
    series = make_event(title_da="Serie", title_en="Series", kind="meal")
    for week in range(1, 8):
        make_date(series, starts_at=evening(7 * week))
    for day in range(1, 13):
        make_date(starts_at=evening(day))
    make_date(make_event(status=EventStatus.DRAFT))

    for query in ("", "?kind=meal"):
        listed = rows(shown(client, query))
        entries = read(client, f"{FEED}{query}")
        wish = Wish(kind="meal" if query else "")
        expected = {f"{each.uid}@testserver" for each in dates_for(wish).coming()}
        assert {str(each["UID"]) for each in entries} == expected
        assert set(listed) == {str(each["SUMMARY"]) for each in entries}


def test_the_feed_goes_30_days_back_and_12_months_ahead_whatever_the_week(
    index, client
):
    for days in (-40, -20, 20, 300, 400):
        make_date(starts_at=evening(days))

    starts = [each["DTSTART"].dt for each in read(client, f"{FEED}?week=on")]

    assert starts == [evening(days) for days in (-20, 20, 300)]


def test_what_does_not_take_place_is_cancelled_and_says_why(index, client):
    make_date(starts_at=evening(1))
    make_date(
        make_event(title_da="Et", note_da="For få."), starts_at=evening(2), sequence=3,
        status=DateStatus.CANCELLED, note_da="Sygdom.",
    )  # fmt: skip
    make_date(
        make_event(title_da="To", status=EventStatus.CANCELLED, note_da="For få."),
        starts_at=evening(3),
    )
    make_date(
        make_event(title_da="Tre"), starts_at=evening(4), status=DateStatus.POSTPONED
    )

    held, one, two, three = read(client)

    assert (str(held["STATUS"]), str(one["STATUS"])) == ("CONFIRMED", "CANCELLED")
    assert (str(one["SUMMARY"]), int(one["SEQUENCE"])) == ("Aflyst: Et", 3)
    assert "Sygdom." in one["DESCRIPTION"]
    assert (str(two["STATUS"]), str(two["SUMMARY"])) == ("CANCELLED", "Aflyst: To")
    assert "For få." in two["DESCRIPTION"]
    assert (str(three["STATUS"]), str(three["SUMMARY"])) == ("CANCELLED", "Udsat: Tre")


def test_only_a_private_calendar_has_the_online_address(index, client):
    event = make_event(format="online", online_url=SECRET)
    date = make_date(event)

    public = (
        client.get(FEED).content
        + client.get(f"/da/kalenderfiler/{event.slug}/{date.pk}/").content
    )
    private = calendar_of([date], language="da", private=True)

    assert SECRET not in public.decode().replace("\r\n ", "")
    assert SECRET in private.decode().replace("\r\n ", "")


def test_the_feed_names_itself_and_how_often_it_is_read(index, client):
    make_date()

    content = client.get(f"{FEED}?kind=talk&week=on").content

    assert by_hand(content, "X-WR-CALNAME") == [r"Kom forbi: Oplæg"]
    assert by_hand(content, "X-PUBLISHED-TTL") == ["PT1H"]
    assert by_hand(content, "REFRESH-INTERVAL;VALUE=DURATION") == ["PT1H"]


def test_an_unchanged_feed_is_not_sent_again_and_a_changed_one_is(index, client):
    date = make_date()
    first = client.get(FEED)
    etag = {"HTTP_IF_NONE_MATCH": first.headers["ETag"]}

    again = client.get(FEED, **etag)
    Occurrence.objects.filter(pk=date.pk).update(sequence=1)
    changed = client.get(FEED, **etag)

    assert (again.status_code, again.content) == (304, b"")
    assert changed.status_code == 200
    assert changed.headers["ETag"] != first.headers["ETag"]


@pytest.mark.parametrize("number", [1, 3, 30])
def test_queries_of_the_feeds_do_not_grow(
    index, client, number, django_assert_num_queries
):
    space = make_space()
    for each in range(1, number + 1):
        make_date(space=space, starts_at=evening(each))
    for path, most in ((FEED, 6), ("/da/kom-forbi/feed/", 8)):
        client.get(path)
        with django_assert_num_queries(most):
            client.get(path)


def test_any_letter_comes_through_the_feed_and_its_lines_are_short(index, client):
    title = "Æ, ø; å \\ 🎈 " * 9
    event = make_event(title_da=title.strip(), note_da="En\nto;\ntre, fire")
    make_date(event, status=DateStatus.CANCELLED, place="Hus; gård, sal")

    [found] = read(client)
    lines = client.get(FEED).content.split(b"\r\n")

    assert str(found["SUMMARY"]) == f"Aflyst: {title.strip()}"
    assert "\nEn\nto;\ntre, fire\n" in found["DESCRIPTION"]
    assert str(found["LOCATION"]).startswith("Hus; gård, sal, ")
    assert max(map(len, lines)) <= 75
    assert [line.decode() for line in lines][-1] == ""


# 2. The wall ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "stamps"),
    [
        # Summer time ends on 25 October 2026 and begins on 28 March 2027.
        ((dt.date(2026, 10, 18), dt.date(2026, 10, 25), dt.date(2026, 11, 1)),
         ["20261018T150000Z", "20261025T160000Z", "20261101T160000Z"]),
        ((dt.date(2027, 3, 21), dt.date(2027, 3, 28), dt.date(2027, 4, 4)),
         ["20270321T160000Z", "20270328T150000Z", "20270404T150000Z"]),
    ],
)  # fmt: skip
def test_the_wall_time_is_the_same_before_and_after_the_clocks_change(
    index, client, days, stamps
):
    event = make_event()
    for day in days:
        start = dt.datetime.combine(day, dt.time(17), tzinfo=ZONE)
        make_date(event, starts_at=start)

    with time_machine.travel(dt.datetime(2026, 10, 10, 12, tzinfo=ZONE), tick=False):
        content = client.get(FEED).content

    assert by_hand(content, "DTSTART") == stamps
    assert [wall(stamp) for stamp in stamps] == [f"{day} 17:00" for day in days]
    entries = icalendar.Calendar.from_ical(content).walk("VEVENT")
    local = [each["DTSTART"].dt.astimezone(ZONE).hour for each in entries]
    assert local == [17, 17, 17]


def test_a_date_over_midnight_ends_on_the_next_day(index, client):
    start = dt.datetime(2027, 1, 9, 22, tzinfo=ZONE)
    make_date(starts_at=start, ends_at=start + dt.timedelta(hours=4))

    with time_machine.travel(dt.datetime(2027, 1, 1, 12, tzinfo=ZONE), tick=False):
        content = client.get(FEED).content

    found = by_hand(content, "DTSTART") + by_hand(content, "DTEND")
    assert found == ["20270109T210000Z", "20270110T010000Z"]


# 3. Files ---------------------------------------------------------------------------


def test_a_file_holds_one_date_or_all_that_are_to_come(index, client):
    event = make_event(slug="suppe", sign_up=SignUpWay.NONE)
    make_date(event, starts_at=evening(-9))
    first = make_date(event, starts_at=evening(2))
    make_date(event, starts_at=evening(9))

    one = read(client, f"/da/kalenderfiler/suppe/{first.pk}/")
    every = read(client, "/en/calendar-files/suppe/")

    assert [str(each["UID"]) for each in one] == [f"{first.uid}@testserver"]
    assert [each["DTSTART"].dt for each in every] == [evening(2), evening(9)]
    assert str(every[0]["SUMMARY"]) == event.title_en
    assert str(one[0]["LOCATION"]) == "Huset, Gade 1, 2200 København N"


def test_there_is_no_file_of_a_draft_nor_of_another_events_date(index, client):
    draft = make_event(status=EventStatus.DRAFT, slug="kladde")
    date, other = make_date(draft), make_date()
    paths = [
        "kladde/", f"kladde/{date.pk}/", f"{other.event.slug}/{date.pk}/", "findes-ej/",
    ]  # fmt: skip

    found = [client.get(f"/da/kalenderfiler/{path}").status_code for path in paths]

    assert found == [404] * 4
    Event.objects.filter(pk=draft.pk).update(status=EventStatus.PUBLISHED)
    assert client.get(f"/da/kalenderfiler/{paths[1]}").status_code == 200


# 4. Atom ----------------------------------------------------------------------------


def test_atom_names_each_coming_event_once_the_last_announced_first(index, client):
    at = dt.datetime(2026, 1, 1, 12, tzinfo=ZONE)
    old = make_event(title_da="Gammelt", published_at=at)
    new = make_event(
        title_da="Nyt", slug="nyt", published_at=at + dt.timedelta(days=1), kind="meal"
    )
    for day in (3, 10):
        make_date(new, starts_at=evening(day))
    make_date(old)
    make_date(starts_at=evening(-3))

    response = client.get("/da/kom-forbi/feed/")
    feed = feedparser.parse(response.content)
    meals = feedparser.parse(client.get("/da/kom-forbi/feed/?kind=meal").content)

    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert (feed.version, feed.get("bozo_exception")) == ("atom10", None)
    assert [entry.title for entry in feed.entries] == ["Nyt", "Gammelt"]
    assert feed.entries[0].id == "tag:testserver,2026:event/nyt/da"
    assert feed.entries[0].link == "http://testserver/da/kom-forbi/nyt/"
    assert meals.feed.title == "Kom forbi: Fællesspisning"
    assert [entry.title for entry in meals.entries] == ["Nyt"]


def test_an_unchanged_atom_feed_is_not_sent_again(index, client):
    assert asked_again(client, "/da/kom-forbi/feed/") == [200, 304]

    make_date()

    assert asked_again(client, "/da/kom-forbi/feed/") == [200, 304]


def test_the_head_of_the_list_announces_the_feeds_of_the_choice(index, client):
    page = shown(client, "?kind=meal")

    assert announced(page) == [
        ("application/atom+xml", "/da/kom-forbi/feed/"),
        ("text/calendar", "/da/kom-forbi/kalender/"),
        ("application/atom+xml", "/da/kom-forbi/feed/?kind=meal"),
        ("text/calendar", "/da/kom-forbi/kalender/?kind=meal"),
    ]
    webcal = "webcal://testserver/da/kom-forbi/kalender/?kind=meal"
    assert webcal in [address for _text, address in page.links()]
