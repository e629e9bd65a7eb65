"""Staff at the desk of events for tests: signed in, and what their forms send."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from events.models import Event, Occurrence
from hub.models import User
from tests import factories
from tests.staff import sign_in

DRAFT = {"status": "draft", "published_at": None}
TWO = dt.timedelta(hours=2)
DAY, WEEK = dt.timedelta(days=1), dt.timedelta(days=7)


@pytest.fixture
def desk(client, home):
    """A publisher in front of the admin, in Danish."""
    at_desk(client)
    return client


def at_desk(client: Client, role: str = "Publishers", **fields) -> User:
    """The test's browser in the hands of somebody of a role."""
    user = factories.make_staff(role, **fields)
    sign_in(client, user)
    return user


def url(name: str, row: Event | Occurrence | None = None) -> str:
    """An address of the desk."""
    return reverse(name, args=[row.pk] if row else [])


def facts(**fields) -> dict:
    """What the form of an event sends: what is needed and nothing else."""
    values = {
        "title_da": "Åbent hus på Ørevej",
        "title_en": "Open house",
        "summary_da": "Kom og se.",
        "summary_en": "Come and see.",
        "kind": "open_house",
        "format": "in_person",
        "sign_up": "here",
        "languages": ["da", "en"],
        "is_free": "on",
        "interpreter_days": "7",
        "scene": "talk",
        "closes_hours_before": "0",
        "largest_party": "4",
        "offer_hours": "24",
        "reminder_hours": "24",
        "asks_access_needs": "on",
    }
    return values | fields


def time(start, end, **fields) -> dict:
    """What the form of a date sends."""
    values = {
        "date": start.strftime("%Y-%m-%d"),
        "start_time": start.strftime("%H:%M"),
        "until_time": end.strftime("%H:%M"),
        "capacity": "30",
        "held_back": "0",
        "waiting_places": "20",
    }
    return values | fields


def rule(start, **fields) -> dict:
    """What the form of a repetition sends: three weeks."""
    return time(start, start + TWO, every="1", count="3") | fields
