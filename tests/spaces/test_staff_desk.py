"""Booking for somebody, moving, cancelling, who came, and finding it all again."""

import datetime as dt
import uuid

import pytest

from hub.models import OutgoingMail
from spaces import actions
from spaces.choices import CancelReason
from spaces.models import Booking, Problem
from spaces.rules import minutes_used
from tests import factories
from tests.reading import Page
from tests.spaces import makers
from tests.spaces.staff import desk, host, url


def wanted(space, start=None, end=None, **fields) -> dict:
    """The form of a booking for somebody with a telephone and no e-mail."""
    if start is None:
        start, end = makers.slot()
    values = {
        "space": space.pk,
        "date": start.strftime("%Y-%m-%d"),
        "start_time": start.strftime("%H:%M"),
        "until_time": end.strftime("%H:%M"),
        "people": "3",
        "name": "Bo Birk",
        "phone": "11 22 33 44",
        "language": "da",
        "key": str(uuid.uuid4()),
    }
    return values | fields


def doubts(response) -> list[str]:
    """What the page says against it."""
    boxes = Page(response).all("div", class_="help-warning")
    return [" ".join("".join(item.itertext()).split()) for box in boxes
            for item in box.iter("li")]  # fmt: skip


# Book for somebody --------------------------------------------------------------------


def test_somebody_with_a_telephone_alone_is_booked_and_staff_are_told(client, home):
    user = desk(client)
    space = makers.make_space()

    response = client.post(url("staff_book"), wanted(space), follow=True)

    booking = Booking.objects.get()
    start, end = makers.slot()
    assert (booking.state, booking.starts_at, booking.ends_at) == (
        "confirmed", start, end,
    )  # fmt: skip
    assert (booking.name, booking.phone, booking.email) == (
        "Bo Birk",
        "11 22 33 44",
        "",
    )
    assert (booking.is_by_staff, booking.price_ore) == (True, 30000)
    assert booking.events.get().user == user
    page = response.content.decode()
    assert booking.reference in page
    assert "så der bliver ikke sendt nogen mail" in page
    assert OutgoingMail.objects.count() == 0


def test_an_account_is_found_by_its_address_and_reads_a_mail(client, home):
    desk(client)
    account = factories.make_user("ea@example.org")
    organisation = factories.make_organisation(is_confirmed=True)
    fields = {"email": "Ea@example.org", "organisation": organisation.pk}

    client.post(url("staff_book"), wanted(makers.make_space(), **fields))

    booking = Booking.objects.get()
    assert (booking.booked_by, booking.organisation) == (account, organisation)
    assert (booking.price_group, booking.price_ore) == ("confirmed", 10000)
    assert OutgoingMail.objects.get().to == "ea@example.org"


def test_rules_warn_and_do_not_stop(client, home):
    desk(client)
    space = makers.make_space(capacity=2, longest_minutes=60)
    day = makers.workday()
    data = wanted(space, makers.local(day, 20), makers.local(day, 23))

    warned = client.post(url("staff_book"), data)
    none_yet = Booking.objects.count()
    seen = Page(warned).all("button", name="seen")[0].get("value")
    done = client.post(url("staff_book"), data | {"seen": seen})

    assert (warned.status_code, none_yet) == (422, 0)
    assert len(doubts(warned)) == 3  # too long, too many people, closed
    assert done.status_code == 302
    assert Booking.objects.get().ends_at == makers.local(day, 23)


def test_a_doubt_that_was_not_shown_is_shown_first(client, home):
    desk(client)
    space = makers.make_space(capacity=2)
    data = wanted(space) | {"seen": "too_long closed"}

    response = client.post(url("staff_book"), data)

    assert (response.status_code, Booking.objects.count()) == (422, 0)
    assert len(doubts(response)) == 1


def test_what_is_taken_is_refused_with_by_whom_and_the_nearest(client, home):
    desk(client)
    space = makers.make_space()
    makers.make_booking(space, name="Ea Ejer")

    response = client.post(url("staff_book"), wanted(space))

    page = response.content.decode()
    assert (response.status_code, Booking.objects.count()) == (409, 1)
    assert ["I vejen:" in page, "Ea Ejer" in page] == [True, True]
    assert "Ledigt i nærheden:" in page
    assert "Bo Birk" in page  # what was typed is there


