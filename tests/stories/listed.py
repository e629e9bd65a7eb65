"""Organisations of the directory for tests, and reading the list."""

import datetime as dt
from itertools import count

from hub.models import OfferKind, Organisation
from stories.models import OrganisationIndexPage
from tests import factories
from tests.reading import Page, words

URL = {"da": "/da/virksomheder/", "en": "/en/enterprises/"}
NOW = dt.datetime(2026, 11, 25, 8, 0, tzinfo=dt.UTC)
_numbers = count(1)


def make_directory() -> OrganisationIndexPage:
    """The page of all organisations, in both languages."""
    page = factories.make_page(
        OrganisationIndexPage, slug="virksomheder", title="Virksomheder"
    )
    words = {"title": "Enterprises", "slug": "enterprises"}
    factories.translate_page(page, words)
    return page


def make_kind(slug: str, **fields) -> OfferKind:
    """A kind of offer; its Danish name is its address."""
    values = {"name_da": slug.title(), "name_en": slug.title()}
    return OfferKind.objects.create(slug=slug, **values | fields)


def make_listed(
    *, kinds=(), districts=(), areas=(), goals=(), **fields
) -> Organisation:
    """An organisation in the directory, with both languages and an address."""
    number = next(_numbers)
    values = {
        "name": f"Virksomhed {number}",
        "slug": f"virksomhed-{number}",
        "pitch_da": "Bager brød.",
        "pitch_en": "Bakes bread.",
        "email": f"virksomhed-{number}@example.org",
        "state": "published",
        "last_confirmed_at": NOW,
    }
    made = factories.make_organisation(**values | fields)
    made.offer_kinds.set(kinds)
    made.districts.set(districts)
    for area in areas:
        made.impact_areas.create(area=area)
    for goal in goals:
        made.goals.create(goal=goal)
    return made


def shown(client, query: str = "", language: str = "da") -> Page:
    """The list for a query."""
    answer = client.get(f"{URL[language]}?{query}")
    assert answer.status_code == 200
    return Page(answer)


def names(page: Page) -> list[str]:
    """Names of the rows, in their order."""
    return [words(next(row.iter("a"))) for row in page.all("li", class_="space")]


def choices(page: Page, name: str) -> dict[str, str]:
    """The choices of a field by their values, with their counts."""
    (field,) = page.all("select", name=name)
    return {each.get("value"): words(each) for each in field.iter("option")}
