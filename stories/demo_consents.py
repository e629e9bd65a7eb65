"""The demo's consents: whoever is portrayed said yes before a story is published."""

import datetime as dt
from collections.abc import Iterable

from django.utils import timezone

from hub.demo_texts import key_of
from hub.models import Consent, ConsentState

COVERS = ("words", "pictures", "name", "sharing")


def give(page_key: str, rows: Iterable[dict]) -> list[Consent]:
    """The yes of each `[[portrayed]]` row to the story with that key of the demo.

    Call it before the story is published. Twice changes nothing: one person has one
    answer to one story.
    """
    return [give_one(page_key, row) for row in rows]


def give_one(page_key: str, row: dict) -> Consent:
    """A yes, with what it covers and the day it was said."""
    answered = timezone.now() - dt.timedelta(days=row["days_ago"])
    covers = {f"covers_{what}": what in row["covers"] for what in COVERS}
    consent, _is_new = Consent.objects.get_or_create(
        story=key_of(page_key),
        name=row["name"],
        defaults={
            "pseudonym": row.get("pseudonym", ""),
            "state": ConsentState.GIVEN,
            "asked_at": answered - dt.timedelta(days=2),
            "answered_at": answered,
        }
        | covers,
    )
    return consent
