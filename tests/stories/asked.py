"""Requests to the directory for tests: forms as people send them, and rows."""

import uuid

from hub.forms import PublicForm
from hub.models import OfferKind, Organisation, User
from stories.actions import listing, profile_answers
from stories.choices import RequestKind
from stories.models import ProfileRequest
from tests import factories

NEW = {"da": "/da/jeres-virksomhed/ny/", "en": "/en/your-organisation/new/"}
CVR = "12345674"  # its check digit is right
WORDS = {
    "name": "Krank og Sko",
    "cvr": "",
    "purpose": "Flere kommer ud på to hjul.",
    "pitch": "Lapper cykler og sko",
    "offers": "Cykler fra 500 kr.",
    "areas": ["employment"],
    "founded_on": "2026-06-01",
    "size_band": "2-4",
    "site": "example.org/krank",
    "email": "krank@example.org",
}


def make_places() -> dict:
    """What may be ticked, as the form sends it."""
    district = factories.make_district(name_da="Valby", name_en="Valby", slug="valby")
    kind = OfferKind.objects.create(name_da="Cykler", name_en="Bikes", slug="bikes")
    return {"districts": [district.slug], "kinds": [kind.slug]}


def typed(clock, **said) -> dict:
    """What a person sends who took a while to write it."""
    stamp = PublicForm.new_stamp()
    clock.shift(30)
    return {"stamp": stamp, "website": "", "key": "a-key"} | said


def facts(**said) -> dict:
    """The facts of a new profile, as an action takes them."""
    return {
        "name": "Krank og Sko",
        "purpose_da": "Flere kommer ud på to hjul.",
        "pitch_da": "Lapper cykler og sko",
    } | said


def make_listed(**fields) -> Organisation:
    """An organisation in the directory."""
    values = {
        "state": "published",
        "pitch_da": "Bager brød",
        "email": "post@example.org",
    }
    return factories.make_organisation(**values | fields)


def make_owner(organisation: Organisation, **fields) -> User:
    """Somebody who looks after an organisation."""
    user = factories.make_user(**fields)
    organisation.memberships.create(user=user, role="owner")
    return user


def ask(kind: str = "listing", by: User | None = None, **said) -> ProfileRequest:
    """A request that waits."""
    by = by or factories.make_user(first_name="Ea", last_name="Ejer")
    said.setdefault("facts", facts() if kind == RequestKind.LISTING else {})
    values = {"key": uuid.uuid4(), "language": "da"} | said
    return listing.ask(kind=kind, by=by, **values)


def approve(asked: ProfileRequest, **said) -> ProfileRequest:
    """Say yes to it as it stands."""
    there = profile_answers.organisation_of(asked)
    values = {
        "by": factories.make_staff(),
        "seen": profile_answers.seen_as(asked, there),
    }
    return profile_answers.approve(request=asked, **values | said)
