"""The notice over every page, between its two dates, in the reader's language."""

import datetime as dt

import pytest
from django.utils import timezone

from hub.models import SiteSettings
from tests.reading import Page

NOW = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)


@pytest.fixture
def notice(home):
    """A notice for this day."""
    found = SiteSettings.load()
    found.notice_da, found.notice_en = "Lukket i dag", "Closed today"
    found.notice_from = NOW
    found.notice_until = NOW + dt.timedelta(hours=8)
    found.save()
    return found


def shown(client, address: str) -> list[str]:
    return Page(client.get(address)).texts("div", class_="notice")


@pytest.mark.parametrize(("hours", "expected"), [(-1, 0), (0, 1), (7, 1), (8, 0)])
def test_it_is_shown_from_its_first_moment_to_its_last(
    notice, client, time_machine, hours, expected
):
    time_machine.move_to(NOW + dt.timedelta(hours=hours), tick=False)

    assert len(shown(client, "/da/")) == expected
    assert notice.is_notice_shown is (expected == 1)


def test_it_speaks_the_readers_language(notice, client, time_machine):
    time_machine.move_to(NOW, tick=False)

    found = shown(client, "/da/findes-ikke/"), shown(client, "/en/")

    assert timezone.now() == NOW
    assert found == (["Lukket i dag"], ["Closed today"])
