"""The demo's nominations: one in each state, with the answer that is owed."""

import datetime as dt
from pathlib import Path

from django.utils import timezone

from hub.demo_texts import key_of, read
from hub.models import District
from hub.workdays import promised_by
from stories import demo_stories
from stories.actions import forgetting
from stories.actions.nominating import ANSWERS_WITHIN, DECIDED_WITHIN
from stories.choices import NominationState
from stories.models import Nomination

CONTENT = Path(__file__).parent / "demo_content"
COPIED = (
    "nominee", "organisation", "why", "link", "relation", "nominee_email",
    "nominee_phone", "knows", "language", "state", "reason",
)  # fmt: skip
ASKED = (
    NominationState.CONTACTED,
    NominationState.ACCEPTED,
    NominationState.PUBLISHED,
    NominationState.REFUSED,
)


def load() -> None:
    """Load those that are not there; who said no is deleted, as in life."""
    for row in read(CONTENT, "_nominations")["nomination"]:
        key = key_of(f"nomination.{row['key']}")
        if not Nomination.objects.with_key(key):
            nomination = Nomination.objects.create(key=key, **fields_of(row))
            if nomination.state == NominationState.REFUSED:
                forgetting.clear_nominee(nomination)


def fields_of(row: dict) -> dict:
    """A row of the file as a nomination of so many days ago."""
    sent = timezone.now() - dt.timedelta(days=row["sent_days_ago"])
    state = NominationState(row["state"])
    asked = sent + dt.timedelta(hours=5) if state in ASKED else None
    moved = (asked or sent) + (dt.timedelta(days=1) if asked else dt.timedelta())
    due = {
        NominationState.CONTACTED: moved + ANSWERS_WITHIN,
        NominationState.ACCEPTED: moved + DECIDED_WITHIN,
    }
    return {name: row[name] for name in COPIED} | {
        "district": District.objects.filter(slug=row["district"]).first(),
        "name": row["nominator_name"],
        "email": row["nominator_email"],
        "may_name": row["knows"],
        "nominee_language": row["language"],
        "sent_at": sent,
        "contacted_at": asked,
        "moved_at": moved,
        "answer_by": due.get(state) or promised_by(sent),
        "story": story_of(row["story"]),
    }


def story_of(key: str):
    """The Danish page of a story of the demo, if it is there."""
    return demo_stories.find(demo_stories.page_key({"key": key})) if key else None
