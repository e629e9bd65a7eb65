"""Reading the list of spaces in tests, on a Wednesday morning."""

import datetime as dt

import pytest

from spaces.models import AccessFact
from tests.reading import Page, words
from tests.spaces import makers

URL = "/da/lokaler/"
NOW = dt.datetime(2026, 11, 25, 9, 0, tzinfo=makers.ZONE)  # a Wednesday
THURSDAY = "date=2026-11-26"
AFTERNOON = f"{THURSDAY}&start=14:00&until=17:00"


@pytest.fixture
def lists(home, time_machine):
    """The list of spaces on a Wednesday morning."""
    time_machine.move_to(NOW, tick=False)
    return makers.make_index_page(who_may_borrow="Alle må låne. Nogle betaler mindre.")


@pytest.fixture
def venue(lists):
    """A house that is open from 8 to 22."""
    return makers.make_venue()


def local(day: int, hour: int, minute: int = 0) -> dt.datetime:
    """A time in November 2026."""
    return makers.local(dt.date(2026, 11, day), hour, minute)


def shown(client, query: str = "", url: str = URL) -> Page:
    """The list for a query."""
    answer = client.get(f"{url}?{query}")
    assert answer.status_code == 200
    return Page(answer)


def names(page: Page) -> list[str]:
    """Names of the rows, in their order."""
    return [words(next(row.iter("a"))) for row in page.all("li", class_="space")]


def free_times(page: Page) -> list[str]:
    """When the rows say that they are free next."""
    return page.texts("p", class_="space__next")


def nearest(page: Page) -> list[str]:
    """What the page offers where nothing is free."""
    lists = page.all("ul", class_="nearest")
    return [words(item) for each in lists for item in each.iter("li")]


def make_quick_space(venue, **fields):
    """A space that says yes at once, so that tests can book it for today."""
    return makers.make_space(venue, approval="automatic", **fields)


def know(owner: dict, **answers: str) -> None:
    """Somebody has looked at the access of a venue or a space."""
    for feature, answer in answers.items():
        AccessFact.objects.create(
            feature=feature,
            answer=answer,
            looked_by="Ea",
            looked_on=NOW.date(),
            **owner,
        )
