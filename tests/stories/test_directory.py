"""The directory: its filters with counts, the order by lot, the map, and ways on."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hub.models import Organisation
from hub.pagecache import forget
from stories.directory import directory
from tests import factories
from tests.reading import SVG, Page, words
from tests.stories.listed import (
    NOW,
    URL,
    choices,
    make_directory,
    make_kind,
    make_listed,
    names,
    shown,
)

pytestmark = pytest.mark.once


@pytest.fixture
def lists(home, time_machine):
    """The page of all organisations on a Wednesday morning."""
    time_machine.move_to(NOW, tick=False)
    return make_directory()


@pytest.fixture
def valby(db):
    """A district with a tile of its own."""
    return factories.make_district(
        name_da="Valby", name_en="Valby", slug="valby", official=5
    )


def asked(client, path: str) -> int:
    """Queries of the second reader."""
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    return len(queries)


# Who is there -------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["da", "en"])
def test_only_the_published_and_unconfirmed_are_listed(client, lists, language):
    for state in ("private", "draft", "published", "unconfirmed", "archived"):
        make_listed(name=state, state=state)

    page = shown(client, language=language)

    assert sorted(names(page)) == ["published", "unconfirmed"]
    counted = {"da": "2 virksomheder", "en": "2 enterprises"}
    assert page.text("h2", id="result-heading") == counted[language]


def test_a_row_says_what_a_reader_chooses_by(client, lists, valby):
    make_listed(
        name="Brød for alle", slug="broed", kinds=[make_kind("bagning")],
        districts=[valby], is_rsv=True, rsv_checked_on=NOW.date(),
        founded_on=NOW.date() - dt.timedelta(days=30), is_example=True,
        state="unconfirmed",
        last_confirmed_at=dt.datetime(2025, 9, 1, tzinfo=dt.UTC),
    )  # fmt: skip

    page = shown(client)

    assert ("Brød for alle", "/da/virksomheder/broed/") in page.links()
    [row] = page.texts("li", class_="space")
    assert row == (
        "1Brød for alle Eksempel Bager brød. Valby Bagning Registreret (RSV) "
        "Ny på kortet Ikke bekræftet siden september 2025"
    )


def test_words_that_exist_in_danish_only_are_marked(client, lists):
    make_listed(pitch_da="Syr tasker.", pitch_en="")

    page = shown(client, language="en")

    assert page.texts("span", lang="da") == ["Syr tasker."]


# Filters ------------------------------------------------------------------------------


@pytest.fixture
def four(lists, valby):
    """Two bakeries, one of them in Valby, a repairer there, and a choir."""
    baking, repair = make_kind("baking"), make_kind("repair")
    make_listed(name="Ovn", kinds=[baking], districts=[valby], areas=["social"])
    make_listed(
        name="Deg", kinds=[baking], goals=[2], size_band="1",
        founded_on=NOW.date() - dt.timedelta(days=364),
    )  # fmt: skip
    make_listed(
        name="Skrue", kinds=[repair], districts=[valby], goals=[2, 12],
        is_rsv=True, rsv_checked_on=NOW.date(),
        founded_on=NOW.date() - dt.timedelta(days=366),
    )  # fmt: skip
    make_listed(name="Kor", areas=["culture"])


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("kind=baking", ["Deg", "Ovn"]),
        ("district=valby", ["Ovn", "Skrue"]),
        ("area=social", ["Ovn"]),
        ("goal=2", ["Deg", "Skrue"]),
        ("size=1", ["Deg"]),
        ("only=rsv", ["Skrue"]),
        ("only=new", ["Deg"]),
        ("only=rsv&only=new", []),
        ("kind=baking&district=valby", ["Ovn"]),
        ("kind=&district=&page=x", ["Deg", "Kor", "Ovn", "Skrue"]),
    ],
)
def test_each_filter_narrows_the_list(client, four, query, found):
    assert sorted(names(shown(client, query))) == found


def test_choices_say_how_many_they_lead_to_with_the_other_answers(client, four):
    page = shown(client, "district=valby")

    assert choices(page, "kind") == {
        "": "Alle", "baking": "Baking (1)", "repair": "Repair (1)"
    }  # fmt: skip
    assert choices(page, "district") == {"": "Alle", "valby": "Valby (2)"}
    assert list(choices(page, "area")) == ["", "social", "culture"]
    assert choices(page, "area")["social"].endswith(" (1)")
    assert choices(page, "area")["culture"].endswith(" (0)")
    assert choices(shown(client), "goal")["2"].endswith(" (2)")


def test_what_nobody_has_is_not_offered_unless_chosen(client, four):
    make_kind("laundry")

    assert "laundry" not in choices(shown(client), "kind")
    assert choices(shown(client, "kind=laundry"), "kind")["laundry"] == "Laundry (0)"


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("name", ["kind", "district", "area", "goal", "size", "only"])
def test_a_broken_value_is_left_out_and_said_so(client, four, language, name):
    page = shown(client, f"{name}=x%00y", language)

    said = {"da": "Det her søgte vi ikke på:", "en": "We left this out of the search:"}
    [message] = page.texts("div", class_="msg")
    assert message.startswith(said[language])
    assert len(page.texts("ul", class_="errorlist")) == 1
    assert len(names(page)) == 4


def test_a_filtered_list_is_an_address_that_can_be_shared(client, four):
    page = shown(client, "kind=baking&only=new&kind2=x&goal=99")

    tiles = [link.get("href") for link in page.all(f"{SVG}a")]
    assert "?kind=baking&district=valby&only=new#result" in tiles
    [ticked] = [box.get("value") for box in page.all("input", checked="")]
    assert ticked == "new"


# Order by lot -------------------------------------------------------------------------


def test_the_order_is_drawn_anew_each_day_and_stays_for_the_day(
    client, lists, time_machine
):
    for number in range(30):
        make_listed(name=f"N{number:02}")

    monday = names(shown(client)) + names(shown(client, "page=2"))
    forget()  # another process
    later = names(shown(client)) + names(shown(client, "page=2"))
    time_machine.move_to(NOW + dt.timedelta(days=1), tick=False)
    tuesday = names(shown(client)) + names(shown(client, "page=2"))

    assert monday == later
    assert sorted(monday) == sorted(tuesday) == [f"N{n:02}" for n in range(30)]
    assert monday != sorted(monday)
    assert monday != tuesday


def test_over_a_year_everybody_is_first_about_as_often(lists, time_machine):
    made = [make_listed() for _ in range(5)]
    firsts = []
    for days in range(365):
        time_machine.move_to(NOW + dt.timedelta(days=days), tick=False)
        forget()
        firsts.append(directory().keys[0])

    counts = [firsts.count(each.pk) for each in made]
    assert all(45 < number < 105 for number in counts), counts


def test_at_midnight_lots_are_drawn_without_any_change_of_content(lists, time_machine):
    for _ in range(10):
        make_listed()
    time_machine.move_to("2026-11-25T23:59:00+01:00", tick=False)
    today = directory().keys

    time_machine.move_to("2026-11-26T00:01:00+01:00", tick=False)

    assert directory().keys != today
    assert sorted(directory().keys) == sorted(today)


# Map, pages, ways on ------------------------------------------------------------------


def test_the_map_counts_and_shows_the_numbers_of_the_rows(client, four):
    page = shown(client, "kind=baking")

    named = [link.get("aria-label") for link in page.all(f"{SVG}a")]
    assert "Valby, 1 virksomhed" in named


def test_an_empty_result_says_which_answer_to_leave_out(client, four):
    page = shown(client, "kind=repair&area=culture", "en")

    assert page.text("h2", id="result-heading") == "No enterprise fits all of that"
    ways = [link for link in page.links() if link[0].startswith("Without")]
    assert ways == [
        ("Without “What they sell or do”: 1 enterprise", "?area=culture#result"),
        ("Without “Impact area”: 1 enterprise", "?kind=repair#result"),
    ]
    assert ("Show all enterprises", "/en/enterprises/") in page.links()


def test_an_empty_directory_says_so(client, lists):
    page = shown(client, language="en")

    assert page.text("h2", id="result-heading") == "There are no enterprises yet"


def test_a_long_list_has_pages_that_keep_the_filter(client, lists):
    for _ in range(45):
        make_listed(kinds=[], size_band="1")

    page = shown(client, "size=1&page=2")

    assert len(names(page)) == 20
    assert ("3", "?size=1&page=3#result") in page.links()


@pytest.mark.parametrize("number", [1, 3, 30])
def test_queries_of_the_list_do_not_grow(client, lists, valby, number):
    kind = make_kind("baking")
    for _ in range(number):
        make_listed(kinds=[kind], districts=[valby], areas=["social"], goals=[2])

    assert asked(client, URL["da"]) == 8
    assert asked(client, f"{URL['da']}?kind=baking&district=valby&goal=2") == 8
    assert Organisation.objects.count() == number


# Elsewhere ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "title"), [("da", "Find en virksomhed"), ("en", "Find an enterprise")]
)
def test_the_front_page_has_a_door_to_it(client, lists, language, title):
    page = Page(client.get(f"/{language}/"))

    doors = {words(link.find("b")): link.get("href") for link in page.all("a") if
             link.find("b") is not None}  # fmt: skip
    assert doors[title] == URL[language]


def test_a_district_page_shows_who_works_there(client, lists, valby):
    here = factories.make_district_page(valby, slug="valby", title="Valby")
    make_listed(name="Ovn", slug="ovn", districts=[valby], pitch_da="Bager.")
    make_listed(name="Udkast", districts=[valby], state="draft")
    make_listed(name="Et andet sted")

    page = Page(client.get(here.url))

    (part,) = [
        each
        for each in page.all("section")
        if each.get("aria-labelledby") == "enterprises"
    ]
    assert [words(each) for each in part.iter("li")] == ["Ovn: Bager."]
    assert [each.get("href") for each in part.iter("a")] == [
        "/da/virksomheder/ovn/", "/da/virksomheder/?district=valby#result"
    ]  # fmt: skip
