"""The picture that other sites show beside an event's link: its facts, drawn."""

import datetime as dt
from io import BytesIO

import pytest
from django.utils.translation import override
from PIL import Image

from events.choices import DateStatus, EventStatus
from events.models import Event
from events.social import card_of, picture_of
from events.telling import dates_of, first_of
from tests.events.makers import (
    evening,
    make_date,
    make_event,
    make_event_index,
    make_event_page,
)
from tests.reading import Page

pytestmark = pytest.mark.once


@pytest.fixture
def index(home):
    """The page of all events in both languages."""
    make_event_index("en", title="Drop by", slug="drop-by")
    return make_event_index()


def picture(page: Page) -> str:
    (tag,) = page.all("meta", property="og:image")
    return tag.get("content")


def card(event: Event):
    event = Event.objects.get(pk=event.pk)
    return card_of(event, first_of(dates_of(event)))


def test_a_story_and_a_page_of_facts_have_a_picture(index, client, settings):
    event = make_date().event
    make_event_page(event, slug="aften")

    for url in ("/da/kom-forbi/aften/", f"/en/drop-by/{event.slug}/"):
        found = picture(Page(client.get(url)))
        answer = client.get(found.removeprefix(settings.SITE_URL))

        assert found.startswith(f"{settings.SITE_URL}/{url[1:3]}/")
        assert answer["Content-Type"] == "image/png"
        assert answer["Cache-Control"] == "public, max-age=86400"
        assert Image.open(BytesIO(answer.content)).size == (1200, 630)


def test_it_says_what_when_and_where(db):
    start = dt.datetime.fromisoformat("2099-11-26T16:00+01:00")
    event = make_event(
        title_da="Suppe", title_en="Soup", kind="talk", is_example=True, scene="food"
    )
    make_date(event, starts_at=start)

    with override("da"):
        danish = card(event)
    with override("en"):
        english = card(event)

    assert (danish.title, danish.theme, danish.over) == (
        "Suppe", "food", "Oplæg · Eksempel",
    )  # fmt: skip
    assert danish.under == (
        "Torsdag den 26. november 2099",
        "kl. 16.00–18.00",
        "Huset",
    )
    assert (english.title, english.over) == ("Soup", "Talk · Example")
    assert english.under == ("Thursday 26 November 2099", "4–6 pm", "Huset")


def test_over_midnight_both_days_are_told(db):
    start = dt.datetime.fromisoformat("2099-11-26T22:00+01:00")
    event = make_date(starts_at=start, ends_at=start + dt.timedelta(hours=4)).event

    with override("en"):
        assert card(event).under == (
            "Thursday 26 November 2099, 10 pm – Friday 27 November 2099, 2 am",
            "Huset",
        )


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (DateStatus.CANCELLED, ("Aflyst", "Cancelled")),
        (DateStatus.POSTPONED, ("Udsat", "Postponed")),
    ],
)
def test_what_is_off_says_so_instead_of_a_time(db, status, words):
    event = make_date(status=status).event

    for language, word in zip(("da", "en"), words, strict=True):
        with override(language):
            assert card(event).under == (word, "Huset")


def test_a_cancelled_event_says_so(db):
    event = make_date(make_event(status=EventStatus.CANCELLED)).event

    with override("en"):
        assert card(event).under == ("Cancelled", "Huset")


def test_it_tells_of_the_next_date_that_is_held(db):
    event = make_date(starts_at=evening(3), status=DateStatus.CANCELLED).event
    held = make_date(event, starts_at=evening(9))
    make_date(event, starts_at=evening(-9))

    assert first_of(dates_of(event)) == held


def test_an_event_without_a_date_has_its_title_only(db):
    assert card(make_event()).under == ()


@pytest.mark.parametrize(
    "change",
    [
        lambda date: date.event.__class__.objects.update(title_da="En anden titel"),
        lambda date: date.__class__.objects.update(place="Et andet hus"),
        lambda date: date.__class__.objects.update(
            starts_at=evening(8), ends_at=evening(8, 19)
        ),
        lambda date: date.__class__.objects.update(status=DateStatus.CANCELLED),
    ],
)
def test_other_facts_have_another_address(db, change):
    event = make_date().event
    date = event.occurrences.get()
    before = picture_of(event, date)

    change(date)

    event = Event.objects.get()
    assert picture_of(event, event.occurrences.get()) != before


def test_an_event_that_nobody_is_shown_has_none(index, client, settings):
    event = make_date().event
    path = picture_of(event, None).removeprefix(settings.SITE_URL)
    assert client.get(path).status_code == 200

    Event.objects.update(status=EventStatus.DRAFT, published_at=None)

    assert client.get(path).status_code == 404
