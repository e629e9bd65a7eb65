"""The admin's first page: each role's buttons, and what waits, with who and when."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from hub import handover, mail, translations
from hub.models import OutgoingMail
from tests import factories
from tests.factories import committed
from tests.staff import sign_in

ENGLISH = {"title": "Bread", "slug": "bread", "body": ["<p>The oven is hot.</p>"]}
BUTTONS = {
    "Editors": [
        "Write a new page", "Make an event", "Find a page", "Change the front page",
        "Translate to English", "People", "Pictures",
    ],
    "Translators": ["Translate to English", "People"],
    "Publishers": [
        "Write a new page", "Make an event", "Find a page", "Change the front page",
        "Translate to English", "People", "Pictures", "The hub's facts",
    ],
    "Booking desk": [
        "Answer requests", "Today in the house", "Rooms and houses", "People",
    ],
    "Venue hosts": ["Answer requests", "Today in the house", "People"],
    "Hub managers": [
        "Answer requests", "Today in the house", "Write a new page", "Make an event",
        "Find a page", "Change the front page",
        "Rooms and houses", "Translate to English", "People", "Pictures",
        "The hub's facts", "Colleagues",
    ],
}  # fmt: skip


@pytest.fixture(autouse=True)
def _in_english(settings):
    """The interface's own words, so that a changed translation breaks nothing here."""
    settings.LANGUAGE_CODE = "en"


def first_page(client, user) -> dict:
    """What the first page shows a user."""
    sign_in(client, user)
    response = client.get(reverse("wagtailadmin_home"))
    shown = [each for each in response.context if "buttons" in each and "lists" in each]
    return {"buttons": shown[0]["buttons"], "lists": shown[0]["lists"]}


def rows(client, user) -> dict:
    """Each list's rows by its heading, as (title, who)."""
    lists = first_page(client, user)["lists"]
    return {
        str(each["heading"]): [(row.title, row.who) for row in each["rows"]]
        for each in lists
    }


@pytest.mark.parametrize("role", BUTTONS)
def test_a_role_sees_its_own_buttons_and_each_opens(client, home, role):
    page = first_page(client, factories.make_staff(role))
    assert [str(button.label) for button in page["buttons"]] == BUTTONS[role]
    statuses = {
        client.get(button.url, follow=True).status_code for button in page["buttons"]
    }
    assert statuses == {200}


def test_nothing_waits_on_an_empty_site(client, home):
    assert first_page(client, factories.make_staff())["lists"] == []


def test_a_page_without_english_waits_with_its_publisher(client, home):
    ulla = factories.make_staff("Publishers", first_name="Ulla")
    page = factories.make_standard_page(title="Brød", live=False)
    with committed():
        page.save_revision(user=ulla).publish(user=ulla)
    waiting = rows(client, factories.make_staff("Translators"))
    assert waiting == {"English is missing": [("Brød", "Ulla")]}
    assert rows(client, factories.make_staff("Booking desk")) == {}


def test_english_that_is_behind_waits_since_its_danish_changed(client, home):
    page = factories.make_standard_page(title="Brød", slug="broed")
    factories.translate_page(page, ENGLISH)
    rikke = factories.make_staff("Publishers", first_name="Rikke")
    page.body = [factories.make_block("text", "<p>Ovnen er kold.</p>")]
    changed = dt.datetime(2026, 3, 4, 9, tzinfo=dt.UTC)
    with time_machine.travel(changed, tick=False), committed():
        page.save_revision(user=rikke).publish(user=rikke)
    lists = first_page(client, factories.make_staff("Translators"))["lists"]
    row = lists[0]["rows"][0]
    assert (row.title, row.who, row.since) == ("Bread", "Rikke", changed)
    assert [str(each["heading"]) for each in lists] == ["English is behind"]


def test_what_is_handed_over_is_behind_no_more(client, home):
    page = factories.make_standard_page(title="Brød", slug="broed")
    english = factories.translate_page(page, ENGLISH)
    page.body = [factories.make_block("text", "<p>Ovnen er kold.</p>")]
    with committed():
        page.save_revision().publish()
    tariq = factories.make_staff("Translators", first_name="Tariq")
    assert rows(client, tariq) == {"English is behind": [("Bread", "")]}
    write_body(english, "The oven is cold.")
    handover.hand_over(english, by=tariq)
    assert rows(client, tariq) == {}


def write_body(english, text: str) -> None:
    """Write the text's strings in the translation editor."""
    segments = translations.translation_to(english).source.stringsegment_set
    for segment in segments.filter(context__path__startswith="body"):
        translations.write_string(segment, english.locale, text, None)


def test_a_draft_waits_for_who_may_approve_it(client, home):
    rikke = factories.make_staff("Editors", first_name="Rikke")
    page = factories.make_standard_page(title="Brød", live=False)
    page.save_revision(user=rikke)
    page.get_workflow().start(page, rikke)
    waiting = rows(client, factories.make_staff("Publishers"))
    assert waiting == {"Drafts to approve": [("Brød", "Rikke")]}
    assert rows(client, factories.make_staff("Translators")) == {}


def test_a_handed_over_translation_waits_for_publishers_only(client, home):
    tariq = factories.make_staff("Translators", first_name="Tariq")
    page = factories.make_standard_page(title="Brød", slug="broed")
    english = factories.translate_page(page, ENGLISH, publish=False)
    handover.hand_over(english, by=tariq)
    waiting = rows(client, factories.make_staff("Publishers"))
    assert waiting == {"English that was handed over": [("Bread", "Tariq")]}
    assert rows(client, tariq) == {}


def test_a_mail_that_was_given_up_waits_for_managers(client, home):
    mail.send(
        "staff_sign_in", to="nina@example.org", language="da", context={}
    )  # fmt: skip
    OutgoingMail.objects.update(given_up_at=timezone.now())
    unsent = OutgoingMail.objects.get()
    manager = factories.make_staff("Hub managers")
    [found] = first_page(client, manager)["lists"][0]["rows"]
    address = f"{reverse('unsent_mails')}#mail-{unsent.pk}"
    assert (found.title, found.who) == (unsent.subject, "nina@example.org")
    assert found.url == address
    assert rows(client, factories.make_staff("Publishers")) == {}


def test_a_long_list_says_how_many_it_leaves_out(client, home):
    for _number in range(12):
        factories.make_standard_page()
    shown = first_page(client, factories.make_staff("Translators"))["lists"][0]
    assert (len(shown["rows"]), shown["left_out"]) == (10, 2)


@pytest.mark.parametrize("count", [1, 3, 12])
def test_the_first_page_asks_the_same_for_few_and_many(
    client, home, count, django_assert_num_queries
):
    for number in range(count):
        page = factories.make_standard_page(slug=f"da-{number}")
        words = ENGLISH | {"slug": f"en-{number}"}
        english = factories.translate_page(page, words, publish=False)
        handover.hand_over(english, by=factories.make_staff("Translators"))
        factories.make_standard_page()
    sign_in(client, factories.make_staff("Publishers"))
    address = reverse("wagtailadmin_home")
    client.get(address)
    with django_assert_num_queries(FIRST_PAGE_QUERIES):
        client.get(address)


FIRST_PAGE_QUERIES = 39
