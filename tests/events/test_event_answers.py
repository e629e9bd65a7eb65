"""Staff answer suggestions; who may do what with events, and what waits for whom."""

import datetime as dt

import pytest

from events.models import Event
from tests import factories
from tests.events.editing import at_desk, facts, url
from tests.events.makers import (
    make_date,
    make_event,
    make_event_page,
    make_signup,
)
from tests.hub.test_first_page import rows
from tests.spaces.makers import make_space

DRAFT = {"status": "draft", "published_at": None}
LISTS = ("events_desk", "event_drafts", "event_suggestions", "events_past")
DAY = dt.timedelta(days=1)


# Suggestions ------------------------------------------------------------------------


def test_a_suggestion_becomes_a_draft_once(client, home):
    at_desk(client)
    event = make_event(status="suggested", published_at=None)

    first, again = (client.post(url("event_accept", event)) for _ in range(2))

    assert Event.objects.get().status == "draft"
    assert (first.url, again.url) == (
        url("event_facts", event),
        url("event_desk", event),
    )


@pytest.mark.parametrize("reason", [" ", "Ring 010180-1234", "x" * 601])
def test_a_no_needs_a_proper_reason(client, home, reason):
    at_desk(client)
    event = make_event(status="suggested", published_at=None)

    response = client.post(url("event_decline", event), {"reason": reason})

    assert (response.status_code, Event.objects.get().status) == (422, "suggested")


def test_a_no_is_said(client, home):
    at_desk(client)
    event = make_event(status="suggested", published_at=None)

    response = client.post(url("event_decline", event), {"reason": "Vi har lukket."})

    assert response.url == url("event_suggestions")
    assert Event.objects.get().status == "declined"


# Rights -----------------------------------------------------------------------------

WRITE, PUBLISH = "event_facts event_date_add event_repeat", "event_publish event_cancel"
MAY = {
    "Editors": {"event_new": 200, "event_facts": 200, "event_publish": 403},
    "Publishers": {"event_new": 200, "event_facts": 200, "event_publish": 200},
    "Hub managers": {"event_new": 200, "event_facts": 200, "event_publish": 200},
    "Booking desk": {"event_new": 403, "event_facts": 403, "event_publish": 403},
    "Venue hosts": {"event_new": 403, "event_facts": 403, "event_publish": 403},
}


@pytest.mark.parametrize("role", MAY)
def test_a_role_opens_what_it_may(client, home, role):
    at_desk(client, role)
    event = make_event(**DRAFT)
    make_date(event)

    statuses = {
        name: client.get(url(name, None if name == "event_new" else event)).status_code
        for name in MAY[role]
    }

    refused = {name: 302 if code == 403 else code for name, code in MAY[role].items()}
    assert statuses == refused
    assert client.get(url("event_desk", event)).status_code == 200


def test_who_may_not_come_in_sees_nothing(client, home):
    event = make_event(**DRAFT)
    at_desk(client, "Translators")
    statuses = {client.get(url(name)).status_code for name in LISTS}
    client.logout()
    statuses |= {client.get(url("event_desk", event)).status_code}

    assert statuses == {302}


def test_an_editor_changes_nothing_that_readers_see(client, home):
    at_desk(client, "Editors")
    event = make_event()
    date = make_date(event)
    said = facts(title_da="Ny titel", seen=event.version)

    answers = [
        client.post(url("event_facts", event), said),
        client.post(url("event_date", date), {}),
        client.post(url("event_date_add", event), {}),
        client.post(url("event_repeat", event), {}),
        client.post(url("event_date_remove", date)),
    ]

    assert {answer.url for answer in answers} == {url("event_desk", event)}
    assert Event.objects.get().title_da == event.title_da


# The first page ---------------------------------------------------------------------


def test_the_first_page_lists_what_waits_for_each_role(client, home, settings):
    settings.LANGUAGE_CODE = "en"
    make_event(title_da="Uden engelsk", title_en="", **DRAFT)
    make_event(title_en="With English", **DRAFT)
    make_event(title_da="Idé", title_en="", status="suggested", published_at=None)
    full = make_date(make_event(title_da="Fyldt", title_en="Full"), capacity=10)
    make_signup(full, party_size=9)
    make_signup(make_date(capacity=10), party_size=8)
    make_date(make_event(title_en="Homeless"), space=make_space())

    found = {
        role: {
            heading: [title.split(",")[0] for title, _who in lists]
            for heading, lists in rows(client, factories.make_staff(role)).items()
            if "vent" in heading or heading in {"Nearly full", "Dates without a room"}
        }
        for role in ("Editors", "Publishers", "Booking desk")
    }

    assert found == {
        "Editors": {
            "Event drafts without English": ["Uden engelsk"],
            "Nearly full": ["Full"],
        },
        "Publishers": {
            "Dates without a room": ["Homeless"],
            "Suggested events": ["Idé"],
            "Event drafts": ["With English"],
            "Event drafts without English": ["Uden engelsk"],
            "Nearly full": ["Full"],
        },
        "Booking desk": {},
    }


# What is deleted -------------------------------------------------------------------


def test_only_a_draft_without_sign_ups_and_story_is_deleted(client, home):
    at_desk(client)
    empty, signed = make_event(**DRAFT), make_event(**DRAFT)
    told, out = make_event(**DRAFT), make_event()
    seats = [make_date(each).seats for each in (empty, signed, told, out)]
    make_signup(signed.occurrences.get())
    make_event_page(told, live=False)

    statuses = [
        client.post(url("event_remove", each)).url
        for each in (empty, signed, told, out)
    ]

    assert statuses == [
        url("event_drafts"), *(url("event_desk", each) for each in (signed, told, out)),
    ]  # fmt: skip
    assert set(Event.objects.all()) == {signed, told, out}
    assert not type(seats[0]).objects.filter(pk=seats[0].pk).exists()
