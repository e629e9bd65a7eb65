"""From "My bookings" an organisation suggests its own public event."""

import pytest

from events import actions
from events.choices import EventStatus
from events.models import Event
from hub.models import Membership, OutgoingMail
from tests import factories
from tests.events.makers import make_event_index
from tests.hub.test_signing_in import address_of, stamp
from tests.reading import Page
from tests.spaces.makers import make_booking, make_request, make_space

pytestmark = pytest.mark.once

SAID = {"title": "Bag med naboerne", "summary": "Vi bager. Alle må komme."}
HEADING = {
    "da": "Må alle komme?",
    "suggested": "Du har foreslået det som arrangement",
    "shown": "Det er blandt vores arrangementer",
    "declined": "Det er ikke blandt vores arrangementer",
}


@pytest.fixture
def booking(home):
    """A confirmed booking of Ea's organisation."""
    user = factories.make_user(first_name="Ea")
    organisation = factories.make_organisation(name="Gryde & Gade")
    Membership.objects.create(user=user, organisation=organisation)
    return make_booking(by=user, organisation=organisation)


@pytest.fixture
def own(client, booking):
    """The browser of Ea."""
    client.force_login(booking.booked_by)
    return client


def where(booking, language: str = "da", name: str = "suggest_event") -> str:
    return address_of(name, booking.reference, language=language)


def suggest(client, booking, language: str = "da", **said):
    said = SAID | {"stamp": stamp(), "website": ""} | said
    return client.post(where(booking, language), said)


def said_beside(client, booking) -> tuple[str, list[str]]:
    """What the booking says of its event, and where its links lead."""
    page = Page(client.get(where(booking, name="my_booking")))
    headed = page.all("section", **{"aria-labelledby": "public"})
    if not headed:
        return "", []
    links = [each.get("href") for each in headed[0].iter("a")]
    return page.text("h3", id="public"), links


def publish_all() -> None:
    english = {"title_en": "Bake", "summary_en": "All may come."}
    Event.objects.update(status=EventStatus.PUBLISHED, **english)


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_suggestion_reaches_the_publishers_and_uses_the_booking(
    own, booking, language
):
    publisher = factories.make_staff("Publishers")
    factories.make_staff("Booking desk")

    answer = suggest(own, booking, language)

    event = Event.objects.get()
    date = event.occurrences.get()
    assert answer.url == where(booking, language, "my_booking")
    assert (event.status, event.languages, event.suggested_by, event.created_by) == (
        EventStatus.SUGGESTED, language, booking.organisation, booking.booked_by,
    )  # fmt: skip
    assert getattr(event, f"title_{language}") == SAID["title"]
    assert list(event.hosts.all()) == [booking.organisation]
    assert (date.booking, date.closure, date.starts_at, date.ends_at) == (
        booking, None, booking.starts_at, booking.ends_at,
    )  # fmt: skip
    mails = OutgoingMail.objects.filter(subject__contains=SAID["title"])
    assert {mail.to: SAID["summary"] in mail.body for mail in mails} == {
        publisher.email: True, booking.booked_by.email: True,
    }  # fmt: skip


def test_a_booking_says_where_its_suggestion_stands(own, booking):
    make_event_index()
    before = said_beside(own, booking)
    suggest(own, booking)

    suggested = said_beside(own, booking)
    publish_all()
    shown = said_beside(own, booking)

    assert before == (HEADING["da"], [where(booking)])
    assert suggested == (HEADING["suggested"], [])
    assert shown == (HEADING["shown"], [f"/da/kom-forbi/{Event.objects.get().slug}/"])


def test_a_second_suggestion_is_refused_until_the_first_is_declined(own, booking):
    suggest(own, booking)
    again = suggest(own, booking, title="Noget andet")
    assert (again.status_code, Event.objects.count()) == (422, 1)
    assert "Noget andet" in again.content.decode()

    actions.decline_suggestion(event=Event.objects.get(), reason="For få pladser.")

    assert said_beside(own, booking) == (HEADING["declined"], [where(booking)])
    suggest(own, booking, title="Noget andet")
    assert Event.objects.suggested().get().title_da == "Noget andet"


def test_nobody_else_reaches_the_form(client, booking):
    stranger, path = factories.make_user(), where(booking)

    assert client.get(path).status_code == 302
    client.force_login(stranger)
    assert client.get(path).status_code == 404
    client.force_login(booking.booked_by)
    assert client.get(path).status_code == 200


def test_only_a_coming_booking_of_an_organisation_can_be_public(client, home):
    user = factories.make_user()
    organisation = factories.make_organisation()
    Membership.objects.create(user=user, organisation=organisation)
    alone = make_booking(by=user)
    waiting = make_request(
        make_space(approval="staff"), by=user, organisation=organisation
    )
    client.force_login(user)

    for booking in (alone, waiting):
        assert said_beside(client, booking) == ("", [])
        answer = client.get(where(booking))
        assert answer.url == where(booking, name="my_booking")
        assert suggest(client, booking).status_code == 422
    assert Event.objects.count() == 0


@pytest.mark.parametrize(
    ("language", "said", "problem"),
    [
        ("da", {"title": ""}, "Udfyld dette felt."),
        ("en", {"summary": " "}, "This field is required."),
        ("da", {"title": "Mit nummer er 010170-1234"}, "CPR-nummer"),
        ("en", {"summary": "x" * 201}, "at most 200 characters"),
        ("en", {"summary": "http://a.dk http://b.dk http://c.dk"}, "At most one link"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    own, booking, language, said, problem
):
    answer = suggest(own, booking, language, **said)

    text = answer.content.decode()
    assert (answer.status_code, Event.objects.count()) == (422, 0)
    assert problem in text
    kept = SAID | {name: value.strip() for name, value in said.items()}
    assert [value for value in kept.values() if value not in text] == []


def test_a_booking_asks_little_more_for_it(own, booking, django_assert_num_queries):
    suggest(own, booking)
    make_event_index()
    publish_all()
    path = where(booking, name="my_booking")
    own.get(path)

    with django_assert_num_queries(9):
        own.get(path)
