"""The queue of requests: its rows, who sees them, and answers one at a time."""

import datetime as dt
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hub.models import OutgoingMail
from spaces import actions
from spaces.models import BookingEvent
from spaces.states import Actor
from tests import factories
from tests.reading import Page
from tests.spaces import makers
from tests.spaces.staff import desk, host, known_organisation, ticket, url
from tests.staff import sign_in

QUERIES = 14
LABELS = ("Bookinger (2)", "Forespørgsler (2)")


def rows(response) -> list[str]:
    """The words of each row of the queue."""
    table = Page(response).all("table", class_="hub-queue")
    if not table:
        return []
    return [" ".join("".join(row.itertext()).split()) for row in table[0].iter("tr")][
        1:
    ]


def mails(booking) -> list[str]:
    return list(OutgoingMail.objects.filter(to=booking.email).values_list("subject"))


# The page -----------------------------------------------------------------------------


def test_a_row_says_who_what_when_and_the_price(client, home):
    desk(client)
    organisation = known_organisation(name="Gryde & Gade")
    space = makers.make_space(name_da="Skolekøkkenet")
    slot = makers.slot()
    makers.make_request(space, [slot], organisation=organisation, purpose="Suppe")

    [row] = rows(client.get(url("booking_queue")))

    for words in ("Gryde & Gade", "bekræftet", "Suppe", "4", "Skolekøkkenet"):
        assert words in row
    assert "10–12" in row
    assert "100 kr." in row
    assert "første gang" not in row


def test_the_most_urgent_request_stands_first(client, home):
    desk(client)
    late = makers.make_request(times=[makers.slot(20)], name="Sen")
    soon = makers.make_request(times=[makers.slot(3)], name="Snart")
    actions.ask(booking=late, by=factories.make_staff(), question="Hvor mange?")
    third = makers.make_request(times=[makers.slot(40)], name="Tredje")

    found = rows(client.get(url("booking_queue")))

    assert ["Snart" in found[0], "Tredje" in found[1]] == [True, True]
    assert len(found) == 2  # who was asked does not wait for us
    assert soon.answer_by <= third.answer_by


def test_after_the_answer_the_row_comes_back_with_it(client, home):
    desk(client)
    booking = makers.make_request()
    actions.ask(booking=booking, by=factories.make_staff(), question="Hvor mange?")
    assert rows(client.get(url("booking_queue"))) == []

    actions.answer(booking=booking, by=None, text="Vi bliver otte.")

    [row] = rows(client.get(url("booking_queue")))
    assert "Hvor mange?" in row
    assert "Vi bliver otte." in row


