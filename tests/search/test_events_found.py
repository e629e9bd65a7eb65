"""Events are found, told with the date that is next, and never after they are gone."""

import datetime as dt

import pytest
import time_machine

from events.choices import DateStatus, EventStatus
from events.models import Event, Occurrence
from hub import pagecache
from hub.models import Theme
from search import indexing, jobs
from search.models import Entry
from tests import factories
from tests.events.makers import (
    evening,
    make_date,
    make_draft,
    make_event,
    make_event_index,
    make_event_page,
)
from tests.reading import words
from tests.search.made import asked, titles, typed
from tests.spaces import makers


@pytest.fixture(autouse=True)
def _list(home):
    make_event_index()


def beside(page) -> list[str]:
    """What stands beside each hit."""
    return [words(hit) for hit in page.all("p", class_="ask__side")]


def test_an_event_is_found_by_everything_that_tells_of_it(client):
    space = makers.make_space(name_da="Loftet")
    event = make_event(
        title_da="Ovnens aften", summary_da="Kom og bag.", bring_da="Tag forklæde med."
    )
    event.hosts.add(factories.make_organisation(name="Brødlauget"))
    event.speakers.add(factories.make_person(name="Rosa Rugmel"))
    event.speakers.add(factories.make_person(name="Hemmelig Hansen", is_public=False))
    event.districts.add(factories.make_district(name_da="Valby", postcodes="2500"))
    event.themes.add(Theme.objects.create(name_da="Madglæde", slug="madglaede"))
    make_date(event, space=space)
    make_date(event, starts_at=evening(9), place="Bødkerhuset")
    page = make_event_page(event, title="Ovnens aften")
    page.body = [factories.make_block("text", "<p>Surdejen hæver.</p>")]
    with factories.committed():
        page.save_revision().publish()
    indexing.refresh()

    asked_for = [
        "ovnens", "bag", "forklæde", "Brødlauget", "Rugmel", "Valby", "2500",
        "Madglæde", "Loftet", "Bødkerhuset", "surdejen", "foredrag", "Hemmelig",
    ]  # fmt: skip
    hits = {text: titles(typed(client, text)) for text in asked_for}
    told = {"ovnens": page.get_url()}

    assert {text for text, found in hits.items() if found != ["Ovnens aften"]} == {
        "foredrag",  # a talk is called by another word
        "Hemmelig",
    }
    assert Entry.objects.get(kind="event").url == told["ovnens"]


def test_the_next_date_that_takes_place_is_told(client):
    event = make_event(title_da="Ovnens aften")
    make_date(event, starts_at=evening(-7))
    make_date(event, starts_at=evening(3), status=DateStatus.CANCELLED)
    make_date(event, starts_at=evening(5), place="Huset")
    make_date(event, starts_at=evening(40), place="Loftet")
    indexing.refresh()

    first = beside(typed(client, "ovnens"))
    with time_machine.travel(evening(6), tick=False):
        later = beside(typed(client, "ovnens"))

    days = [f"{evening(n):%d}".lstrip("0") + "." for n in (5, 40)]
    assert [len(first), len(later)] == [1, 1]
    assert [f"den {days[0]}" in first[0], "Huset" in first[0]] == [True, True]
    assert [f"den {days[1]}" in later[0], "Loftet" in later[0]] == [True, True]


def test_what_is_cancelled_says_so(client):
    event = make_event(title_da="Ovnens aften", status=EventStatus.CANCELLED)
    make_date(event)
    indexing.refresh()

    (side,) = beside(typed(client, "ovnens"))

    assert side.startswith("ArrangementAflyst")


def test_coming_events_stand_before_past_ones(client):
    for title, days in [("Ovn, ovn, ovn", -9), ("Åbent hus med ovn", 9)]:
        make_date(make_event(title_da=title), starts_at=evening(days))
    series = make_event(title_da="Ovnens række, ovn")
    make_date(series, starts_at=evening(-20))
    make_date(series, starts_at=evening(20))
    indexing.refresh()

    assert titles(typed(client, "ovn"))[-1] == "Ovn, ovn, ovn"
    assert sorted(titles(typed(client, "ovn", when="coming"))) == [
        "Ovnens række, ovn",
        "Åbent hus med ovn",
    ]
    assert titles(typed(client, "ovn", when="month")) == ["Ovn, ovn, ovn"]


def test_an_event_is_in_the_district_of_its_house_and_on_its_theme(client):
    valby = factories.make_district(name_da="Valby", slug="valby")
    venue = makers.make_venue(district=valby)
    space = makers.make_space(venue=venue)
    theme = Theme.objects.create(name_da="Mad", slug="mad")
    there, other = make_event(title_da="Der"), make_event(title_da="Andetsteds")
    make_date(there, space=space)
    make_date(other)
    other.themes.add(theme)
    indexing.refresh()
    pagecache.forget()

    assert titles(asked(client, "district=valby&kind=event")) == ["Der"]
    assert titles(asked(client, "theme=mad&kind=event")) == ["Andetsteds"]


def test_a_draft_is_not_found_and_what_is_withdrawn_is_not_shown(client):
    make_date(make_draft(title_da="Ovnens kladde"))
    make_event(title_da="Ovnen uden dag")
    event = make_event(title_da="Ovnens aften")
    make_date(event)
    indexing.refresh()
    assert titles(typed(client, "ovnen")) == ["Ovnens aften"]

    Event.objects.filter(pk=event.pk).update(status=EventStatus.DRAFT)
    assert titles(typed(client, "ovnen")) == []

    indexing.refresh()
    assert Entry.objects.filter(kind="event").count() == 0


def test_a_date_that_is_moved_is_followed():
    date = make_date()
    indexing.refresh()
    later = evening(30)

    Occurrence.objects.filter(pk=date.pk).update(
        starts_at=later, ends_at=later + dt.timedelta(hours=1)
    )

    assert indexing.refresh() == 1
    assert Entry.objects.get(kind="event").at == later


def test_the_clock_sees_that_a_date_has_passed():
    event = make_event()
    first, second = evening(3), evening(9)
    make_date(event, starts_at=first)
    make_date(event, starts_at=second)
    jobs.refresh_index()
    assert Entry.objects.get(kind="event").at == first

    with time_machine.travel(evening(4), tick=False):
        jobs.refresh_index()

    assert Entry.objects.get(kind="event").at == second
