"""The list of spaces: each filter alone, only what is free, and what is nearest."""

import datetime as dt

import pytest

from hub.models import SiteSettings
from spaces.models import AccessNotice, Feature, UnmetSearch
from tests import factories
from tests.reading import SVG, words
from tests.spaces import makers
from tests.spaces.listed import (  # noqa: F401 -- fixtures too
    AFTERNOON,
    NOW,
    THURSDAY,
    URL,
    free_times,
    know,
    lists,
    local,
    make_quick_space,
    names,
    nearest,
    shown,
    venue,
)

# 1. Without a time ------------------------------------------------------------------


def test_the_first_free_comes_first_and_each_row_says_when(venue, client):
    late = make_quick_space(venue, name_da="Sen", horizon_days=60)
    makers.make_space(venue, name_da="Straks", notice_hours=0)
    makers.make_space(venue, name_da="Aldrig", price=None, horizon_days=0)
    makers.make_booking(late, [(local(25, 11), local(25, 19))])

    page = shown(client)

    assert names(page) == ["Straks", "Aldrig", "Sen"]
    assert free_times(page) == [
        "Ledigt i dag kl. 9–22",
        "Ledigt i dag kl. 11–22",
        "Ledigt i dag kl. 19–22",
    ]
    assert page.text("h2", id="result-heading") == "3 lokaler"


def test_what_is_free_only_after_weeks_is_found_too(venue, client):
    soon = makers.make_space(venue, name_da="Snart")
    makers.make_space(venue, name_da="Lukket", notice_hours=24 * 89)
    makers.make_space(venue, name_da="Senere", notice_hours=24 * 30)
    makers.make_space(venue, name_da="Uden tid", notice_hours=24 * 91)

    page = shown(client)

    assert names(page) == [soon.name_da, "Senere", "Lukket", "Uden tid"]
    assert free_times(page)[1:] == [
        "Ledigt søndag den 27. december kl. 8–22",
        "Ledigt mandag den 22. februar 2027 kl. 9–22",
        "Ingen ledig tid lige nu",
    ]


def test_a_link_goes_to_the_week_in_which_the_space_is_free(venue, client):
    space = makers.make_space(venue, notice_hours=24 * 7)

    (row,) = shown(client, "people=4").all("li", class_="space")

    href = next(row.iter("a")).get("href")
    assert href == f"{URL}{space.slug}/?people=4&week=2026-W49"


def test_spaces_that_are_not_open_are_not_found(venue, client):
    makers.make_space(venue, name_da="Åbent")
    makers.make_space(venue, name_da="Kladde", is_open=False)

    assert names(shown(client)) == ["Åbent"]
    assert names(shown(client, AFTERNOON)) == ["Åbent"]


FILTERS = {
    "kind=kitchen": {"kind": "kitchen"},
    "people=30": {"capacity": 30},
    "at_once=on": {"approval": "automatic"},
    "price=0": {"price": (0, 20000)},
}


@pytest.mark.parametrize("query", FILTERS)
def test_each_filter_narrows_the_list(venue, client, query):
    makers.make_space(venue, name_da="Andet", approval="staff")
    makers.make_space(venue, name_da="Passer", **FILTERS[query])

    assert names(shown(client)) == ["Andet", "Passer"]
    assert names(shown(client, query)) == ["Passer"]
    assert names(shown(client, f"{query}&{AFTERNOON}")) == ["Passer"]


def test_all_chosen_equipment_must_be_there(venue, client):
    oven = Feature.objects.create(name_da="Ovn", slug="ovn")
    screen = Feature.objects.create(name_da="Skærm", slug="skaerm")
    makers.make_space(venue, name_da="Ovn").features.set([oven])
    makers.make_space(venue, name_da="Begge").features.set([oven, screen])

    assert names(shown(client, "feature=ovn")) == ["Begge", "Ovn"]
    assert names(shown(client, "feature=ovn&feature=skaerm")) == ["Begge"]


def test_a_price_of_the_past_or_of_the_future_does_not_count(venue, client):
    dear = makers.make_space(venue, name_da="Dyrt", price=(9000, 9000))
    cheap = makers.make_space(venue, name_da="Billigt", price=(9000, 9000))
    for space, ore, since in ((cheap, 2000, 24), (dear, 2000, 26)):
        dear.prices.model.objects.create(
            space=space, group="confirmed", ore_per_hour=ore,
            legal_basis_da="Lov", valid_from=dt.date(2026, 11, since),
        )  # fmt: skip

    assert names(shown(client, "price=20")) == ["Billigt"]
    assert names(shown(client, "price=90")) == ["Billigt", "Dyrt"]