@pytest.mark.parametrize("number", [1, 3, 30])
def test_the_queue_asks_as_often_for_many(client, home, number):
    desk(client)
    space = makers.make_space(requires_introduction=True, quota_hours_per_month=500)
    for place in range(number):
        day = makers.workday(7 + 7 * (place % 12))
        start = makers.local(day, 8 + 2 * (place // 12))
        times = [(start, start + dt.timedelta(hours=1))]
        organisation = factories.make_organisation()
        makers.make_request(space, times, organisation=organisation)
    client.get(url("booking_queue"))

    with CaptureQueriesContext(connection) as queries:
        response = client.get(url("booking_queue"))

    assert len(rows(response)) == number
    assert len(queries) == QUERIES


def test_the_menu_counts_what_waits(client, home):
    desk(client)
    makers.make_request()
    makers.make_request(makers.make_space())

    response = client.get(url("staff_today"))

    [props] = Page(response).all("script", id="wagtail-sidebar-props")
    menu = json.loads(props.text)
    assert [label in str(menu) for label in LABELS] == [True, True]


def test_the_first_page_leads_to_what_waits(client, home):
    desk(client)
    booking = makers.make_request(
        organisation=factories.make_organisation(name="Nye Venner"), name="Ea"
    )

    page = Page(client.get("/admin/"))

    links = dict(page.links())
    assert "Svar på forespørgsler 1 venter på svar" in links
    queue = url("booking_queue")
    assert f"{queue}#booking-{booking.pk}" in links.values()
    assert "Nye Venner" in links


# Who may see it -----------------------------------------------------------------------


@pytest.mark.parametrize("role", ["Editors", "Translators", "Publishers"])
def test_who_does_not_answer_requests_sees_none(client, home, role):
    sign_in(client, factories.make_staff(role))
    booking = makers.make_request()

    statuses = [
        client.get(url("booking_queue")).status_code,
        client.get(url("staff_today")).status_code,
        client.get(url("staff_booking", booking)).status_code,
        client.post(url("staff_answer", booking), {"what": "approve"}).status_code,
    ]

    assert statuses == [302] * 4
    booking.refresh_from_db()
    assert booking.state == "requested"


def test_a_host_answers_for_the_own_house_only(client, home):
    mine = makers.make_request(makers.make_space(), name="Min")
    other = makers.make_request(makers.make_space(), name="Andens")
    host(client, mine.space.venue)

    [row] = rows(client.get(url("booking_queue")))
    statuses = {
        name: client.get(url(name, other)).status_code
        for name in ("staff_booking", "staff_move", "staff_cancel")
    }
    answered = client.post(url("staff_answer", other), {"what": "approve"})
    many = client.post(
        url("staff_many"), {"what": "approve", "ticked": ticket(other), "sure": "1"}
    )

    assert "Min" in row
    assert set(statuses.values()) == {404}
    assert (answered.status_code, many.status_code) == (404, 404)
    other.refresh_from_db()
    assert other.state == "requested"
    assert client.get(url("staff_booking", mine)).status_code == 200


# Answers ------------------------------------------------------------------------------


def test_yes_in_the_row_confirms_and_mails(client, home):
    user = desk(client)
    booking = makers.make_request()

    data = {"what": "approve", "seen": booking.version, "words": "Velkommen."}
    response = client.post(url("staff_answer", booking), data)

    assert response.status_code == 302
    booking.refresh_from_db()
    assert (booking.state, booking.words) == ("confirmed", "Velkommen.")
    step = BookingEvent.objects.filter(booking=booking).last()
    assert (step.event, step.actor, step.user) == ("confirm", "staff", user)
    assert len(mails(booking)) == 2  # received, confirmed


def test_no_needs_a_reason_and_keeps_what_was_typed(client, home):
    desk(client)
    booking = makers.make_request()

    data = {"what": "decline", "seen": booking.version, "words": "Desværre ikke."}
    response = client.post(url("staff_answer", booking), data)

    assert response.status_code == 422
    page = response.content.decode()
    assert "Desværre ikke." in page
    assert '<details class="hub-pop" open>' in page
    booking.refresh_from_db()
    assert booking.state == "requested"
    done = client.post(url("staff_answer", booking), data | {"reason": "unfit"})
    assert done.status_code == 302
    booking.refresh_from_db()
    assert (booking.state, booking.reason, booking.words) == (
        "declined", "unfit", "Desværre ikke.",
    )  # fmt: skip


def test_another_reason_needs_words(client, home):
    desk(client)
    booking = makers.make_request()

    data = {"what": "decline", "reason": "other", "words": ""}
    response = client.post(url("staff_answer", booking), data)

    assert response.status_code == 422
    assert "Skriv grunden med jeres egne ord." in response.content.decode()


def test_a_question_stops_the_clock(client, home):
    desk(client)
    booking = makers.make_request()

    data = {"what": "ask", "seen": booking.version, "question": "Hvor mange?"}
    client.post(url("staff_answer", booking), data)

    booking.refresh_from_db()
    assert (booking.state, booking.question, booking.answer_by) == (
        "question", "Hvor mange?", None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("what", "field"), [("approve", "words"), ("decline", "words"), ("ask", "question")]
)
def test_a_cpr_number_in_our_words_is_refused(client, home, what, field):
    desk(client)
    booking = makers.make_request()

    data = {"what": what, "reason": "unfit", field: "Hun er 010180-1234."}
    response = client.post(url("staff_answer", booking), data)

    assert response.status_code == 422
    assert "CPR-nummer" in response.content.decode()
    booking.refresh_from_db()
    assert booking.state == "requested"


def test_sent_twice_it_is_one_yes_and_one_mail(client, home):
    desk(client)
    booking = makers.make_request()
    data = {"what": "approve", "seen": booking.version, "words": ""}

    statuses = [
        client.post(url("staff_answer", booking), data).status_code for _ in range(2)
    ]

    assert statuses == [302, 409]
    steps = BookingEvent.objects.filter(booking=booking, event="confirm")
    assert (steps.count(), len(mails(booking))) == (1, 2)


def test_yes_to_what_was_withdrawn_meanwhile_is_told(client, home):
    desk(client)
    booking = makers.make_request(name="Ea Ejer")
    seen = booking.version
    actions.withdraw(booking=booking, by=booking.booked_by)

    data = {"what": "approve", "seen": seen, "words": ""}
    response = client.post(url("staff_answer", booking), data)

    assert response.status_code == 409
    page = " ".join(response.content.decode().split())
    assert "Ea Ejer" in page
    assert "ikke gjort. Imens: Trukket tilbage." in page
    booking.refresh_from_db()
    assert booking.state == "withdrawn"


def test_yes_to_what_was_moved_meanwhile_is_refused(client, home):
    desk(client)
    booking = makers.make_request()
    seen = booking.version
    start, end = makers.slot(14)
    actions.move(
        booking=booking, start=start, end=end, by=booking.booked_by, actor=Actor.BOOKER
    )

    data = {"what": "approve", "seen": seen, "words": ""}
    response = client.post(url("staff_answer", booking), data)

    assert response.status_code == 409
    booking.refresh_from_db()
    assert (booking.state, booking.starts_at) == ("requested", start)


def test_without_an_introduction_the_way_in_is_chosen(client, home):
    desk(client)
    space = makers.make_space(requires_introduction=True)
    booking = makers.make_request(space)
    prefix = f"{booking.pk}-"
    day = (booking.starts_at - dt.timedelta(days=1)).date()

    data = {"what": "approve", "words": "", f"{prefix}entry": "introduction"}
    without = client.post(url("staff_answer", booking), data)
    data |= {
        f"{prefix}introduction_on": day.isoformat(),
        f"{prefix}introduction_time": "09:00",
    }
    client.post(url("staff_answer", booking), data)

    assert without.status_code == 422
    booking.refresh_from_db()
    assert (booking.state, booking.entry) == ("confirmed", "introduction")
    assert booking.introduction_at == makers.local(day, 9)


def test_meeting_at_the_door_needs_nothing_more(client, home):
    desk(client)
    booking = makers.make_request(makers.make_space(requires_introduction=True))

    data = {"what": "approve", "words": "", f"{booking.pk}-entry": "door"}
    client.post(url("staff_answer", booking), data)

    booking.refresh_from_db()
    assert (booking.state, booking.entry) == ("confirmed", "door")
    assert booking.introduction_at is None


def test_who_was_confirmed_meanwhile_pays_the_lower_price(client, home):
    desk(client)
    organisation = factories.make_organisation()
    booking = makers.make_request(organisation=organisation)
    assert booking.price_ore == 30000
    organisation.is_confirmed = True
    organisation.save()

    data = {"what": "approve", "seen": booking.version, "words": ""}
    client.post(url("staff_answer", booking), data)

    booking.refresh_from_db()
    assert (booking.price_ore, booking.price_group) == (10000, "confirmed")
