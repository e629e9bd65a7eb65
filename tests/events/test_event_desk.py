"""Staff write an event, find it, publish it and take it back: roles and bad input."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from events import actions
from events.models import Event, EventPage
from tests import factories
from tests.events.editing import at_desk, facts, url
from tests.events.makers import (
    evening,
    make_date,
    make_event,
    make_event_index,
    make_signup,
)
from tests.reading import Page
from tests.spaces.makers import make_space

DRAFT = {"status": "draft", "published_at": None}
LISTS = ("events_desk", "event_drafts", "event_suggestions", "events_past")
DAY = dt.timedelta(days=1)


def titles(client, name: str, query: str = "") -> list[str]:
    """The titles that a list shows."""
    page = Page(client.get(url(name) + query))
    return [text.split("  ")[0] for text in page.texts("td", class_="title")]


def shown(client, name: str, query: str = "") -> list[str]:
    """The addresses that a list leads to."""
    response = client.get(url(name) + query)
    return [row["event"].title_da for row in response.context["rows"]]


# Lists ------------------------------------------------------------------------------


def test_an_event_is_in_the_list_where_staff_look_for_it(client, home):
    at_desk(client)
    later, next_one = make_event(title_da="Senere"), make_event(title_da="Først")
    make_date(later, starts_at=evening(9))
    make_date(next_one, starts_at=evening(8))
    make_date(later, starts_at=evening(-9))
    make_date(make_event(title_da="Været"), starts_at=evening(-3))
    make_event(title_da="Uden dato")
    make_event(title_da="Kladde", **DRAFT)
    make_event(title_da="", title_en="Idea", status="suggested")
    make_date(make_event(title_da="Aflyst", status="cancelled"))

    found = {name: shown(client, name) for name in LISTS}

    assert found == {
        "events_desk": ["Aflyst", "Først", "Senere"],
        "event_drafts": ["Kladde"],
        "event_suggestions": [""],
        "events_past": ["Været", "Uden dato"],
    }
    page = Page(client.get(url("event_suggestions")))
    assert page.texts("td", class_="title") == ["Idea Oplæg"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=brød", ["Brødet"]),
        ("?q=bread", ["Brødet"]),
        ("?kind=course", ["Kurset"]),
        ("?status=cancelled", ["Kurset"]),
        ("?q=brød&kind=course", []),
        ("?kind=x", []),
    ],
)
def test_the_list_is_searched_by_title_kind_and_status(client, home, query, found):
    at_desk(client)
    make_date(make_event(title_da="Brødet", title_en="The bread"))
    make_date(make_event(title_da="Kurset", kind="course", status="cancelled"))

    assert shown(client, "events_desk", query) == found


def test_a_row_tells_place_room_places_and_english(client, home):
    at_desk(client)
    space = make_space()
    event = make_event(title_da="Brødet", title_en="", **DRAFT)
    date = make_date(event, space=space, capacity=30)
    make_signup(date, party_size=2)

    row = client.get(url("event_drafts")).context["rows"][0]
    text = Page(client.get(url("event_drafts"))).text("main")

    assert (row["place"], row["taken"]) == (f"{space.name}, {space.venue.name}", "2/30")
    assert row["room"].text == "Ikke reserveret endnu"
    assert text.count("Mangler") == 1


@pytest.mark.parametrize("number", [1, 3, 30])
def test_a_long_list_asks_no_more_than_a_short_one(
    client, home, number, django_assert_num_queries
):
    at_desk(client)
    space = make_space()
    for _each in range(number):
        make_date(make_event(), space=space)
    client.get(url("events_desk"))

    with django_assert_num_queries(LIST_QUERIES):
        assert len(client.get(url("events_desk")).context["rows"]) == number


LIST_QUERIES = 18


# Facts ------------------------------------------------------------------------------


def test_a_new_event_is_a_draft_with_an_address_made_of_its_title(client, home):
    make_event(slug="aabent-hus-paa-oerevej")
    user = at_desk(client, "Editors")
    district = factories.make_district()
    host, speaker = factories.make_organisation(), factories.make_person()
    said = facts(districts=[district.pk], hosts=["", host.pk], speakers=[speaker.pk])

    response = client.post(url("event_new"), said)

    event = Event.objects.get(created_by=user)
    assert response.url == url("event_date_add", event)
    assert (event.status, event.slug) == ("draft", "aabent-hus-paa-oerevej-2")
    assert (event.languages, event.sign_up) == ("da, en", "here")
    lists = (event.districts, event.hosts, event.speakers)
    assert [each.get() for each in lists] == [district, host, speaker]


def test_what_is_open_is_all_that_a_draft_needs(client, home):
    at_desk(client)
    page = Page(client.get(url("event_new")))
    ticked = {
        each.get("name"): each.get("value", "on")
        for each in page.all("input")
        if each.get("checked") is not None
    }
    numbers = {
        each.get("name"): each.get("value") for each in page.all("input", type="number")
    }
    said = {"title_da": "Kort", "summary_da": "Kom.", "kind": "talk"}
    said |= {"format": "in_person", "sign_up": "none", "scene": "talk"}

    response = client.post(url("event_new"), ticked | numbers | said)

    assert ticked == {"languages": "da", "is_free": "on", "asks_access_needs": "on"}
    assert (response.status_code, Event.objects.get().slug) == (302, "kort")


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("title_da", "", "Udfyld dette felt"),
        ("title_en", "x" * 121, "højst"),
        ("summary_da", "For 010180-1234", "CPR-nummer"),
        ("kind", "party", "gyldig valgmulighed"),
        ("languages", [], "Udfyld dette felt"),
        ("languages", ["tlh"], "gyldig valgmulighed"),
        ("is_free", "", "Hvad koster det?"),
        ("largest_party", "0", "1"),
        ("sign_up_url", "ikke en adresse", "gyldig URL"),
        ("opens_at", "i morgen", "gyldig dato"),
        ("introduces_kind", "boat", "gyldig valgmulighed"),
        ("hosts", ["999999"], "gyldig valgmulighed"),
    ],
)
def test_bad_input_is_said_by_the_field_and_nothing_is_lost(
    client, home, field, value, words
):
    at_desk(client)

    response = client.post(
        url("event_new"), facts(bring_da="Forklæde", **{field: value})
    )

    errors = response.context["form"].errors
    by = "price_da" if field == "is_free" else field
    assert (response.status_code, list(errors)) == (422, [by])
    assert words in str(errors[by])
    assert "Forklæde" in response.content.decode()
    assert not Event.objects.exists()


def test_a_sign_up_elsewhere_needs_its_address(client, home):
    at_desk(client)

    response = client.post(url("event_new"), facts(sign_up="elsewhere"))

    assert list(response.context["form"].errors) == ["sign_up_url"]


def test_who_saves_later_sees_what_the_other_wrote_and_loses_nothing(client, home):
    at_desk(client)
    event = make_event(**DRAFT)
    seen = event.version
    actions.change_facts(
        event=event, save=lambda: Event.objects.update(price_da="Ti kroner")
    )
    said = facts(title_da="Min titel", seen=seen)

    late = client.post(url("event_facts", event), said)
    between = Event.objects.get().title_da
    now = Page(late).all("input", name="seen")[0].get("value")
    again = client.post(url("event_facts", event), said | {"seen": now})

    assert (late.status_code, between) == (409, event.title_da)
    assert ("Price in Danish", "Ti kroner") not in late.context["differing"]
    assert "Ti kroner" in [value for _label, value in late.context["differing"]]
    assert "Min titel" in late.content.decode()
    assert (again.status_code, Event.objects.get().title_da) == (302, "Min titel")


def test_writing_facts_never_takes_back_what_happened_meanwhile(client, home):
    at_desk(client)
    event = make_event(**DRAFT)
    make_date(event)
    form_open = facts(seen=event.version)
    actions.publish(event=event)

    response = client.post(url("event_facts", event), form_open)

    assert (response.status_code, Event.objects.get().status) == (409, "published")


def test_a_published_event_keeps_both_languages(client, home):
    at_desk(client)
    event = make_event()

    response = client.post(
        url("event_facts", event), facts(title_en="", seen=event.version)
    )

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["title_en"]


# Publishing -------------------------------------------------------------------------


def test_a_draft_names_what_is_missing_by_field(client, home):
    at_desk(client)
    event = make_event(title_en="", summary_en="", **DRAFT)

    response = client.get(url("event_publish", event))
    refused = client.post(
        url("event_publish", event), {"now": "1", "seen": event.version}
    )

    labels = [each.label for each in response.context["missing"]]
    assert labels == ["Titel på engelsk", "På én linje, på engelsk", "Datoer"]
    assert response.context["missing"][0].url.endswith("/facts/#id_title_en")
    assert (refused.status_code, Event.objects.get().status) == (422, "draft")


def test_publishing_takes_the_room_and_tells_where_readers_see_it(client, home):
    make_event_index()
    user = at_desk(client)
    event = make_event(**DRAFT)
    date = make_date(event, space=make_space(), starts_at=evening(7, 10))

    client.post(url("event_publish", event), {"now": "1", "seen": event.version})
    page = Page(client.get(url("event_desk", event)))

    date.refresh_from_db()
    assert (Event.objects.get().status, date.closure.closed_by) == ("published", user)
    assert (f"/da/kom-forbi/{event.slug}/",) * 2 in page.links()


def test_publishing_what_somebody_changed_meanwhile_is_refused(client, home):
    at_desk(client)
    event = make_event(**DRAFT)
    make_date(event)

    response = client.post(
        url("event_publish", event), {"now": "1", "seen": event.version - 1}
    )

    assert (response.status_code, Event.objects.get().status) == (422, "draft")
    assert "En anden ændrede det" in response.content.decode()


def test_a_draft_is_put_on_the_clock_and_taken_off(client, home):
    at_desk(client)
    event = make_event(**DRAFT)
    make_date(event)
    start = timezone.localtime(evening(2, 9))
    sent = {"later": "1", "publish_at": start.strftime("%Y-%m-%dT%H:%M")}

    for wrong in ("", "2020-01-01T09:00", "x"):
        response = client.post(
            url("event_publish", event),
            sent | {"publish_at": wrong, "seen": event.version},
        )
        assert list(response.context["form"].errors) == ["publish_at"]
    client.post(url("event_publish", event), sent | {"seen": event.version})
    set_for = Event.objects.get().publish_at
    client.post(url("event_unschedule", event))

    assert set_for == start
    assert (Event.objects.get().publish_at, Event.objects.get().status) == (
        None,
        "draft",
    )


def test_what_is_published_is_taken_back_unless_somebody_signed_up(client, home):
    at_desk(client)
    event, other = make_event(), make_event()
    make_date(event)
    make_signup(make_date(other))

    asked = client.get(url("event_unpublish", event)).status_code
    for each in (event, other):
        client.post(url("event_unpublish", each))

    statuses = dict(Event.objects.values_list("pk", "status"))
    assert (asked, statuses) == (200, {event.pk: "draft", other.pk: "published"})


def test_cancelling_says_why_in_both_languages(client, home):
    at_desk(client)
    event = make_event()
    date = make_date(event)
    make_signup(date)
    said = {"note_da": "Sygdom", "note_en": ""}

    asked = client.get(url("event_cancel", event)).context["guests"]
    half = client.post(url("event_cancel", event), said)
    client.post(url("event_cancel", event), said | {"note_en": "Illness"})

    event.refresh_from_db()
    date.refresh_from_db()
    assert (asked, half.status_code) == (1, 422)
    assert list(half.context["form"].errors) == ["note_en"]
    assert (event.status, event.note_en, date.status) == (
        "cancelled", "Illness", "cancelled",
    )  # fmt: skip


def test_a_copy_is_a_draft_without_dates(client, home):
    at_desk(client, "Editors")
    event = make_event(title_da="Brødet")
    make_date(event)

    response = client.post(url("event_copy", event))

    copy = Event.objects.exclude(pk=event.pk).get()
    assert response.url == url("event_facts", copy)
    assert (copy.title_da, copy.status, copy.slug) == ("Brødet", "draft", "broedet")
    assert not copy.occurrences.exists()


def test_the_story_is_begun_once_in_danish(client, home):
    index = make_event_index()
    at_desk(client, "Editors")
    event = make_event(title_da="Brødet", slug="broedet")

    first, again = (client.post(url("event_story", event)) for _ in range(2))

    story = EventPage.objects.get()
    assert (story.title, story.slug, story.live) == ("Brødet", "broedet", False)
    assert (story.event, story.get_parent().pk) == (event, index.pk)
    edit = reverse("wagtailadmin_pages:edit", args=[story.pk])
    assert (first.url, again.url) == (edit, edit)
    assert client.get(edit).status_code == 200


def test_without_a_page_of_all_events_there_is_no_story(client, home):
    at_desk(client)
    event = make_event()

    page = client.post(url("event_story", event), follow=True)

    assert "Bed en leder om at lave den" in page.content.decode()