def test_a_district_is_an_area_or_a_tile_with_all_its_areas(lists, client):
    for name, slug, official in (
        ("Vesterbro", "vesterbro", 4),
        ("Kongens Enghave", "kongens-enghave", 4),
        ("Valby", "valby", 5),
    ):
        district = factories.make_district(name_da=name, slug=slug, official=official)
        makers.make_space(makers.make_venue(district=district), name_da=f"I {name}")

    page = shown(client, "people=2")

    assert names(shown(client, "district=vesterbro")) == ["I Vesterbro"]
    assert names(shown(client, "district=4-vesterbro-kongens-enghave")) == [
        "I Kongens Enghave",
        "I Vesterbro",
    ]
    tiles = {
        link.get("aria-label"): link.get("href")
        for link in page.all(f"{SVG}a")
        if link.get("aria-label", "").endswith((" lokaler", " lokale"))
    }
    assert tiles == {
        "Valby, 1 lokale": "?district=valby&people=2",
        "Vesterbro-Kongens Enghave, 2 lokaler": (
            "?district=4-vesterbro-kongens-enghave&people=2"
        ),
    }


# 2. Access --------------------------------------------------------------------------


def test_only_what_is_known_to_fit_is_shown_and_the_unknown_are_counted(venue, client):
    settings = SiteSettings.load()
    settings.phone = "33 66 00 00"
    settings.save()
    know({"venue": venue}, way_in="yes")
    for name, answer in (("Ja", "yes"), ("Nej", "no"), ("Måske", "unknown")):
        know({"space": makers.make_space(venue, name_da=name)}, loop=answer)
    makers.make_space(venue, name_da="Ingen har set efter")

    page = shown(client, "need=loop&need=way_in")

    assert names(page) == ["Ja"]
    (note,) = page.texts("div", class_="note")
    assert note.startswith("2 lokaler mere passer måske")
    assert "33 66 00 00" in note
    assert page.all("div", class_="note")[0].find(".//a").get("href") == "tel:33660000"
    assert shown(client, "kind=hall").all("div", class_="note") == []


def test_a_passing_notice_and_steps_are_said_in_the_row(venue, client):
    know({"venue": venue}, way_in="yes")
    know({"space": makers.make_space(venue, name_da="A", notice_hours=0)}, floor="yes")
    know({"space": makers.make_space(venue, name_da="B")}, floor="no")
    AccessNotice.objects.create(
        venue=venue, text_da="Elevatoren er i stykker.", text_en="The lift is broken.",
        shown_from=NOW - dt.timedelta(days=1), shown_until=NOW + dt.timedelta(days=1),
    )  # fmt: skip
    AccessNotice.objects.create(
        venue=venue, text_da="Forbi.", text_en="Over.",
        shown_from=NOW - dt.timedelta(days=2), shown_until=NOW - dt.timedelta(days=1),
    )  # fmt: skip

    rows = [words(row) for row in shown(client).all("li", class_="space")]

    assert ["Trinfri" in rows[0], "Ikke trinfri" in rows[1]] == [True, True]
    assert ["Elevatoren er i stykker." in row for row in rows] == [True, True]
    assert ["Forbi." in row for row in rows] == [False, False]


# 3. With a time ---------------------------------------------------------------------


def test_with_a_time_only_what_is_free_then_is_shown(venue, client):
    makers.make_space(venue, name_da="Ledig")
    makers.make_space(venue, name_da="For kort", longest_minutes=120)
    taken = make_quick_space(venue, name_da="Optaget")
    makers.make_booking(taken, [(local(26, 16), local(26, 18))])
    held = makers.make_space(venue, name_da="Ved at blive booket")
    makers.make_hold(held, [(local(26, 14), local(26, 15))])
    room = makers.make_space(venue, name_da="Del")
    floor = make_quick_space(venue, name_da="Etage", parts=[room])
    makers.make_booking(floor, [(local(26, 14), local(26, 17))])
    closed = makers.make_venue(closes=dt.time(16))
    makers.make_space(closed, name_da="Lukket")

    page = shown(client, AFTERNOON)

    assert names(page) == ["Ledig"]
    assert free_times(page) == ["Ledigt i morgen kl. 14–17"]
    assert page.text("h2", id="result-heading") == "1 lokale er ledigt på det tidspunkt"


