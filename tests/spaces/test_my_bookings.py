"""My bookings: who sees them, and what their people can do."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import translation

from spaces import actions
from spaces.models import Booking, BookingEvent, Problem
from tests import factories
from tests.spaces import makers

NOW = dt.datetime(2026, 9, 1, 9, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
CPR = "Jeg er 010170-1234"


@pytest.fixture(autouse=True)
def clock(time_machine):
    """A Tuesday in September, until moved; it goes on, for forms measure time."""
    time_machine.move_to(NOW, tick=False)
    return time_machine


@pytest.fixture
def user(db):
    """Ea, who books."""
    return factories.make_user(first_name="Ea")


@pytest.fixture
def own(client, user):
    """The browser of Ea."""
    client.force_login(user)
    return client


def url(name: str, booking, *args) -> str:
    return reverse(name, args=[booking.reference, *args])


def words_on(client, address: str) -> str:
    """All that a page says."""
    return " ".join(client.get(address).content.decode().split())


def state_of(booking) -> str:
    booking.refresh_from_db()
    return booking.state


# Who sees what ------------------------------------------------------------------------


def test_who_is_not_signed_in_is_asked_to(client, user):
    booking = makers.make_booking(by=user)

    for address in (reverse("my_bookings"), url("my_booking", booking)):
        response = client.get(address)
        assert response.status_code == 302
        assert response.headers["Location"] == f"/da/log-ind/?next={address}"


def test_the_list_tells_what_is_to_come_and_what_has_been(own, user, clock):
    organisation = factories.make_organisation(name="Ny Dag")
    organisation.memberships.create(user=user, role="member")
    past = makers.make_booking(times=[makers.slot(7)], by=user)
    clock.move_to(past.ends_at + HOUR, tick=False)
    coming = makers.make_request(times=[makers.slot(14)], by=user)
    theirs = makers.make_booking(times=[makers.slot(21)], organisation=organisation)
    makers.make_booking(times=[makers.slot(21)])

    first, then = (
        words_on(own, "/da/mine-bookinger/"),
        words_on(own, "/da/mine-bookinger/?past=1"),
    )

    assert [each in first for each in (coming.reference, theirs.reference)] == [
        True
    ] * 2
    assert past.reference not in first
    assert past.reference in then
    assert coming.reference not in then
    assert "Venter på svar" in first
    assert "For Ny Dag" in first
    assert "Overstået" in then


def test_a_person_of_the_organisation_sees_and_changes_its_bookings(client, user):
    colleague, asker = factories.make_user(), factories.make_user()
    organisation = factories.make_organisation()
    organisation.memberships.create(user=user, role="owner")
    organisation.memberships.create(user=colleague, role="member")
    organisation.memberships.create(user=asker, role="asked")
    booking = makers.make_request(by=user, organisation=organisation)
    client.force_login(asker)
    asked = client.get(url("my_booking", booking)).status_code
    client.force_login(colleague)

    seen = client.get(url("my_booking", booking)).status_code
    client.post(url("end_booking", booking))

    assert (asked, seen, state_of(booking)) == (404, 200, "withdrawn")
    event = BookingEvent.objects.filter(booking=booking).last()
    assert (event.event, event.user) == ("withdraw", colleague)


@pytest.mark.parametrize(
    "name",
    ["my_booking", "booking_ics", "end_booking", "move_booking", "tell_problem"],
)
def test_the_address_of_a_foreign_booking_is_not_found(own, user, name):
    foreign, mine = makers.make_request(), makers.make_request(by=user)

    for send in (own.get, own.post):
        assert send(url(name, foreign)).status_code in {404, 405}
        assert send(url(name, mine)).status_code != 404
    assert state_of(foreign) == "requested"


def test_a_hold_is_on_no_list(own, user):
    [held] = makers.make_hold()
    Booking.objects.filter(pk=held.pk).update(booked_by=user)

    assert held.reference not in words_on(own, reverse("my_bookings"))
    assert own.get(url("my_booking", held)).status_code == 404


def test_a_no_show_is_not_told_to_the_booker(own, user, clock):
    booking = makers.make_booking(times=[makers.slot(7)], by=user)
    clock.move_to(booking.ends_at, tick=False)
    actions.no_show(booking=booking, by=factories.make_staff())

    said = words_on(own, url("my_booking", booking)) + words_on(
        own, reverse("my_bookings") + "?past=1"
    )

    assert "Overstået" in said
    assert "Ingen kom" not in said


@pytest.mark.parametrize("number", [1, 3, 30])
def test_the_list_asks_the_database_as_often_for_any_number(
    own, user, home, django_assert_max_num_queries, number
):
    space = makers.make_space(approval="automatic", horizon_days=200)
    organisation = factories.make_organisation()
    organisation.memberships.create(user=user, role="member")
    for place in range(number):
        times = [makers.slot(7 * (place // 6 + 1), start=8 + place % 6 * 2)]
        makers.make_booking(space, times, by=user, organisation=organisation)
    own.get(reverse("my_bookings"))

    with django_assert_max_num_queries(14):
        response = own.get(reverse("my_bookings"))

    assert len(response.context["rows"].object_list) == min(number, 20)


def test_one_booking_asks_the_database_seldom(
    own, user, home, django_assert_max_num_queries
):
    times = [makers.slot(7), makers.slot(14), makers.slot(21)]
    booking = makers.make_request(times=times, by=user)
    own.get(url("my_booking", booking))

    with django_assert_max_num_queries(12):
        own.get(url("my_booking", booking))


# Withdrawing and cancelling -----------------------------------------------------------


def test_opening_the_page_ends_nothing_and_the_button_does(own, user):
    booking = makers.make_request(by=user)
    shown = own.get(url("end_booking", booking))
    before = state_of(booking)

    response = own.post(url("end_booking", booking))

    assert (shown.status_code, before) == (200, "requested")
    assert response.headers["Location"] == url("my_booking", booking)
    assert state_of(booking) == "withdrawn"


def test_a_double_click_gives_the_same_answer(own, user):
    booking = makers.make_booking(times=[makers.slot(14)], by=user)

    first = own.post(url("end_booking", booking))
    second = own.post(url("end_booking", booking))

    assert (first.status_code, second.status_code) == (302, 302)
    assert first.headers["Location"] == second.headers["Location"]
    assert state_of(booking) == "cancelled"
    steps = BookingEvent.objects.filter(booking=booking, event="cancel")
    assert steps.count() == 1


def test_after_the_rule_one_asks_staff(own, user, clock):
    factories.home_in("da")
    start, end = makers.slot(14)
    space = makers.make_space(cancellation_notice_hours=48)
    booking = makers.make_booking(space, [(start, end)], by=user)
    clock.move_to(start - 49 * HOUR, tick=False)
    in_time = words_on(own, url("my_booking", booking))
    clock.move_to(start - 47 * HOUR, tick=False)

    late = words_on(own, url("my_booking", booking))
    own.post(url("end_booking", booking))

    assert url("end_booking", booking) in in_time
    assert url("end_booking", booking) not in late
    assert "Det er for sent at melde afbud" in late
    assert state_of(booking) == "confirmed"


# The keys -----------------------------------------------------------------------------


def test_the_keys_are_shown_from_a_day_before_until_the_end(own, user, clock):
    venue = makers.make_venue(key_da="Kode 4711", key_en="Code 4711")
    start, end = makers.slot(7)
    booking = makers.make_booking(makers.make_space(venue), [(start, end)], by=user)
    shown = []
    for moment in (
        start - 24 * HOUR - dt.timedelta(minutes=1), start - 24 * HOUR,
        end - dt.timedelta(minutes=1), end,
    ):  # fmt: skip
        clock.move_to(moment, tick=False)
        shown.append("Kode 4711" in words_on(own, url("my_booking", booking)))

    assert shown == [False, True, True, False]


@pytest.mark.parametrize("change", ["cancel", "move"])
def test_the_keys_are_gone_when_it_is_cancelled_or_moved(own, user, clock, change):
    venue = makers.make_venue(key_da="Kode 4711")
    start, end = makers.slot(7)
    booking = makers.make_booking(makers.make_space(venue), [(start, end)], by=user)
    clock.move_to(start - 20 * HOUR, tick=False)
    before = "Kode 4711" in words_on(own, url("my_booking", booking))
    said = {"booking": booking, "by": factories.make_staff(), "actor": "staff"}

    if change == "move":
        later, until = makers.slot(21)
        actions.move(start=later, end=until, **said)
    else:
        actions.cancel(reason="repair", **said)

    after = "Kode 4711" in words_on(own, url("my_booking", booking))
    assert (before, after) == (True, False)


# Something was wrong ------------------------------------------------------------------


def test_what_was_wrong_is_written_down_once(own, user, clock):
    booking = makers.make_booking(times=[makers.slot(7)], by=user)
    before = words_on(own, url("my_booking", booking))
    clock.move_to(booking.starts_at, tick=False)
    after = words_on(own, url("my_booking", booking))

    for _click in range(2):
        response = own.post(url("tell_problem", booking), {"text": "Ovnen er kold."})

    [problem] = Problem.objects.all()
    assert (problem.booking, problem.text) == (booking, "Ovnen er kold.")
    assert response.headers["Location"] == url("my_booking", booking)
    assert url("tell_problem", booking) not in before
    assert url("tell_problem", booking) in after


@pytest.mark.parametrize(("text", "says"), [(CPR, "CPR"), ("", "Udfyld dette felt")])
def test_a_bad_text_is_refused_and_kept(own, user, clock, text, says):
    booking = makers.make_booking(times=[makers.slot(7)], by=user)
    clock.move_to(booking.starts_at, tick=False)

    response = own.post(url("tell_problem", booking), {"text": text})

    page = response.content.decode()
    assert response.status_code == 422
    assert says in page
    assert text in page
    assert Problem.objects.count() == 0


def test_before_it_begins_nothing_can_have_been_wrong(own, user):
    booking = makers.make_booking(by=user)

    response = own.post(url("tell_problem", booking), {"text": "Ovnen er kold."})

    assert response.headers["Location"] == url("my_booking", booking)
    assert Problem.objects.count() == 0


# The foot of each page ----------------------------------------------------------------


def test_the_foot_leads_to_my_bookings_for_who_is_signed_in(client, user, home):
    with translation.override("da"):
        address = reverse("my_bookings")
    away = client.get("/da/").content.decode()
    client.force_login(user)

    assert f'href="{address}"' not in away
    assert f'href="{address}"' in client.get("/da/").content.decode()
