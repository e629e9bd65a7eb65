"""Rows of stories and the directory that addresses name, for the table of addresses."""

from uuid import uuid4

from stories.models import ProfileMessage
from tests.stories.asked import ask, make_listed
from tests.stories.makers import make_consent, make_story
from tests.stories.nominated import make_nomination


def of_stories() -> dict[str, dict]:
    """By the beginning of the address's name: what fills its gaps."""
    nomination, asked, there = make_nomination(), ask(), make_listed()
    written = ProfileMessage.objects.create(organisation=there, key=uuid4())
    consent, story = make_consent(), make_story().translation_key
    return {
        "answer_consent": {"key": consent.link_key},
        "take_back_consent": {"key": consent.take_back_key},
        "story_picture": {"story": story, "version": "0a1b2c3d4e"},
        "staff_consent": {"pk": consent.pk, "step": "ask", "story": story},
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
        "write_to": {"slug": there.slug},
        "message_sent": {"slug": there.slug, "key": written.key},
        "profile_messages_of": {"slug": there.slug},
    }