def test_with_a_day_only_what_is_free_that_day_is_shown(venue, client):
    full = make_quick_space(venue, name_da="Fuld", longest_minutes=14 * 60)
    makers.make_booking(full, [(local(26, 8), local(26, 22))])
    half = make_quick_space(venue, name_da="Halv")
    makers.make_booking(half, [(local(26, 8), local(26, 12))])

    assert names(shown(client)) == ["Fuld", "Halv"]
    page = shown(client, THURSDAY)
    assert (names(page), free_times(page)) == (["Halv"], ["Ledigt i morgen kl. 12–22"])


def test_with_a_start_only_the_shortest_time_must_be_free(venue, client):
    space = make_quick_space(venue, name_da="Rum", shortest_minutes=90)
    makers.make_booking(space, [(local(26, 16), local(26, 18))])

    assert names(shown(client, f"{THURSDAY}&start=14:30")) == ["Rum"]
    assert names(shown(client, f"{THURSDAY}&start=15:00")) == []


def test_where_nothing_is_free_the_nearest_is_offered(venue, client):
    space = make_quick_space(venue, name_da="Køkkenet", kind="kitchen", slug="k")
    makers.make_booking(space, [(local(26, 12), local(26, 15))], food="no")
    makers.make_space(venue, name_da="Salen", kind="hall", slug="s")
    makers.make_space(venue, name_da="For lille", kind="hall", capacity=2)

    page = shown(client, f"kind=kitchen&people=8&{AFTERNOON}")

    assert names(page) == []
    assert nearest(page) == [
        "Tidligere: Køkkenet, i morgen kl. 9–12",
        "Senere: Køkkenet, i morgen kl. 15–18",
        "Kortere: Køkkenet, i morgen kl. 15–17",
        "Et andet lokale: Salen, i morgen kl. 14–17",
    ]
    links = [link.get("href") for link in page.all("ul", class_="nearest")[0].iter("a")]
    typed = "?kind=kitchen&date=2026-11-26&start=15%3A00&until=18%3A00&people=8"
    assert links[1] == f"{URL}k/{typed}"


def test_an_access_need_is_never_given_up_for_an_alternative(venue, client):
    makers.make_space(venue, name_da="Ukendt")
    good = makers.make_space(venue, name_da="Slynge", kind="hall")
    know({"space": good}, loop="yes")

    page = shown(client, f"kind=kitchen&need=loop&{AFTERNOON}")

    assert nearest(page) == ["Et andet lokale: Slynge, i morgen kl. 14–17"]


def test_a_time_in_the_farthest_future_is_said_to_be_too_far(venue, client):
    makers.make_space(venue, horizon_days=30)

    page = shown(client, "date=2027-11-26")

    assert page.text("h2", id="result-heading") == (
        "Så langt frem kan ingen lokaler bookes"
    )
    assert UnmetSearch.objects.count() == 0


# 4. Searches in vain ----------------------------------------------------------------


def test_a_search_in_vain_is_kept_once_a_day_without_saying_who(venue, client):
    makers.make_space(venue, name_da="Lille", capacity=3)
    client.force_login(factories.make_user(email="ea@example.org"))
    query = f"kind=kitchen&people=12&need=loop&price=50&at_once=on&{AFTERNOON}"

    for _ in range(3):
        shown(client, query)

    (kept,) = UnmetSearch.objects.values()
    kept.pop("id")
    assert kept == {
        "searched_on": dt.date(2026, 11, 25),
        "kind": "kitchen",
        "district_id": None,
        "wanted_from": local(26, 14).astimezone(dt.UTC),
        "wanted_until": local(26, 17).astimezone(dt.UTC),
        "people": 12,
        "more": ["need=loop", "price=50", "at_once"],
    }


def test_a_search_that_finds_something_or_asks_for_no_time_is_not_kept(venue, client):
    makers.make_space(venue)

    shown(client, AFTERNOON)
    shown(client, "kind=kitchen")

    assert UnmetSearch.objects.count() == 0
    shown(client, f"kind=kitchen&district={venue.district.slug}&{THURSDAY}")
    kept = UnmetSearch.objects.get()
    assert (kept.district, kept.more) == (venue.district, [])
