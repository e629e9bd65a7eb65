"""From the chosen time to the number: what each step keeps, shows and changes."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hub.models import Limit, Membership, OutgoingMail, User
from spaces.models import Booking, HouseRules, Occupancy
from spaces.states import BookingState
from tests import factories
from tests.spaces import makers
from tests.spaces.booking_visit import (
    ADDRESS,
    address_of,
    ask,
    ask_for_code,
    code_sent_to,
    errors_on,
    held,
    send,
    texts_of,
)

pytestmark = pytest.mark.usefixtures("db")
MONDAY = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _monday_morning(time_machine):
    time_machine.move_to(MONDAY, tick=False)


def choose(client, space, *, language="en", **query):
    return client.get(address_of("book", space.slug, language=language), query)


def picked(start, end) -> dict:
    start, end = (each.astimezone(makers.ZONE) for each in (start, end))
    return {
        "date": f"{start:%Y-%m-%d}",
        "start": f"{start:%H:%M}",
        "until": f"{end:%H:%M}",
    }


def test_looking_changes_nothing_and_sets_no_cookie(client):
    space = makers.make_space()
    url = address_of("book", space.slug)

    pages = [
        client.get(url),
        client.get(url, {"date": "2026-11-26"}),
        client.get(url, {"date": "2026-11-26", "start": "10:00", "until": "09:00"}),
    ]

    assert [page.status_code for page in pages] == [200, 200, 422]
    assert client.cookies == {}
    assert "no-store" in pages[0].headers["Cache-Control"]
    chosen = client.get(url, picked(*makers.slot()))
    assert chosen.context["form"] is not None
    assert Booking.objects.count() == Occupancy.objects.count() == 0


def test_what_was_searched_for_is_filled_in_and_travels_along(client):
    space = makers.make_space()
    start, end = makers.slot()

    page = choose(client, space, kind="kitchen", people="5", **picked(start, end))

    values = page.context["choose"].data
    assert values == picked(start, end)
    assert page.context["form"]["people"].value() == "5"
    assert "kind=kitchen&people=5&time=" in page.context["choice"].one_more


def test_only_what_is_free_is_offered(client):
    space = makers.make_space(start_interval_minutes=60, longest_minutes=600)
    day = makers.workday()
    makers.make_booking(space, [(makers.local(day, 10), makers.local(day, 20))])

    page = choose(client, space, date=day.isoformat())

    fields = page.context["choose"].fields
    starts = [value for value, _words in fields["start"].widget.choices]
    ends = [value for value, _words in fields["until"].widget.choices]
    assert starts == ["08:00", "09:00", "20:00", "21:00"]
    assert ends == ["09:00", "10:00", "21:00", "22:00"]


def test_both_prices_and_the_answer_are_shown_before_anybody_signs_in(client):
    space = makers.make_space(price=(5000, 15000))

    page = choose(client, space, **picked(*makers.slot()))

    choice, answer = page.context["choice"], page.context["answer"]
    assert (choice.confirmed_ore, choice.market_ore) == (10000, 30000)
    assert (answer.at_once, answer.is_too_late) == (False, False)
    assert answer.by == makers.local(dt.date(2026, 11, 25), 16)
    for words in ("DKK 100", "DKK 300", "Wednesday 25 November 2026", "4 pm"):
        assert words in page.text


def test_a_further_time_is_added_and_taken_away_again(client):
    space = makers.make_space()
    one, other = makers.slot(), makers.slot(start=14)
    first = choose(client, space, **picked(*one))

    both = client.get(first.context["choice"].one_more.split("#")[0], picked(*other))
    both = choose(client, space, time=texts_of(one), **picked(*other))

    choice = both.context["choice"]
    assert [each.slot for each in choice.good] == [one, other]
    assert choice.market_ore == 60000
    [_, (_second, without)] = choice.with_removals
    assert [e.slot for e in client.get(without).context["choice"].all] == [one]


def test_checking_holds_the_time_for_a_quarter_of_an_hour(client):
    space, slot = makers.make_space(), makers.slot()

    response = ask(client, space, slot)

    booking = Booking.objects.get()
    assert response.url == address_of("check_booking", booking.batch)
    assert (booking.state, booking.starts_at, booking.ends_at) == ("held", *slot)
    assert booking.held_until == MONDAY + dt.timedelta(minutes=15)
    assert (booking.people, booking.language) == (4, "en")
    page = client.get(response.url)
    assert page.status_code == 200
    assert "10:15 am" in page.text


def test_a_double_click_is_one_hold(client):
    space, slot = makers.make_space(), makers.slot()
    key = "0b7e7b76-9b6f-4f0c-9f3d-c0ffee000000"

    answers = [ask(client, space, slot, key=key) for _click in range(2)]
    client.cookies.clear()  # the second click left before the first answer came
    answers.append(ask(client, space, slot, key=key))

    booking = Booking.objects.get()
    assert {each.url for each in answers} == {
        address_of("check_booking", booking.batch)
    }
    assert client.get(answers[0].url).status_code == 200


def test_the_same_times_keep_their_hold_with_the_new_words(client, time_machine):
    space, slot = makers.make_space(), makers.slot()
    [first] = held(client, space, slot)
    time_machine.shift(dt.timedelta(minutes=5))

    [again] = held(client, space, slot, people="6", purpose="We cook soup.")

    assert (again.pk, again.held_until) == (first.pk, first.held_until)
    assert (again.people, again.purpose) == (6, "We cook soup.")
    page = choose(client, space, time=texts_of(slot))
    assert page.context["form"]["purpose"].value() == "We cook soup."
    assert page.context["choice"].is_ready


def test_a_new_hold_gives_up_the_old_one(client):
    space = makers.make_space()
    [first] = held(client, space, makers.slot())

    longer = makers.slot(hours=3)
    [second] = held(client, space, longer)

    first.refresh_from_db()
    assert (first.state, second.state) == ("withdrawn", "held")
    assert [row.booking for row in Occupancy.objects.filter(is_blocking=True)] == [
        second
    ]
    assert client.get(address_of("check_booking", first.batch)).status_code == 404


def test_a_lost_race_leaves_the_earlier_hold_alone(client):
    space = makers.make_space()
    [first] = held(client, space, makers.slot())
    makers.make_hold(space, [makers.slot(start=14)])

    response = ask(client, space, makers.slot(start=14))

    first.refresh_from_db()
    assert (response.status_code, first.state) == (409, "held")


def test_a_hold_is_of_one_session(client):
    [booking] = held(client, makers.make_space(), makers.slot())
    client.cookies.clear()

    assert client.get(address_of("check_booking", booking.batch)).status_code == 404
    assert send(client, booking.batch).status_code == 404
    assert ask_for_code(client, booking.batch).status_code == 404
    client.force_login(factories.make_user())
    assert client.get(address_of("check_booking", booking.batch)).status_code == 404


def test_three_holds_an_hour_from_one_network_address(client):
    space = makers.make_space()
    for hour in (8, 10, 12):
        held(client, space, makers.slot(start=hour))

    response = ask(client, space, makers.slot(start=14), purpose="Soup for all.")

    assert response.status_code == 422
    assert errors_on(response)["__all__"][0].startswith("Times have been held three")
    assert response.context["form"]["purpose"].value() == "Soup for all."
    assert Booking.objects.in_state("held").count() == 1


def test_opening_every_link_of_the_pages_changes_nothing(client):
    [booking] = held(client, makers.make_space(), makers.slot())
    before = list(Booking.objects.values())

    for name in ("check_booking", "booking_code"):
        client.get(address_of(name, booking.batch))
        client.head(address_of(name, booking.batch))
    choose(client, booking.space, time=texts_of(makers.slot()))

    assert list(Booking.objects.values()) == before


@pytest.mark.parametrize("language", ["da", "en"])
def test_somebody_new_books_with_a_code(client, language):
    space, slot = makers.make_space(), makers.slot()
    batch = held(client, space, slot, language=language)[0].batch

    asked = ask_for_code(client, batch, language=language)
    code = code_sent_to(ADDRESS)
    sent = send(client, batch, language=language, code=code, phone="12 34 56 78")

    booking, user = Booking.objects.get(), User.objects.get(email=ADDRESS)
    assert asked.url == address_of("check_booking", batch, language=language)
    assert sent.url == address_of(
        "booking_receipt", booking.reference, language=language
    )
    assert (booking.state, booking.booked_by, booking.email) == (
        "requested", user, ADDRESS,
    )  # fmt: skip
    assert (booking.name, booking.phone) == ("Ea Ejer", "12 34 56 78")
    assert (booking.price_group, booking.price_ore) == ("others", 30000)
    assert booking.language == language
    page = client.get(sent.url)
    assert page.status_code == 200
    assert booking.reference in page.text
    assert OutgoingMail.objects.filter(to=ADDRESS).count() == 2


def test_a_second_click_on_send_that_had_the_old_session(client):
    [booking] = held(client, makers.make_space(), makers.slot())
    ask_for_code(client, booking.batch)
    proof = client.get(address_of("check_booking", booking.batch)).context["proof"]
    code, cookies = code_sent_to(ADDRESS), dict(client.cookies)

    first = send(client, booking.batch, code=code, proof=proof)
    client.cookies.clear()
    client.cookies.update(cookies)
    second = send(client, booking.batch, code=code, proof=proof)

    assert (first.status_code, second.status_code) == (302, 302)
    assert first.url == second.url
    assert client.get(second.url).status_code == 200
    assert Booking.objects.get().state == "requested"


def test_a_proof_of_another_hold_opens_nothing(client):
    [mine] = held(client, makers.make_space(), makers.slot())
    proof = client.get(address_of("check_booking", mine.batch)).context["proof"]
    client.cookies.clear()
    [foreign] = makers.make_hold()

    assert send(client, foreign.batch, proof=proof).status_code == 404
    assert send(client, foreign.batch, proof="made:up").status_code == 404


def test_the_form_is_asked_again_of_somebody_with_organisations(client):
    user = factories.make_user(ADDRESS)
    organisation = factories.make_organisation(is_confirmed=True)
    Membership.objects.create(user=user, organisation=organisation, role="member")
    [booking] = held(client, makers.make_space(), makers.slot())
    ask_for_code(client, booking.batch)

    again = send(client, booking.batch, code=code_sent_to(ADDRESS), phone="11 22 33 44")

    form = again.context["form"]
    assert (again.status_code, Booking.objects.get().state) == (200, "held")
    assert form["phone"].value() == "11 22 33 44"
    assert form["organisation"].value() == str(organisation.pk)
    sent = send(client, booking.batch, organisation=organisation.pk, low=form.confirmed)
    booking.refresh_from_db()
    assert sent.status_code == 302
    assert (booking.organisation, booking.price_ore) == (organisation, 10000)


def test_a_signed_in_person_finds_name_and_telephone(client):
    user = factories.make_user()
    makers.make_request(by=user, name="Bo Bager", phone="22 33 44 55")
    client.force_login(user)
    [booking] = held(client, makers.make_space(), makers.slot())

    form = client.get(address_of("check_booking", booking.batch)).context["form"]

    assert (form["name"].value(), form["phone"].value()) == ("Bo Bager", "22 33 44 55")
    assert "code" not in form.fields


def test_signing_out_and_in_as_another_gives_up_the_hold(client):
    client.force_login(factories.make_user())
    [booking] = held(client, makers.make_space(), makers.slot())

    client.force_login(factories.make_user())

    assert client.get(address_of("check_booking", booking.batch)).status_code == 404


def test_a_space_that_answers_at_once_confirms(client):
    space = makers.make_space(approval="automatic")
    client.force_login(factories.make_user())
    [booking] = held(client, space, makers.slot())

    page = client.get(send(client, booking.batch).url)

    booking.refresh_from_db()
    assert booking.state == "confirmed"
    assert "It is booked" in page.text


def test_a_booking_keeps_the_version_of_the_rules_it_said_yes_to(client):
    space = makers.make_space()
    rows = [
        HouseRules.objects.create(venue=space.venue, version=n, text_da=f"Regel {n}.")
        for n in (1, 2)
    ]
    client.force_login(factories.make_user())
    [booking] = held(client, space, makers.slot())

    without = send(client, booking.batch, version=2)
    old = send(client, booking.batch, version=1, rules="on")
    send(client, booking.batch, version=2, rules="on")

    booking.refresh_from_db()
    assert errors_on(without) == {"rules": ["Say yes to the rules of the house."]}
    assert list(errors_on(old)) == ["rules"]
    assert booking.house_rules == rows[1]
    page = client.get(address_of("house_rules", space.venue.slug, 2))
    assert "Regel 2." in page.text
    assert client.get(address_of("house_rules", space.venue.slug, 3)).status_code == 404


def test_a_receipt_is_for_who_sent_it(client):
    booking = makers.make_request()
    url = address_of("booking_receipt", booking.reference)

    assert client.get(url).status_code == 404
    client.force_login(factories.make_user())
    assert client.get(url).status_code == 404
    client.force_login(booking.booked_by)
    assert client.get(url).status_code == 200


QUERIES = {"hold": 20, "send": 15}
# Somebody new is signed in by the same press: an account, its address and a session.
QUERIES_OF_SOMEBODY_NEW = 32


def asked(run) -> int:
    """Statements that ask or change rows: a test's savepoints are no work."""
    with CaptureQueriesContext(connection) as queries:
        run()
    words = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN")
    return sum(not query["sql"].startswith(words) for query in queries)


def test_a_booking_asks_the_database_seldom(client):
    space = makers.make_space()
    HouseRules.objects.create(venue=space.venue, version=1, text_da="Ryd op.")
    Limit.objects.all().delete()

    hold = asked(lambda: ask(client, space, makers.slot()))
    client.force_login(factories.make_user())
    [booking] = held(client, space, makers.slot(start=15))
    sent = asked(lambda: send(client, booking.batch, rules="on", version=1))

    assert {"hold": hold, "send": sent} == QUERIES
    assert Booking.objects.in_state(BookingState.REQUESTED).count() == 1


def test_signing_in_and_sending_at_once_asks_a_fixed_number(client):
    [booking] = held(client, makers.make_space(), makers.slot())
    ask_for_code(client, booking.batch)
    code = code_sent_to(ADDRESS)

    sent = asked(lambda: send(client, booking.batch, code=code))

    assert sent == QUERIES_OF_SOMEBODY_NEW
    assert Booking.objects.in_state(BookingState.REQUESTED).count() == 1
