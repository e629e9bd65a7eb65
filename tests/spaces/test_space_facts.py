"""What the page of a space tells: its facts, its access, its week, its notices."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from spaces.models import (
    AccessFact,
    AccessNotice,
    Feature,
    HouseRules,
    OpeningHours,
    Price,
)
from tests import factories
from tests.home.test_pages import queries_of
from tests.reading import Page, words
from tests.spaces import makers

NOW = dt.datetime(2026, 11, 25, 9, 0, tzinfo=makers.ZONE)  # a Wednesday
ENGLISH = "/en/spaces/rum/"


@pytest.fixture
def lists(home, time_machine):
    """The lists of spaces in both languages, on a Wednesday morning."""
    time_machine.move_to(NOW, tick=False)
    page = makers.make_index_page()
    factories.translate_page(page, {"title": "Spaces", "slug": "spaces"})
    return page


@pytest.fixture
def venue(lists):
    """A house with all its facts."""
    person = factories.make_person(name="Ea Ejer", phone="11 22 33 44")
    return makers.make_venue(
        name_da="Huset", name_en="The house", slug="huset", street="Gade 7",
        contact=person, door_phone="55 66 77 88", latitude="55.65", longitude="12.54",
        owner=factories.make_department(name_da="Kultur"),
        checked_on=dt.date(2026, 11, 1),
    )  # fmt: skip


@pytest.fixture
def space(venue):
    """A space with a story in Danish."""
    space = makers.make_space(
        venue, name_da="Rummet", name_en="The room", slug="rum", approval="staff",
        notice_hours=24, cancellation_notice_hours=48, quota_hours_per_month=10,
    )  # fmt: skip
    space.features.set([Feature.objects.create(name_da="Ovn", slug="ovn")])
    makers.make_space_page(
        space, title="Rummet", slug="rummet",
        body=[factories.make_block("text", "<p>Her er lyst.</p>")],
    )  # fmt: skip
    return space


def facts(page: Page) -> dict[str, str]:
    """Terms and facts of the page."""
    return dict(zip(page.texts("dt"), page.texts("dd"), strict=True))


def show(client, address: str = "/da/lokaler/rummet/") -> Page:
    """A page of the site."""
    answer = client.get(address)
    assert answer.status_code == 200
    return Page(answer)


def test_the_practical_facts_are_told(space, client):
    HouseRules.objects.create(venue=space.venue, version=1, text_da="Ryd op.")
    HouseRules.objects.create(venue=space.venue, version=2, text_da="Ryd op og sluk.")

    page = show(client)
    told = facts(page)

    assert {name: told[name] for name in list(told)[:13]} == {
        "Adresse": "Huset Gade 7, 2450 København Åbn i dit eget kort",
        "Nærmeste stop": "Sydhavn St.",
        "Vejen ind": "Gennem porten og til højre.",
        "Åbningstider": "man.–søn. 8–22 Lukket på helligdage.",
        "Udstyr": "Ovn",
        "Pris": (
            "Bekræftede organisationer: 50,00 kr. i timen (Kommunalfuldmagten)"
            " Alle andre, til markedspris: 150,00 kr. i timen (Kommunalfuldmagten)"
        ),
        "Tid": (
            "Fra 1 time til 8 timer. Der er 30 minutter mellem starttiderne."
            " Senest 1 døgn før, højst 90 dage frem."
        ),
        "Svar": "Inden for 2 hverdage.",
        "Afbud": "Gratis indtil 2 døgn før.",
        "Hvor meget": "10 timer om måneden til hver organisation.",
        "Husregler": "Læs husets regler",
        "Kørestolsbrugere": told["Kørestolsbrugere"],
        "Gang-, arm- og håndhandicappede": told["Gang-, arm- og håndhandicappede"],
    }
    assert dict(page.links())["Åbn i dit eget kort"] == "geo:55.65000,12.54000"
    assert dict(page.links())["Læs husets regler"].endswith("/huset/2/")
    assert told["Kontakt"].startswith("Ea Ejer")
    assert told["Hvis døren ikke går op"] == "55 66 77 88"
    assert told["Ejer"] == "Kultur"
    assert page.text("div", class_="prose") == "Her er lyst."


def test_the_english_page_of_facts_tells_the_same_in_english(space, client):
    page = show(client, ENGLISH)

    told = facts(page)
    assert told["Price"].startswith("Confirmed organisations: DKK 50 an hour")
    assert told["Opening hours"] == "Mon–Sun 8 am–10 pm Closed on public holidays."
    assert page.text("p", class_="outdated") == (
        "The description exists in Danish only: Rummet"
    )
    (link,) = page.all("p", class_="outdated")[0].iter("a")
    assert [link.get(name) for name in ("href", "lang", "hreflang")] == [
        "/da/lokaler/rummet/",
        "da",
        "da",
    ]
    assert page.all("meta", name="description")[0].get("content") == "A light room."
    assert page.text("title").startswith("The room |")


def test_who_says_yes_is_told(space, client):
    found = {}
    for approval in ("automatic", "confirmed"):
        space.approval = approval
        space.save()
        found[approval] = facts(show(client))["Svar"]

    assert found == {
        "automatic": "Med det samme.",
        "confirmed": (
            "Med det samme for organisationer, vi har bekræftet."
            " Ellers inden for 2 hverdage."
        ),
    }


def test_access_is_told_by_seven_groups_with_what_is_not_known(space, client):
    known = {"looked_by": "Ea", "looked_on": dt.date(2026, 10, 1)}
    AccessFact.objects.create(
        space=space, feature="loop", answer="yes", note_da="Ved scenen.", **known
    )
    AccessFact.objects.create(
        venue=space.venue, feature="guiding", answer="no", **known
    )

    page = show(client)
    told = facts(page)

    groups = list(told)[list(told).index("Kørestolsbrugere") :][:7]
    assert len(groups) == 7
    assert told["Mennesker med nedsat hørelse"] == "Ja: Teleslynge (Ved scenen)"
    assert told["Mennesker med nedsat syn"].startswith("Nej: Ledelinjer")
    assert told["Kørestolsbrugere"].startswith("Vides ikke: Trinfri adgang;")
    assert "Ea så efter torsdag den 1. oktober 2026; egen vurdering." in page.texts("p")


def test_how_fresh_the_facts_are_is_told(space, client):
    found = []
    for day in (dt.date(2026, 11, 1), dt.date(2025, 10, 1), None):
        space.venue.checked_on = day
        space.venue.save()
        hints = show(client).texts("p", class_="hint")
        found.append(
            [hint for hint in hints if "ekræftet" in hint or "Set" in hint][-1]
        )

    assert found == [
        "Set efter søndag den 1. november 2026.",
        "Ikke bekræftet siden onsdag den 1. oktober 2025.",
        "Ingen har bekræftet oplysningerne endnu.",
    ]


def test_passing_notices_stand_at_the_top_while_they_hold(space, client):
    other = makers.make_space(space.venue)
    day = dt.timedelta(days=1)
    for text, about, since, until in (
        ("Elevatoren", None, -day, day),
        ("Døren her", space, -day, day),
        ("Døren der", other, -day, day),
        ("Forbi", None, -2 * day, -day),
        ("Senere", None, day, 2 * day),
    ):
        AccessNotice.objects.create(
            venue=space.venue, space=about, text_da=text, text_en=f"{text} (en)",
            shown_from=NOW + since, shown_until=NOW + until,
        )  # fmt: skip

    assert sorted(show(client).texts("div", class_="msg")) == [
        "Døren her",
        "Elevatoren",
    ]
    assert sorted(show(client, ENGLISH).texts("div", class_="msg")) == [
        "Døren her (en)",
        "Elevatoren (en)",
    ]


def test_opening_hours_that_change_are_told_with_the_day(space, client):
    OpeningHours.objects.filter(venue=space.venue, weekday__gt=4).delete()
    OpeningHours.objects.filter(venue=space.venue).update(
        valid_until=dt.date(2026, 12, 31)
    )
    OpeningHours.objects.create(
        venue=space.venue, weekday=0, opens=dt.time(10), closes=dt.time(0),
        valid_from=dt.date(2027, 1, 1),
    )  # fmt: skip
    OpeningHours.objects.create(
        space=space, weekday=2, opens=dt.time(12), closes=dt.time(16),
        valid_until=dt.date(2026, 12, 31),
    )  # fmt: skip

    assert facts(show(client))["Åbningstider"] == (
        "man.–tir. lukket ons. 12–16 tor.–søn. lukket"
        " Fra fredag den 1. januar 2027: man. 10–24 tir.–søn. lukket"
        " Lukket på helligdage."
    )


def test_a_kitchen_says_what_food_for_sale_needs(space, client):
    assert show(client).all("div", class_="note") == []
    space.kind = "kitchen"
    space.save()
    before = show(client)
    factories.make_guidance_page(title="Køkken og mad", slug="koekken-og-mad")

    after = show(client)

    assert before.all("div", class_="note")[0].findall(".//a") == []
    (note,) = after.all("div", class_="note")
    assert "Laver I mad til salg?" in words(note)
    assert note.find(".//a").get("href") == "/da/kom-i-gang/koekken-og-mad/"


def test_parts_and_wholes_name_each_other(space, client):
    floor = makers.make_space(space.venue, name_da="Etagen", slug="etagen")
    floor.parts.set([space])

    part, whole = show(client), show(client, "/da/lokaler/etagen/")

    assert facts(part)["Dele"].startswith("Del af Etagen")
    assert ("Etagen", "/da/lokaler/etagen/") in part.links()
    assert facts(whole)["Dele"].startswith("Rummer Rummet")
    assert ("Rummet", "/da/lokaler/rummet/") in whole.links()


def test_the_time_that_was_looked_for_is_one_click_away(space, client):
    query = "?date=2026-11-27&start=10:00&until=12:00&people=4"

    free = show(client, f"/da/lokaler/rummet/{query}")
    too_soon = show(client, f"/da/lokaler/rummet/{query}".replace("27", "25"))

    typed = "?date=2026-11-27&start=10%3A00&until=12%3A00&people=4"
    assert free.links(class_="btn")[0] == (
        "Book fredag den 27. november kl. 10–12",
        f"/da/book/rum/{typed}",
    )
    assert "Ikke ledigt i dag kl. 10–12." in too_soon.texts("p")
    assert too_soon.links(class_="btn")[0][0] == "Book en tid"


def test_the_newest_price_that_holds_is_told(space, client):
    for day, ore in ((24, 7000), (26, 9000)):
        Price.objects.create(
            space=space, group="confirmed", ore_per_hour=ore, legal_basis_da="Lov",
            valid_from=dt.date(2026, 11, day),
        )  # fmt: skip

    assert facts(show(client))["Pris"].startswith(
        "Bekræftede organisationer: 70,00 kr."
    )


def test_a_space_that_is_not_open_shows_no_times(space, client):
    assert len(show(client).all("ol", class_="week")) == 1
    space.is_open = False
    space.save()

    page = show(client)

    assert page.all("ol", class_="week") == []
    assert page.links(class_="btn") == []
    assert "Lokalet kan ikke bookes lige nu." in page.texts("p")


def test_the_key_information_is_not_told(space, client):
    space.key_da = "Koden er 4711"
    space.save()
    space.venue.key_da = "Nøglen hænger bag porten"
    space.venue.save()

    text = show(client).text("body")
    assert ("4711" in text, "bag porten" in text) == (False, False)


@pytest.mark.parametrize("address", ["/da/lokaler/rummet/", ENGLISH])
def test_looking_at_a_space_sets_no_cookie_and_is_never_kept(space, client, address):
    answer = client.get(address + "?week=2026-W49")

    assert answer.cookies == {}
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("number", [1, 3, 30])
def test_a_space_asks_a_fixed_number_of_queries(space, client, number):
    makers.make_space(space.venue).parts.set([space])
    for each in range(number):
        AccessNotice.objects.create(
            venue=space.venue, text_da=f"Nr. {each}", text_en=f"No. {each}",
            shown_from=NOW, shown_until=NOW + dt.timedelta(days=1),
        )  # fmt: skip
        day, hour = dt.date(2026, 12, 1 + each // 6), 8 + each % 6 * 2
        time = makers.local(day, hour), makers.local(day, hour + 2)
        makers.make_request(space, [time])
        space.features.add(Feature.objects.create(name_da=f"F{each}", slug=f"f{each}"))
    addresses = ("/da/lokaler/rummet/", ENGLISH)
    found = [queries_of(client, f"{each}?week=2026-W49") for each in addresses]

    assert found == [13, 13]


# A district's spaces ----------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 3, 30])
def test_a_district_lists_its_spaces(space, client, number):
    page = factories.make_district_page(space.venue.district, title="Her", slug="her")
    makers.make_space(name_da="Et andet sted")
    for each in range(number - 1):
        makers.make_space(space.venue, name_da=f"Sal {each:02}")
    show(client, page.url)

    with CaptureQueriesContext(connection) as queries:
        shown = show(client, page.url)

    (section,) = shown.all("section", **{"aria-labelledby": "spaces"})
    items = [words(item) for item in section.iter("li")]
    assert len(items) == number
    assert items[0] == "Rummet, mødelokale, 8 pladser"
    assert section.find(".//a").get("href") == "/da/lokaler/rummet/"
    assert len(queries) <= 12
    empty = factories.make_district_page(title="Tom", slug="tom")
    found = show(client, empty.url).all("section", **{"aria-labelledby": "spaces"})
    assert found == []
