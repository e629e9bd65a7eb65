"""The list of spaces as a page: what is typed, its pages, what it costs."""

import datetime as dt

import pytest

from spaces.models import Feature
from tests import factories
from tests.home.test_pages import queries_of
from tests.reading import words
from tests.spaces import makers
from tests.spaces.listed import (  # noqa: F401 -- fixtures too
    AFTERNOON,
    URL,
    free_times,
    know,
    lists,
    names,
    shown,
    venue,
)

# 5. What is typed -------------------------------------------------------------------


BROKEN = {
    "kind=spaceship": "kind",
    "district=nowhere": "district",
    "date=i+morgen": "date",
    "people=mange": "people",
    "people=0": "people",
    "people=99999999999999999999": "people",
    "feature=unknown": "feature",
    "need=wings": "need",
    "price=-1": "price",
    "date=2026-11-26&start=25:00": "start",
    "date=2026-11-26&start=14:00&until=x": "until",
    "date=2026-11-24": "date",
    "date=2026-11-25&start=08:00": "start",
    "date=2026-11-26&start=14:00&until=13:00": "until",
    "date=2026-11-26&start=14:00&until=14:00": "until",
    "start=14:00": "date",
    "date=2026-11-26&until=14:00": "start",
    "date=2027-03-28&start=02:30": "start",
    "date=2027-10-31&start=02:30": "start",
    "date=2027-03-28&start=01:00&until=02:30": "until",
}


@pytest.mark.parametrize("query", BROKEN)
def test_what_is_wrong_is_left_out_and_said_by_the_field(venue, client, query):
    makers.make_space(venue, name_da="Rum")
    name = BROKEN[query]
    others = "" if name == "people" else "people=4"

    page = shown(client, f"{query}&page=drei&{others}")

    assert names(page) == ["Rum"]
    assert len(page.all("ul", id=f"id_{name}_error")) == 1
    assert len(page.all("div", class_="msg")) == 1
    href = next(page.all("li", class_="space")[0].iter("a")).get("href")
    assert href.partition("?")[2] == others


def test_what_was_typed_stays_when_it_is_wrong(venue, client):
    page = shown(client, "date=2026-11-26&start=14:00&until=13:00&people=mange")

    typed = {field.get("name"): field.get("value") for field in page.all("input")}
    assert [typed[name] for name in ("date", "start", "until", "people")] == [
        "2026-11-26",
        "14:00",
        "13:00",
        "mange",
    ]


def test_what_a_browser_would_drop_is_shown_as_text(venue, client):
    page = shown(
        client, "date=i+morgen&people=mange&start=14:00&until=2026-11-27T02:00"
    )

    kinds = {field.get("name"): field.get("type") for field in page.all("input")}
    assert [kinds[name] for name in ("date", "people", "start", "until")] == [
        "text",
        "text",
        "time",
        "text",
    ]


def test_a_time_over_midnight_is_understood(lists, client):
    venue = makers.make_venue(opens=dt.time(0), closes=dt.time(0))
    makers.make_space(venue, name_da="Døgnet rundt", slug="doegn")

    page = shown(client, "date=2026-11-26&start=22:00&until=2026-11-27T02:00")

    assert names(page) == ["Døgnet rundt"]
    assert free_times(page) == ["Ledigt fra i morgen kl. 22"]
    midnight = shown(client, "date=2026-11-26&start=22:00&until=00:00")
    assert free_times(midnight) == ["Ledigt i morgen kl. 22–24"]


def test_what_is_typed_travels_on_in_the_links(venue, client):
    space = makers.make_space(venue, slug="rum")
    factories.make_district(slug="valby", official=5)

    page = shown(client, f"people=4&{AFTERNOON}&page=1")

    typed = "?date=2026-11-26&start=14%3A00&until=17%3A00&people=4"
    assert next(page.all("li", class_="space")[0].iter("a")).get("href") == (
        f"{URL}{space.slug}/{typed}"
    )


# 6. The page ------------------------------------------------------------------------


def test_pages_have_twenty_spaces_and_keep_the_search(venue, client):
    for number in range(23):
        makers.make_space(venue, name_da=f"Rum {number:02}")

    first, last = shown(client, "people=2"), shown(client, "people=2&page=9")

    assert (len(names(first)), names(last)) == (20, ["Rum 20", "Rum 21", "Rum 22"])
    assert first.text("h2", id="result-heading") == "23 lokaler"
    (pages,) = last.all("ul", class_="pages")
    assert [
        (link.get("href"), link.get("aria-current")) for link in pages.iter("a")
    ] == [
        ("?people=2&page=1#result", None),
        ("?people=2&page=2#result", "page"),
    ]
    assert shown(client, "kind=kitchen").all("ul", class_="pages") == []
    numbers = [words(each) for each in last.all("span", class_="num")]
    assert numbers == ["21", "22", "23"]


def test_the_english_list_tells_of_all_spaces_in_english(venue, client, lists):
    factories.translate_page(lists, {"title": "Spaces", "slug": "spaces"})
    makers.make_space(venue, name_da="Rum", name_en="Room", slug="rum")

    page = shown(client, AFTERNOON, "/en/spaces/")

    assert names(page) == ["Room"]
    assert free_times(page) == ["Free tomorrow, 2–5 pm"]
    assert page.text("h2", id="result-heading") == "1 space is free then"


@pytest.mark.parametrize("query", ["", AFTERNOON, "people=mange"])
def test_looking_sets_no_cookie_and_is_never_kept(venue, client, query):
    makers.make_space(venue)

    answer = client.get(f"{URL}?{query}")

    assert answer.cookies == {}
    assert "no-store" in answer["Cache-Control"]
    assert "private" in answer["Cache-Control"]


@pytest.mark.parametrize("number", [1, 3, 30])
def test_the_list_asks_a_fixed_number_of_queries(venue, client, number):
    know({"venue": venue}, way_in="yes")
    oven = Feature.objects.create(name_da="Ovn", slug="ovn")
    for each in range(number):
        notice = 2 if each % 2 else 24 * 20
        space = makers.make_space(makers.make_venue(), notice_hours=notice)
        space.features.set([oven])
        makers.make_space(venue).features.set([oven])
    asked = {
        "all": "",
        "time": AFTERNOON,
        "access": f"need=way_in&{AFTERNOON}",
        "in vain": f"kind=kitchen&{AFTERNOON}",
    }

    found = {
        name: queries_of(client, f"{URL}?{query}") for name, query in asked.items()
    }

    assert found == {"all": 14, "time": 13, "access": 14, "in vain": 11}


def test_there_is_a_sentence_when_there_are_no_spaces(lists, client):
    page = shown(client)

    assert page.text("h2", id="result-heading") == "Her er ingen lokaler endnu"
