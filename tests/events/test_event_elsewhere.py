"""Events on pages of other rooms: front page, district, space, profile."""

import pytest

from events.choices import DateStatus
from hub.models import OrganisationState
from tests import factories
from tests.events.makers import evening, make_date, make_event, make_event_index
from tests.home.test_pages import queries_of
from tests.reading import Page, words
from tests.spaces.makers import make_space, make_space_page
from tests.stories.listed import make_directory


def told(client, path: str, heading: str) -> list[str]:
    """The titles of events under a heading; nothing without it."""
    found = [
        section
        for section in Page(client.get(path)).tree.iter("section")
        if (head := section.find(".//h2")) is not None and words(head) == heading
    ]
    return [words(link) for each in found for link in each.findall(".//h3/a")]


@pytest.fixture
def there(home):
    """An event of an organisation, in a space, in a district, and one of none."""
    make_event_index()
    make_directory()
    space, district = make_space(), factories.make_district()
    host = factories.make_organisation(
        slug="broedbyen", state=OrganisationState.PUBLISHED
    )
    event = make_event(title_da="Suppe")
    event.hosts.add(host)
    event.districts.add(district)
    make_date(event, starts_at=evening(3), space=space)
    make_date(make_event(title_da="Andet"), starts_at=evening(5))
    make_date(make_event(title_da="Forbi"), starts_at=evening(-5), space=space)
    page = factories.make_district_page(district)
    return {"space": make_space_page(space).url, "district": page.url, "host": host}


def test_each_page_tells_of_its_own_events(there, client):
    found = [
        told(client, "/da/", "Kom forbi"),
        told(client, there["district"], "Det sker her"),
        told(client, there["space"], "Det sker her"),
        told(client, "/da/virksomheder/broedbyen/", "Det inviterer de til"),
    ]

    assert found == [["Suppe", "Andet"], ["Suppe"], ["Suppe"], ["Suppe"]]


def test_the_front_page_invites_to_nothing_that_is_cancelled(there, client):
    make_date(
        make_event(title_da="Aflyst"),
        starts_at=evening(1),
        status=DateStatus.CANCELLED,
    )

    assert told(client, "/da/", "Kom forbi") == ["Suppe", "Andet"]


def test_without_events_the_pages_are_silent(home, client):
    make_event_index()
    district = factories.make_district_page()

    assert told(client, "/da/", "Kom forbi") == []
    assert told(client, district.url, "Det sker her") == []


@pytest.mark.parametrize("number", [1, 30])
def test_events_cost_the_other_pages_nothing_once_they_are_remembered(
    there, client, number
):
    for day in range(number):
        date = make_date(starts_at=evening(day + 1))
        date.event.hosts.add(there["host"])
    paths = ["/da/", there["district"], "/da/virksomheder/broedbyen/"]

    assert [queries_of(client, path) for path in paths] == [5, 9, 10]
