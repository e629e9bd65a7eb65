"""Rows of stories and the directory that addresses name, for the table of addresses."""

from tests.stories.nominated import make_nomination


def of_stories() -> dict[str, dict]:
    """By the beginning of the address's name: what fills its gaps."""
    nomination = make_nomination()
    return {
        "nomination": {"pk": nomination.pk, "step": "decline"},
        "nomination_sent": {"key": nomination.key},
    }