def test_sent_twice_it_is_one_booking(client, home):
    desk(client)
    data = wanted(makers.make_space())

    statuses = [client.post(url("staff_book"), data).status_code for _ in range(2)]

    assert (statuses, Booking.objects.count()) == ([302, 302], 1)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("phone", "", "Et telefonnummer eller en e-mailadresse."),
        ("payer_ean", "5790000000006", "et ciffer er forkert"),
        ("payer_ean", "12", "Tretten cifre."),
        ("purpose", "For 010180-1234", "CPR-nummer"),
        ("name", "010180-1234", "CPR-nummer"),
        ("until_time", "09:00", "slutter, før den begynder"),
        ("people", "0", "1"),
        ("space", "999999", "en gyldig valgmulighed"),
    ],
)
def test_bad_input_is_said_by_the_field(client, home, field, value, words):
    desk(client)

    data = wanted(makers.make_space()) | {field: value}
    response = client.post(url("staff_book"), data)

    assert (response.status_code, Booking.objects.count()) == (422, 0)
    errors = response.context["form"].errors
    assert field in errors
    assert words in str(errors[field])


def test_an_hour_that_the_clocks_skip_is_refused(client, home, time_machine):
    time_machine.move_to(dt.datetime(2027, 3, 1, 9, tzinfo=dt.UTC))
    desk(client)
    fields = {"date": "2027-03-28", "start_time": "02:30", "until_time": "05:00"}

    response = client.post(url("staff_book"), wanted(makers.make_space(), **fields))

    assert set(response.context["form"].errors) == {"start_time"}


def test_a_night_ends_on_the_next_day(client, home):
    desk(client)
    space = makers.make_space(longest_minutes=1000)
    day = makers.workday()
    next_day = day + dt.timedelta(days=1)
    data = wanted(space, makers.local(day, 20), makers.local(next_day, 2))
    data |= {"until_date": next_day.isoformat(), "seen": "closed"}

    client.post(url("staff_book"), data)

    assert Booking.objects.get().minutes == 6 * 60


def test_a_host_books_in_the_own_house_only(client, home):
    mine, other = makers.make_space(), makers.make_space()
    host(client, mine.venue)

    refused = client.post(url("staff_book"), wanted(other))
    done = client.post(url("staff_book"), wanted(mine))

    assert (refused.status_code, done.status_code) == (422, 302)
    assert Booking.objects.get().space == mine


# Move, cancel, who came ---------------------------------------------------------------


def goal(space, start, end, **fields) -> dict:
    """The form that moves a booking."""
    said = wanted(space, start, end)
    names = ("space", "date", "start_time", "until_time")
    return {name: said[name] for name in names} | fields


def test_a_booking_is_moved_to_another_space_and_time(client, home):
    desk(client)
    booking, space = makers.make_booking(), makers.make_space()
    start, end = makers.slot(14, start=12)

    client.post(url("staff_move", booking), goal(space, start, end))

    booking.refresh_from_db()
    assert (booking.space, booking.starts_at, booking.ends_at, booking.state) == (
        space, start, end, "confirmed",
    )  # fmt: skip
    assert booking.events.last().event == "move"


@pytest.mark.parametrize(
    ("agreed", "price"), [({}, 30000), ({"is_dearer_agreed": "on"}, 60000)]
)
def test_it_costs_more_only_if_the_booker_says_yes(client, home, agreed, price):
    desk(client)
    booking = makers.make_booking()
    start, end = makers.slot(14, hours=4)
    data = goal(booking.space, start, end, **agreed)

    warned = client.post(url("staff_move", booking), data)
    client.post(url("staff_move", booking), data | {"seen": "dearer"})

    booking.refresh_from_db()
    assert "600,00 kr." in doubts(warned)[0]
    assert (booking.minutes, booking.price_ore) == (240, price)


def test_moving_to_what_is_taken_says_by_whom(client, home):
    desk(client)
    space = makers.make_space()
    makers.make_booking(space, name="Ea Ejer")
    booking = makers.make_booking()
    start, end = makers.slot()

    response = client.post(url("staff_move", booking), goal(space, start, end))

    assert response.status_code == 409
    assert "Ea Ejer" in response.content.decode()


def test_a_host_moves_nothing_into_another_house(client, home):
    booking, other = makers.make_booking(), makers.make_space()
    host(client, booking.space.venue)
    start, end = makers.slot(14)

    response = client.post(url("staff_move", booking), goal(other, start, end))

    booking.refresh_from_db()
    assert response.status_code == 422
    assert booking.space != other


