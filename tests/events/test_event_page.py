"""The page of an event, by a story or by its facts: dates, place, labels, sign-up."""

import datetime as dt
import json

import pytest
import time_machine
from django.core.exceptions import ValidationError

from events.choices import DateStatus, EventStatus, SignUpWay
from events.models import Event
from hub.models import OrganisationState, SiteSettings, Theme
from spaces.choices import AccessFeature, Answer
from spaces.models import AccessFact, AccessNotice
from tests import factories
from tests.events.makers import (
    evening,
    make_date,
    make_event,
    make_event_index,
    make_event_page,
    make_seats,
)
from tests.home.test_pages import queries_of
from tests.reading import Page, words
from tests.spaces.makers import ZONE, make_space

NOW = dt.datetime(2026, 11, 25, 12, tzinfo=ZONE)


@pytest.fixture
def index(home):
    settings = SiteSettings.load()
    settings.phone, settings.email = "12 34 56 78", "hub@example.org"
    settings.save()
    make_event_index("en", title="Drop by", slug="drop-by")
    return make_event_index()


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


def shown(client, event: Event, language: str = "da") -> Page:
    below = {"da": "/da/kom-forbi/", "en": "/en/drop-by/"}[language]
    response = client.get(f"{below}{event.slug}/")
    assert response.status_code == 200
    return Page(response)


def on(day: int, hour: int = 17, month: int = 12) -> dt.datetime:
    return dt.datetime(2026, month, day, hour, tzinfo=ZONE)


def nodes(page: Page) -> list[dict]:
    script, _crumbs = page.all("script", type="application/ld+json")
    return json.loads(script.text)["@graph"]


def facts(page: Page) -> dict[str, str]:
    """All terms with what is said of each."""
    return {
        words(row.find("dt")): words(row.find("dd"))
        for row in page.tree.iter("div")
        if row.find("dt") is not None
    }


def messages(page: Page) -> list[str]:
    return page.texts("div", class_="msg")


# 1. What it tells -------------------------------------------------------------------


@pytest.mark.usefixtures("clock")
def test_without_an_english_text_the_facts_tell_of_it_in_english(index, client):
    event = make_event(slug="suppe", languages="da, ar", bring_da="En skål.")
    page = make_event_page(event, title="Suppen")
    make_date(event, starts_at=on(1))

    danish, english = shown(client, event), shown(client, event, "en")

    assert danish.text("h1") == "Suppen"
    assert english.text("h1") == str(event.title_en)
    assert english.text(["h1", "time"][1]) == "Tuesday 1 December 2026, 5–7 pm"
    assert ("Suppen", page.url) in english.links()
    assert dict(danish.links())["English"] == "/en/drop-by/suppe/"
    assert dict(english.links())["Dansk"] == page.url
    (bring,) = english.all("section", **{"aria-labelledby": "bring"})
    assert words(bring.find(".//span[@lang='da']")) == "En skål."


def test_hosts_speakers_and_whom_to_ask_are_named_only_as_the_site_may(index, client):
    listed = factories.make_organisation(
        name="Brødbyen", slug="broedbyen", state=OrganisationState.PUBLISHED
    )
    hidden = factories.make_person(name="Skjult", is_public=False, phone="99")
    event = make_event(contact=hidden)
    event.hosts.add(listed)
    event.speakers.add(factories.make_person(name="Ea"), hidden)
    make_date(event)

    said = facts(shown(client, event))

    assert said["Vært"] == "Brødbyen"
    assert said["Du møder"] == "Ea, konsulent"
    assert said["Spørg"] == f"{SiteSettings.current().name} 12 34 56 78 hub@example.org"


def test_a_draft_has_no_page_and_is_not_in_the_sitemap(index, client):
    event = make_event(status=EventStatus.DRAFT)
    path = f"/da/kom-forbi/{event.slug}/"

    assert client.get(path).status_code == 404
    assert path not in client.get("/sitemap.xml").content.decode()


# 2. Access --------------------------------------------------------------------------


def test_access_is_that_of_the_space_and_its_house(index, client):
    space = make_space()
    looked = {"looked_by": "Ea", "looked_on": dt.date(2026, 1, 1)}
    AccessFact.objects.create(
        space=space, feature=AccessFeature.LOOP, answer=Answer.YES, **looked
    )
    AccessFact.objects.create(
        venue=space.venue, feature=AccessFeature.SCENTS, answer=Answer.NO, **looked
    )
    make_date(event := make_event(), space=space)
    now = evening(0, 0)
    AccessNotice.objects.create(
        venue=space.venue, text_da="Elevatoren er i stykker.", text_en="Lift broken.",
        shown_from=now, shown_until=now + dt.timedelta(days=30),
    )  # fmt: skip

    page = shown(client, event)

    assert facts(page)["Mennesker med nedsat hørelse"] == "Ja: Teleslynge"
    allergy = facts(page)["Mennesker med astma eller allergi"]
    assert allergy == "Nej: Fri for røg, duft og dyr"
    assert messages(page) == ["Elevatoren er i stykker."]


