"""The demo's proposals: what the paper asks, what its authors promise, and examples."""

from datetime import timedelta

from django.utils import timezone

from home.actions import add_entry
from home.demo_texts import read
from home.models import Proposal
from hub.demo_texts import columns


def load() -> None:
    """Make the proposals that are missing, each with its history."""
    for row in read("_proposals")["proposal"]:
        proposal, is_new = Proposal.objects.get_or_create(
            slug=row["key"],
            defaults=columns(row, "title", "text")
            | {
                "recommendation": row["recommendation"] or None,
                "order": row["order"],
                "asked_of": row["asked_of"],
                "is_example": row.get("is_example", False),
            },
        )
        if is_new:
            load_entries(proposal, row)


def load_entries(proposal: Proposal, row: dict) -> None:
    """What has happened, from the oldest to the newest day."""
    today = timezone.localdate()
    owner = row.get("owner", {"da": "", "en": ""})
    target = row.get("target_in_days")
    for entry in row.get("entries", []):
        is_taken_up = bool(entry.get("status"))
        add_entry(
            proposal=proposal,
            happened_on=today - timedelta(days=entry["days_ago"]),
            answer=entry["answer"],
            status=entry.get("status", ""),
            source_url=entry.get("source_url", ""),
            source_da=entry["source_title"]["da"],
            source_en=entry["source_title"]["en"],
            owner_da=owner["da"] if is_taken_up else "",
            owner_en=owner["en"] if is_taken_up else "",
            target_on=today + timedelta(days=target)
            if is_taken_up and target is not None
            else None,
            **columns(entry, "text"),
        )