def test_cancelled_with_a_reason_and_our_words(client, home):
    desk(client)
    booking = makers.make_booking()
    without = client.post(url("staff_cancel", booking), {"words": "Desværre"})

    data = {"reason": CancelReason.REPAIR, "words": "Desværre"}
    client.post(url("staff_cancel", booking), data)
    again = client.post(url("staff_cancel", booking), data, follow=True)

    booking.refresh_from_db()
    assert without.status_code == 422
    assert (booking.state, booking.reason, booking.words) == (
        "cancelled", "repair", "Desværre",
    )  # fmt: skip
    assert "besvaret eller ændret i mellemtiden" in again.content.decode()
    assert booking.events.filter(event="cancel").count() == 1


def test_who_did_not_come_counts_against_the_quota_and_may_come_after_all(
    client, home, time_machine
):
    organisation = factories.make_organisation()
    booking = makers.make_booking(organisation=organisation)
    desk(client)
    client.post(url("staff_no_show", booking))
    booking.refresh_from_db()
    too_soon = booking.state
    time_machine.move_to(booking.starts_at + dt.timedelta(minutes=20))
    desk(client)

    client.post(url("staff_no_show", booking))
    booking.refresh_from_db()
    missed = booking.state
    used = minutes_used(booking.space, organisation, booking.starts_at)
    client.post(url("staff_came", booking))

    booking.refresh_from_db()
    assert (too_soon, missed, booking.state) == ("confirmed", "no_show", "confirmed")
    assert used == 120


def test_an_answer_by_telephone_brings_the_request_back(client, home):
    desk(client)
    booking = makers.make_request()
    actions.ask(booking=booking, by=factories.make_staff(), question="Hvor mange?")

    client.post(url("staff_reply", booking), {"text": "Otte."})

    booking.refresh_from_db()
    assert (booking.state, booking.answer) == ("requested", "Otte.")
    assert booking.events.last().actor == "staff"


# Finding ------------------------------------------------------------------------------


def found(client, **query) -> list[str]:
    """The references that a search gives."""
    context = client.get(url("staff_bookings"), query).context
    return [row["booking"].reference for row in context["rows"]]


def test_bookings_are_found_by_words_day_state_and_house(client, home):
    desk(client)
    organisation = factories.make_organisation(name="Gryde og Gade")
    first = makers.make_booking(organisation=organisation, name="Ea Ejer")
    second = makers.make_request(times=[makers.slot(30)], name="Bo Birk")
    day = second.starts_at.date().isoformat()

    answers = [
        found(client, q=first.reference),
        found(client, q="gryde ea"),
        found(client, q=second.email),
        found(client, first=day, last=day),
        found(client, state="requested"),
        found(client, venue=first.space.venue_id),
        found(client, q="ingen"),
        found(client, first="i går"),
    ]

    one, two = [first.reference], [second.reference]
    assert answers == [one, one, two, two, two, one, [], []]


def test_a_host_finds_bookings_of_the_own_house_only(client, home):
    mine, other = makers.make_booking(), makers.make_booking()
    everything = [other.reference, mine.reference]
    desk(client)
    desks = found(client)
    host(client, mine.space.venue)

    assert sorted(desks) == sorted(everything)
    assert found(client) == [mine.reference]
    assert found(client, venue=other.space.venue_id) == []


def test_a_hold_is_nobodys_booking_yet(client, home):
    desk(client)
    [held] = makers.make_hold()

    assert found(client) == []
    assert client.get(url("staff_booking", held)).status_code == 404


def test_a_booking_shows_its_whole_history(client, home):
    user = desk(client)
    booking = makers.make_request()
    actions.ask(booking=booking, by=user, question="Hvor mange?")
    actions.answer(booking=booking, by=None, text="Otte.")
    actions.confirm(booking=booking, by=user)

    page = Page(client.get(url("staff_booking", booking)))

    table = page.all("table")[-1]
    steps = [row.findall("td")[1].text for row in table.iter("tr") if row.findall("td")]
    assert steps == [
        "Reserveret", "Sendt", "Et spørgsmål er stillet", "Spørgsmålet er besvaret",
        "Bekræftet",
    ]  # fmt: skip


def test_a_problem_waits_until_somebody_has_seen_to_it(client, home):
    booking = makers.make_booking()
    problem = Problem.objects.create(booking=booking, text="Ovnen er kold")
    address = f"/admin/bookings/problems/{problem.pk}/"
    host(client, makers.make_space().venue)
    hidden = "Ovnen er kold" in client.get(url("staff_problems")).content.decode()
    refused = client.post(address).status_code
    host(client, booking.space.venue)
    waits = "Ovnen er kold" in client.get("/admin/").content.decode()

    client.post(address)
    client.post(address)

    problem.refresh_from_db()
    assert (hidden, refused, waits) == (False, 404, True)
    assert problem.handled_at is not None
    assert "Ovnen er kold" not in client.get("/admin/").content.decode()
