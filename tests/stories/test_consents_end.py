"""A yes that runs out: told a month before, unpublished when its last day has been."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone
from wagtail.models import Page

from hub import jobs as clock
from hub import privacy
from hub.models import Consent, ConsentState, OutgoingMail
from stories import jobs
from stories.models import StoryPage
from tests.factories import committed, make_staff, translate_page
from tests.stories.makers import (
    make_consent,
    make_portrait,
    make_story,
    make_story_index,
)

START = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
LAST_DAY = dt.date(2026, 5, 1)


@pytest.fixture
def ina(home) -> Consent:
    """Ina's yes until the first of May, to a story in both languages."""
    make_staff("Publishers", language="en")
    with time_machine.travel(START):
        story = make_story(live=False, consents=0, title="Suppe", slug="suppe")
        consent = make_consent(story, valid_until=LAST_DAY)
        with committed():
            story.save_revision().publish()
        index = make_story_index("en", title="Stories", slug="stories")
        key = story.get_parent().translation_key
        Page.objects.filter(pk=index.pk).update(translation_key=key)
        story = StoryPage.objects.get(pk=story.pk)
        translate_page(story, {"title": "Soup", "slug": "soup"})
    OutgoingMail.objects.all().delete()
    return consent


def run_on(day: str) -> list[str]:
    """What the jobs of a day mail, to whom."""
    before = OutgoingMail.objects.count()
    with time_machine.travel(f"{day}T09:00:00+02:00"), committed():
        jobs.tell_of_ending_consents()
        jobs.unpublish_ended_consents()
    mails = OutgoingMail.objects.order_by("pk")[before:]
    return sorted(mail.subject for mail in mails)


def live() -> list[str]:
    return sorted(StoryPage.objects.live().values_list("title", flat=True))


def test_it_is_told_a_month_before_and_ends_on_its_day(ina):
    soon = [
        "Dit ja til “Suppe” udløber snart",
        "The yes of Ina Holm to “Suppe” runs out soon",
    ]
    over = [
        "The yes of Ina Holm has run out: “Suppe” is unpublished",
        "“Suppe” er ikke længere udgivet",
    ]

    assert run_on("2026-04-01") == []
    assert run_on("2026-04-02") == soon
    assert run_on("2026-04-03") == []
    assert run_on("2026-05-01") == []
    assert live() == ["Soup", "Suppe"]
    assert run_on("2026-05-02") == over
    assert live() == []
    assert run_on("2026-05-03") == []


def test_nothing_is_deleted_and_a_new_yes_brings_it_back(ina):
    run_on("2026-05-02")
    assert StoryPage.objects.count() == 2

    Consent.objects.filter(pk=ina.pk).update(valid_until=None)
    story = StoryPage.objects.get(slug="suppe")
    with committed():
        story.get_latest_revision().publish()

    assert live() == ["Suppe"]


def test_a_story_that_shows_a_picture_of_her_ends_too(home):
    with time_machine.travel(START):
        consent = make_consent(valid_until=LAST_DAY)
        make_story(title="Brød", slug="broed", listing_image=make_portrait(consent))
        make_story(title="Suppe", slug="suppe")

    run_on("2026-05-02")

    assert live() == ["Suppe"]


def test_a_job_that_was_killed_after_its_mail_mails_once(ina):
    """The row says so in the same transaction: running again does nothing."""
    first = run_on("2026-04-02")

    assert len(first) == 2
    assert run_on("2026-04-02") == []


@pytest.mark.parametrize(
    ("state", "days", "email", "is_there"),
    [
        (ConsentState.WITHDRAWN, 80, True, True),
        (ConsentState.WITHDRAWN, 100, False, True),
        (ConsentState.WITHDRAWN, 370, False, False),
        (ConsentState.DECLINED, 80, True, True),
        (ConsentState.DECLINED, 100, False, False),
        (ConsentState.ASKED, 100, False, False),
        (ConsentState.GIVEN, 3000, True, True),
    ],
)
def test_what_is_kept_goes_after_its_time(home, state, days, email, is_there):
    ago = timezone.now() - dt.timedelta(days=days)
    times = {"asked_at": ago, "answered_at": ago, "withdrawn_at": ago}
    consent = make_consent(state=state, **times)

    privacy.delete_what_is_past_its_time()

    found = Consent.objects.filter(pk=consent.pk).first()
    assert (found is not None) == is_there
    assert bool(found and found.email) == email


def test_the_jobs_are_registered():
    names = {job.name for job in clock.registered()}

    assert {
        "stories.jobs.tell_of_ending_consents",
        "stories.jobs.unpublish_ended_consents",
    } <= names
