"""The list of events: what stands in it, what a reader narrows it by, what it costs."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from events.choices import DateStatus, EventStatus, SignUpWay
from hub.models import Audience, Theme
from spaces.choices import AccessFeature, Answer
from spaces.models import AccessFact
from tests import factories
from tests.events.makers import evening, make_date, make_event, make_event_index
from tests.home.test_pages import queries_of
from tests.reading import Page, words
from tests.spaces.makers import ZONE, make_space, make_venue

LIST = "/da/kom-forbi/"
WEDNESDAY = dt.datetime(2026, 11, 25, 12, tzinfo=ZONE)


@pytest.fixture
def index(home):
    return make_event_index()


def shown(client, query: str = "", path: str = LIST) -> Page:
    response = client.get(f"{path}{query}")
    assert response.status_code == 200
    return Page(response)


def rows(page: Page) -> list[str]:
    """The titles of the rows, in order."""
    return [words(row.find(".//h3/a")) for row in page.all("li", class_="event")]


def titled(title: str, **fields):
    return make_event(title_da=title, title_en=f"{title} (en)", **fields)


def looked(answer: str, **place) -> None:
    AccessFact.objects.create(
        answer=answer, looked_by="Ea", looked_on=dt.date(2026, 1, 1), **place
    )


# 1. What stands in it ---------------------------------------------------------------


def test_without_events_it_says_so(index, client):
    page = shown(client)

    assert page.text("h2", id="result-heading") == "Der er ikke planlagt noget lige nu"
    assert rows(page) == []


def test_the_next_come_first_and_what_is_over_or_unpublished_is_not_there(
    index, client
):
    make_date(titled("Sidst"), starts_at=evening(9))
    make_date(titled("Først"), starts_at=evening(2))
    make_date(titled("Forbi"), starts_at=evening(-2))
    make_date(titled("Kladde", status=EventStatus.DRAFT), starts_at=evening(3))

    assert rows(shown(client)) == ["Først", "Sidst"]


def test_a_series_stands_once_with_the_next_date_that_is_held(index, client):
    series = titled("Hver uge")
    make_date(series, starts_at=evening(1), status=DateStatus.CANCELLED)
    for week in range(1, 4):
        make_date(series, starts_at=evening(1 + 7 * week))

    page = shown(client)

    (row,) = page.all("li", class_="event")
    day = evening(8)
    assert words(row.find("time/b")) == f"{day.day}."
    assert "og 3 datoer mere" in words(row)
    assert "Aflyst" not in words(row)


@pytest.mark.parametrize(
    ("fields", "event", "label"),
    [
        ({"status": DateStatus.CANCELLED}, {}, "Aflyst"),
        ({}, {"status": EventStatus.CANCELLED}, "Aflyst"),
        ({"status": DateStatus.POSTPONED}, {},
         "Udsat: den nye dato kendes ikke endnu"),
        ({"capacity": 0}, {}, "Alt optaget"),
        ({"capacity": 3}, {}, "Få pladser tilbage"),
        ({"capacity": 0}, {"sign_up": SignUpWay.NONE}, None),
        ({"capacity": 4}, {}, None),
        ({"capacity": None}, {}, None),
    ],
)  # fmt: skip
def test_a_row_says_what_is_not_as_one_would_think(index, client, fields, event, label):
    make_date(make_event(**event), **fields)

    (row,) = shown(client).all("li", class_="event")

    found = [words(each) for each in row.iter("strong")]
    assert found == ([label] if label else [])


def test_a_moved_date_says_when_it_was(index, client):
    was = dt.datetime(2026, 12, 1, 17, tzinfo=ZONE)
    make_date(
        status=DateStatus.RESCHEDULED, former_starts_at=was,
        former_ends_at=was + dt.timedelta(hours=2),
    )  # fmt: skip

    (row,) = shown(client).all("li", class_="event")

    moved = [words(each) for each in row.iter("strong")]
    assert moved == ["Flyttet fra tirsdag den 1. december 2026 kl. 17.00–19.00"]


def test_the_english_list_tells_in_english_of_what_has_no_english_page(index, client):
    make_event_index("en", title="Drop by", slug="drop-by")
    make_date(titled("Suppe", slug="suppe"))

    page = shown(client, path="/en/drop-by/")

    assert ("Suppe (en)", "/en/drop-by/suppe/") in page.links()


# 2. What a reader narrows it by -----------------------------------------------------


def test_each_answer_narrows_the_list(index, client):
    theme = Theme.objects.create(name_da="Cykler", slug="cykler")
    audience = Audience.objects.create(name_da="Unge", slug="unge")
    district = factories.make_district(name_da="Valby", slug="valby")
    one = titled("Et", kind="pitch", languages="da, en", is_free=True, format="hybrid")
    one.themes.add(theme)
    one.audiences.add(audience)
    one.districts.add(district)
    make_date(one)
    make_date(titled("To", kind="meal", is_free=False, price_da="75 kr."))

    asked = [
        "kind=pitch", "theme=cykler", "audience=unge", "district=valby", "language=en",
        "free=on", "online=on",
    ]  # fmt: skip
    found = {query: rows(shown(client, f"?{query}")) for query in asked}

    assert found == dict.fromkeys(asked, ["Et"])
    assert rows(shown(client)) == ["Et", "To"]
    assert rows(shown(client, "?kind=meal&free=on")) == []


def test_an_event_is_in_the_district_of_its_house_too(index, client):
    valby = factories.make_district(name_da="Valby", slug="valby")
    make_date(titled("Der"), space=make_space(venue=make_venue(district=valby)))
    make_date(titled("Andetsteds"), space=make_space())

    assert rows(shown(client, "?district=valby")) == ["Der"]


def test_access_is_what_somebody_saw_in_the_space_and_its_house(index, client):
    venue = make_venue()
    heard, unheard = make_space(venue=venue), make_space(venue=venue)
    looked(Answer.YES, venue=venue, feature=AccessFeature.WAY_IN)
    looked(Answer.YES, space=heard, feature=AccessFeature.LOOP)
    looked(Answer.NO, space=unheard, feature=AccessFeature.LOOP)
    make_date(titled("Slynge"), space=heard)
    make_date(titled("Ingen slynge"), space=unheard, starts_at=evening(8))
    make_date(titled("Hos andre"), starts_at=evening(9))

    assert rows(shown(client, "?need=way_in")) == ["Slynge", "Ingen slynge"]
    assert rows(shown(client, "?need=way_in&need=loop")) == ["Slynge"]


@time_machine.travel(WEDNESDAY, tick=False)
def test_this_week_ends_on_sunday_night(index, client):
    for title, day, hour in [
        ("Onsdag", 25, 11), ("Torsdag", 26, 17), ("Søndag", 29, 22), ("Mandag", 30, 0),
    ]:  # fmt: skip
        start = dt.datetime(2026, 11, day, hour, tzinfo=ZONE)
        make_date(titled(title), starts_at=start)

    assert rows(shown(client, "?week=on")) == ["Onsdag", "Torsdag", "Søndag"]


def test_a_value_that_nobody_understands_is_left_out_and_said_so(index, client):
    make_date(titled("Et"))

    page = shown(client, "?kind=ball&district=atlantis&need=x&month=x")

    assert page.text("div", class_="msg--info") == (
        "Vi forstod ikke dette valg og har udeladt det: Hvad er det?, Bydel, Adgang."
    )
    assert rows(shown(client, "?kind=ball&page=x")) == ["Et"]


def test_pages_and_tabs_take_the_choice_along(index, client):
    for _number in range(21):
        make_date()

    page = shown(client, "?kind=talk")

    assert len(rows(page)) == 20
    links = dict(page.links())
    assert links["2"] == "?kind=talk&page=2#result"
    assert links["Tidligere"] == "/da/kom-forbi/tidligere/?kind=talk#result"
    assert len(rows(shown(client, "?kind=talk&page=2"))) == 1


# 3. What has been -------------------------------------------------------------------


@time_machine.travel(WEDNESDAY, tick=False)
def test_what_has_been_stands_by_year_the_last_first(index, client):
    series = titled("Hver måned")
    for month in (1, 2, 12):
        make_date(series, starts_at=dt.datetime(2026, month, 1, 17, tzinfo=ZONE))
    make_date(titled("Nytår"), starts_at=dt.datetime(2025, 12, 31, 23, tzinfo=ZONE))
    make_date(titled("Sommer"), starts_at=dt.datetime(2026, 7, 1, 17, tzinfo=ZONE))
    draft = titled("Kladde", status=EventStatus.DRAFT)
    make_date(draft, starts_at=dt.datetime(2024, 7, 1, 17, tzinfo=ZONE))

    page = shown(client, path="/da/kom-forbi/tidligere/")
    before = shown(client, "?year=2025", path="/da/kom-forbi/tidligere/")

    assert rows(page) == ["Sommer", "Hver måned"]
    assert page.text("h2", id="result-heading") == "2 arrangementer i 2026"
    assert rows(before) == ["Nytår"]
    years = [words for words, _url in page.links() if words.isdecimal()]
    assert years == ["2026", "2025"]
    assert rows(shown(client, "?year=9", path="/da/kom-forbi/tidligere/")) == rows(page)


def test_the_switch_leads_to_what_has_been_in_the_other_language(index, client):
    make_event_index("en", title="Drop by", slug="drop-by")

    page = shown(client, path="/da/kom-forbi/tidligere/")

    assert dict(page.links())["English"] == "/en/drop-by/past/"


@pytest.mark.parametrize(("hours", "held"), [(2, True), (48, False)])
def test_only_a_time_of_day_is_kept_on_one_line(index, client, hours, held):
    start = evening(7)
    make_date(starts_at=start, ends_at=start + dt.timedelta(hours=hours))

    (row,) = shown(client).all("li", class_="event")

    [clock] = [each for each in row.iter("span") if "kl. " in words(each)]
    assert clock.get("class") == ("nowrap" if held else None)


# 4. A month and its days -------------------------------------------------------------


def test_a_day_of_the_month_shows_five_dates_and_leads_to_all(index, client):
    for number in range(27):
        make_date(titled(f"Nr. {number}"), starts_at=at_minute(number))
    make_date(titled("Næste dag"), starts_at=at_minute(0) + dt.timedelta(days=1))

    month = shown(client, "?month=2031-05&kind=talk")
    [more] = [url for text, url in month.links() if text == "og 22 til denne dag"]
    day = shown(client, more.partition("#")[0])
    rest = shown(client, dict(day.links())["2"].partition("#")[0])

    cell = month.all("table", class_="month")[0]
    titles = [words(each) for each in cell.findall(".//li/a")]
    assert titles == [f"Nr. {number}" for number in range(5)] + [
        "og 22 til denne dag", "Næste dag",
    ]  # fmt: skip
    assert more == "?kind=talk&day=2031-05-06#result"
    assert day.text("h2", id="result-heading") == "Tirsdag den 6. maj 2031"
    assert rows(day) + rows(rest) == [f"Nr. {number}" for number in range(27)]
    assert dict(day.links())["Maj 2031"] == "?kind=talk&month=2031-05#result"


@pytest.mark.parametrize("said", ["x", "2031-02-30", "1066-10-14", "9999-12-31"])
def test_what_is_no_day_shows_today(index, client, said):
    today = shown(client, f"?day={timezone.localdate():%Y-%m-%d}")

    page = shown(client, f"?day={said}")

    heading = page.text("h2", id="result-heading")
    assert heading == today.text("h2", id="result-heading")
    assert "Ingenting denne dag" in page.texts("p", class_="hint")


def at_minute(number: int) -> dt.datetime:
    """So many minutes after ten on a day in May."""
    return dt.datetime(2031, 5, 6, 10, number, tzinfo=ZONE)


# 5. What it costs -------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 3, 30])
def test_queries_of_the_lists_do_not_grow(index, client, number):
    space = make_space()
    looked(Answer.YES, venue=space.venue, feature=AccessFeature.WAY_IN)
    for each in range(number):
        make_date(space=space, starts_at=evening(7))
        make_date(starts_at=evening(-each - 1))
    month, day = f"{evening(7):%Y-%m}", f"?day={evening(7):%Y-%m-%d}"

    found = [
        queries_of(client, f"{LIST}{path}")
        for path in ("", "?need=way_in&kind=talk", f"?month={month}", day, "tidligere/")
    ]

    assert found == [9, 9, 8, 8, 9]
