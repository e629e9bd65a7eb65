"""The forms of houses and spaces as staff send them."""

from django.urls import reverse

from spaces.models import Space, Venue
from tests import factories
from tests.reading import Page

WRONG = "error-message"


def rows(name: str, *forms: dict, initial: int = 0) -> dict:
    """The fields of the rows of a form."""
    found = {
        f"{name}-TOTAL_FORMS": len(forms),
        f"{name}-INITIAL_FORMS": initial,
        f"{name}-MIN_NUM_FORMS": 0,
        f"{name}-MAX_NUM_FORMS": 1000,
    }
    for place, form in enumerate(forms):
        found |= {f"{name}-{place}-{key}": value for key, value in form.items()}
    return found


def price(group: str, kroner: str, **fields) -> dict:
    return {
        "id": "",
        "group": group,
        "ore_per_hour": kroner,
        "valid_from": "2026-01-01",
        "legal_basis_da": "Kommunalfuldmagten",
    } | fields


def hours(weekday: int, opens: str, closes: str, **fields) -> dict:
    return {"id": "", "weekday": weekday, "opens": opens, "closes": closes} | fields


BOTH = (price("confirmed", "75"), price("others", "240,50"))


def space_form(venue: Venue, *, prices=BOTH, own_hours=(), access=(), **fields):
    """What is sent for a new space."""
    values = {
        "venue": venue.pk,
        "name_da": "Køkkenet",
        "name_en": "The kitchen",
        "line_da": "Seks blus.",
        "slug": "koekkenet",
        "kind": "kitchen",
        "capacity": 8,
        "start_interval_minutes": 30,
        "shortest_minutes": 60,
        "longest_minutes": 480,
        "notice_hours": 2,
        "horizon_days": 90,
        "buffer_before_minutes": 0,
        "buffer_after_minutes": 0,
        "cancellation_notice_hours": 48,
        "approval": "staff",
        "is_open": "on",
    }
    return (
        values
        | rows("prices", *prices)
        | rows("opening_hours", *own_hours)
        | rows("access_facts", *access)
        | fields
    )


def venue_form(*, own_hours=(), access=(), **fields) -> dict:
    values = {
        "name_da": "Skolen",
        "slug": "skolen",
        "street": "Engen 1",
        "postcode": "2500",
        "town": "København",
        "district": factories.make_district().pk,
        "stop_da": "Valby St.",
        "way_in_da": "Gennem porten.",
    }
    return (
        values
        | rows("opening_hours", *own_hours)
        | rows("access_facts", *access)
        | fields
    )


def form_of(space: Space, **fields) -> dict:
    """What is sent when a space is opened and saved, but for what is changed."""
    prices = [
        {
            "id": row.pk,
            "group": row.group,
            "ore_per_hour": str(row.ore_per_hour // 100),
            "valid_from": row.valid_from.isoformat(),
            "legal_basis_da": row.legal_basis_da,
            "legal_basis_en": row.legal_basis_en,
        }
        for row in space.prices.all()
    ]
    same = {
        "name_da": space.name_da, "name_en": space.name_en, "line_da": space.line_da,
        "line_en": space.line_en, "slug": space.slug, "kind": space.kind,
        "capacity": space.capacity, "parts": [part.pk for part in space.parts.all()],
    }  # fmt: skip
    values = space_form(space.venue, prices=()) | same
    return values | rows("prices", *prices, initial=len(prices)) | fields


def edit(space: Space) -> str:
    return reverse("spaces:edit", args=[space.pk])


def errors(response) -> list[str]:
    """What stands by the fields, once each."""
    return list(dict.fromkeys(Page(response).texts("p", class_=WRONG)))


def bare_venue() -> dict:
    return {
        "name_da": "Tomt hus", "slug": "tomt", "street": "Vej 1", "postcode": "2500",
        "district": factories.make_district(), "stop_da": "Valby", "way_in_da": "Ind.",
    }  # fmt: skip
