"""What requests keep about people: shown, deleted, and gone when its time is over."""

import datetime as dt

import pytest
from django.utils import timezone, translation

from hub import privacy
from hub.accounts import account_for
from hub.kept.accounts import delete_account
from hub.models import Organisation
from stories.kept.requests import clear_requests
from stories.models import ProfileRequest
from tests import factories
from tests.hub.test_privacy import tables_with
from tests.stories.asked import approve, ask, facts, make_listed

ADDRESS = "maja.fog@example.org"
DAY = dt.timedelta(days=1)


@pytest.fixture
def maja(db):
    """Somebody who asks to be listed."""
    return account_for(ADDRESS)


def lines() -> dict[str, int]:
    """How much each line holds on Maja."""
    held = privacy.held_on(privacy.subject_at(ADDRESS))
    return {each.line.name: len(each.items) for each in held}


def test_what_somebody_asked_is_shown_to_them(maja):
    asked = ask(by=maja, name="Maja Fog", text="Jeg er lige begyndt")
    with translation.override("en"):
        item = privacy.item_of(
            privacy.subject_at(ADDRESS), "profile_requests", str(asked.pk)
        )

    told = dict(item.facts)
    assert told["In your own words"] == "Jeg er lige begyndt"
    assert told["Organisation"] == "Krank og Sko"
    assert "Name: Krank og Sko" in told["How it should be"]
    assert item.can_be_deleted


def test_an_address_in_the_facts_of_somebody_elses_request_is_found(db):
    ask(facts=facts(email=ADDRESS))

    assert lines() == {"profile_requests": 1}


def test_deleting_everything_leaves_no_trace_and_the_profile_stays(maja):
    asked = ask(by=maja, name="Maja Fog", facts=facts(about_da="Maja står bag"))
    approve(ask(by=maja, facts=facts(name="Andet")))

    privacy.delete_everything(privacy.subject_at(ADDRESS))

    assert tables_with("maja fog") == tables_with(ADDRESS) == set()
    assert not ProfileRequest.objects.filter(pk=asked.pk).exists()
    assert [each.name for each in Organisation.objects.all()] == ["Andet"]


def test_an_account_that_goes_leaves_its_profile_without_an_owner(maja):
    approve(ask(by=maja))
    there = Organisation.objects.get()

    delete_account(maja)

    there.refresh_from_db()
    assert there.state == "published"
    assert there.memberships.count() == 0


@pytest.mark.parametrize(
    ("state", "days", "stays"),
    [
        ("declined", 89, True), ("declined", 91, False),
        ("withdrawn", 89, True), ("withdrawn", 91, False),
        ("approved", 359, True), ("approved", 361, False),
        ("new", 1000, True),
    ],
)  # fmt: skip
def test_requests_go_when_their_time_is_over(db, state, days, stays):
    asked = ask()
    answered = None if state == "new" else timezone.now() - days * DAY
    ProfileRequest.objects.filter(pk=asked.pk).update(
        state=state, answered_at=answered, reason="Nej"
    )

    clear_requests(timezone.now())

    assert ProfileRequest.objects.exists() == stays


def test_who_answered_is_known_until_the_account_goes(db):
    staff = factories.make_staff("Publishers")
    asked = approve(ask("claim", organisation=make_listed()), by=staff)

    subject = privacy.subject_at(staff.email)
    held = {each.line.name: each.items for each in privacy.held_on(subject)}
    [item] = held["story_deeds"]
    item.line.delete(item.row)

    asked.refresh_from_db()
    assert asked.answered_by is None
