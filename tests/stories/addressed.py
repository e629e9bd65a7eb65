"""Rows of stories and the directory that addresses name, for the table of addresses."""

from tests.stories.asked import ask, make_listed
from tests.stories.nominated import make_nomination


def of_stories() -> dict[str, dict]:
    """By the beginning of the address's name: what fills its gaps."""
    nomination, asked, there = make_nomination(), ask(), make_listed()
    return {
        "nomination": {"pk": nomination.pk, "step": "decline"},
        "nomination_sent": {"key": nomination.key},
        "profile_request": {"pk": asked.pk},
        "approve_profile": {"pk": asked.pk},
        "decline_profile": {"pk": asked.pk},
        "profile_request_sent": {"key": asked.key},
        "withdraw_request": {"key": asked.key},
        "change_organisation": {"slug": there.slug},
        "claim_organisation": {"slug": there.slug},
        "confirm_own": {"slug": there.slug},
    }