@pytest.mark.usefixtures("clock")
def test_access_at_the_place_of_others_is_typed_or_said_not_to_be_known(index, client):
    typed = make_event(access_da="To trin ved døren.")
    unknown = make_event()
    make_date(typed, starts_at=on(20))
    make_date(unknown, starts_at=on(20))

    (known,) = shown(client, typed).all("section", id="access")
    (missing,) = shown(client, unknown).all("section", id="access")

    by = "Sig til senest søndag den 13. december 2026."
    assert words(known).startswith("Adgang To trin ved døren. Har du brug for")
    assert by in words(known)
    assert words(missing.find("p")) == (
        "Ikke kendt. Vi ved ikke, hvor nemt det er at komme ind og rundt på stedet. "
        "Ring på 12 34 56 78 eller skriv til hub@example.org. Så finder vi ud af det."
    )


@pytest.mark.usefixtures("clock")
def test_when_it_is_too_late_for_an_interpreter_it_says_so(index, client):
    make_date(event := make_event(), starts_at=on(27, month=11))

    (access,) = shown(client, event).all("section", id="access")

    assert "Det er for sent at bestille en tolk" in words(access)


# 3. Labels and ways in --------------------------------------------------------------


@pytest.mark.parametrize(
    ("event", "date", "said"),
    [
        ({"status": EventStatus.CANCELLED, "note_da": "For få."}, {},
         "Arrangementet er aflyst. For få."),
        ({}, {"status": DateStatus.CANCELLED, "note_da": "Sygdom."}, "Aflyst Sygdom."),
        ({}, {"status": DateStatus.POSTPONED},
         "Udsat: den nye dato kendes ikke endnu"),
        ({}, {"status": DateStatus.RESCHEDULED, "former_starts_at": on(1),
              "former_ends_at": on(1, 19), "note_da": "Ovnen."},
         "Flyttet fra tirsdag den 1. december 2026 kl. 17.00–19.00 Ovnen."),
        ({}, {"capacity": 0}, "Alt optaget"),
        ({}, {"starts_at": on(1, month=11)}, "Arrangementet har været."),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("clock")
def test_the_head_says_what_is_not_as_one_would_think(index, client, event, date, said):
    made = make_event(**event)
    make_date(made, **{"starts_at": on(3)} | date)

    assert messages(shown(client, made)) == [said]


@pytest.mark.parametrize(
    ("event", "date", "said", "label"),
    [
        ({"sign_up": SignUpWay.NONE}, {},
         "Bare kom. Du skal ikke tilmelde dig.", None),
        ({"opens_at": on(1)}, {},
         "Tilmeldingen åbner tirsdag den 1. december 2026 kl. 17.00.", None),
        ({"closes_hours_before": 24 * 30}, {}, "Tilmeldingen er lukket.", None),
        ({}, {"seats": 0}, "Der er fuldt, og der er ingen venteliste.", None),
        ({"sign_up": SignUpWay.ELSEWHERE, "sign_up_url": "https://example.org/"}, {},
         None, "Tilmeld dig på deres egen side"),
        ({}, {}, None, "Tilmeld dig"),
        ({}, {"seats": 5}, "Alt optaget", "Skriv dig på ventelisten"),
        ({}, {"status": DateStatus.CANCELLED}, None, None),
        ({"status": EventStatus.CANCELLED}, {}, None, None),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("clock")
def test_the_head_says_how_one_comes(index, client, event, date, said, label):
    made = make_event(**event)
    if "seats" in date:
        date = {"seats": make_seats(0, waiting_places=date["seats"])}
    make_date(made, **{"starts_at": on(3)} | date)

    (head,) = shown(client, made).all("header", class_="space-head")

    text, buttons = words(head), head.findall(".//a[@class='btn']")
    assert [words(each) for each in buttons] == ([label] if label else [])
    assert said is None or said in text


# 4. Dates ---------------------------------------------------------------------------


@pytest.mark.usefixtures("clock")
def test_a_series_shows_the_next_dates_and_folds_the_rest_away(index, client):
    event = make_event(sign_up=SignUpWay.NONE)
    for week in range(-2, 8):
        make_date(event, starts_at=on(3) + dt.timedelta(weeks=week))

    (dates,) = shown(client, event).all("section", id="dates")

    folded, past = dates.findall("details")
    assert len(dates.findall("ul/li")) == 5
    assert (words(folded.find("summary")), len(folded.findall("ul/li"))) == (
        "4 datoer mere", 4,
    )  # fmt: skip
    assert (
        words(past) == "1 dato har været Torsdag den 19. november 2026 kl. 17.00–19.00"
    )


@pytest.mark.usefixtures("clock")
def test_a_course_says_that_one_signs_up_once(index, client):
    event, seats = make_event(is_course=True), make_seats()
    for day in (3, 10, 17):
        make_date(event, starts_at=on(day), seats=seats)

    (head,) = shown(client, event).all("header", class_="space-head")

    assert "Et kursus på 3 datoer: Du tilmelder dig én gang til dem alle." in words(
        head
    )


# 5. For machines --------------------------------------------------------------------


@pytest.mark.usefixtures("clock")
def test_machines_read_status_place_and_offer_but_not_the_online_address(index, client):
    secret = "https://meet.example.org/secret"
    event = make_event(format="hybrid", online_url=secret, sign_up=SignUpWay.NONE)
    make_date(event, starts_at=on(3))
    make_date(
        event, starts_at=on(4), status=DateStatus.RESCHEDULED, former_starts_at=on(2),
        former_ends_at=on(2, 19),
    )  # fmt: skip
    make_date(event, starts_at=on(5), status=DateStatus.POSTPONED)
    make_date(event, starts_at=on(6), status=DateStatus.CANCELLED)

    page = shown(client, event)
    found = nodes(page)

    assert [each["eventStatus"].rsplit("/", 1)[1] for each in found] == [
        "EventScheduled", "EventRescheduled", "EventPostponed", "EventCancelled",
    ]  # fmt: skip
    starts = [each["startDate"] for each in found]
    assert starts == [f"2026-12-0{day}T17:00:00+01:00" for day in (3, 4, 5, 6)]
    assert found[1]["previousStartDate"] == "2026-12-02T17:00:00+01:00"
    place, online = found[0]["location"]
    assert place["name"] == "Huset"
    assert place["address"]["postalCode"] == "2200"
    assert online["url"] == f"http://testserver/da/kom-forbi/{event.slug}/"
    assert found[0]["offers"]["price"] == "0"
    assert "offers" not in found[3]
    (shared,) = page.all("meta", property="og:image")
    assert {each["image"] for each in found} == {shared.get("content")}
    assert secret not in client.get(f"/da/kom-forbi/{event.slug}/").content.decode()


# 6. Beside and around ---------------------------------------------------------------


@pytest.mark.usefixtures("clock")
def test_like_it_are_the_next_others_of_its_theme_or_district(index, client):
    theme = Theme.objects.create(name_da="Mad", slug="mad")
    valby = factories.make_district()
    event, same, near, far = (make_event() for _ in range(4))
    for each in (event, same):
        each.themes.add(theme)
    for each in (event, near):
        each.districts.add(valby)
    for day, each in enumerate((event, near, same, far), 1):
        make_date(each, starts_at=on(day))

    (band,) = shown(client, event).all("section", **{"aria-labelledby": "related"})

    titles = [words(row.find(".//h3/a")) for row in band.iter("li")]
    assert titles == [str(near.title_da), str(same.title_da)]


@pytest.mark.parametrize("slug", ["kalender", "feed", "past"])
def test_no_event_takes_a_word_that_the_list_needs(db, slug):
    with pytest.raises(ValidationError) as caught:
        make_event(slug=slug).clean()

    assert list(caught.value.message_dict) == ["slug"]


def test_the_map_of_the_site_has_an_event_without_a_page_in_both_languages(
    index, client
):
    make_date(make_event(slug="suppe"))
    make_event_page(make_event(slug="broed"))

    found = client.get("/sitemap.xml").content.decode()

    for path in ("da/kom-forbi/suppe", "en/drop-by/suppe", "en/drop-by/broed"):
        assert found.count(f"<loc>http://testserver/{path}/</loc>") == 1
    assert found.count("<loc>http://testserver/da/kom-forbi/broed/</loc>") == 1


# 7. What it costs -------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 3, 30])
def test_queries_of_an_event_do_not_grow(index, client, number):
    event = make_event(contact=factories.make_person(), image=factories.make_image())
    make_event_page(event)
    theme = Theme.objects.create(name_da="Mad", slug="mad")
    for day in range(1, number + 1):
        event.hosts.add(factories.make_organisation())
        event.speakers.add(factories.make_person())
        make_date(event, starts_at=evening(day), space=make_space())
        other = make_date(starts_at=evening(day)).event
        other.themes.add(theme)
    event.themes.add(theme)

    paths = f"/da/kom-forbi/{event.slug}/", f"/en/drop-by/{event.slug}/"
    found = [queries_of(client, path) for path in paths]

    assert found == [10, 10]
