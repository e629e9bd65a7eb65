"""Links in mails: they show, and only a button changes; and who may join."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from hub.models import Membership, OutgoingMail
from spaces import actions
from spaces.links import ANSWER, GIVE_BACK, token_for
from spaces.models import BookingEvent
from tests import factories
from tests.spaces import makers
from tests.spaces.test_my_bookings import CPR, HOUR, state_of, words_on

NOW = dt.datetime(2026, 9, 1, 9, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def clock(time_machine):
    """A Tuesday in September, until moved."""
    time_machine.move_to(NOW, tick=False)
    return time_machine


@pytest.fixture
def user(db):
    """Ea, who books."""
    return factories.make_user(first_name="Ea")


def stamped(client, address: str, clock, **said) -> dict:
    """A form of a link as it was drawn, three seconds later."""
    stamp = client.get(address).context["form"].stamp
    clock.shift(dt.timedelta(seconds=3))
    return {"stamp": stamp, "website": "", **said}


# Links in mails -----------------------------------------------------------------------


@pytest.fixture
def asked(user):
    """A request with a question of ours."""
    booking = makers.make_request(by=user)
    staff = factories.make_staff()
    return actions.ask(booking=booking, by=staff, question="Hvor mange gryder?")


def test_a_question_is_answered_by_its_link_without_an_account(client, asked, clock):
    address = reverse("answer_question", args=[token_for(ANSWER, asked)])
    sent = stamped(client, address, clock, text="To store")
    shown, before = words_on(client, address), state_of(asked)

    first, second = client.post(address, sent), client.post(address, sent)

    asked.refresh_from_db()
    assert "Hvor mange gryder?" in shown
    assert (before, asked.state, asked.answer) == ("question", "requested", "To store")
    assert first.headers["Location"] == second.headers["Location"] == address
    assert "Tak, vi har fået jeres svar" in words_on(client, address)
    steps = BookingEvent.objects.filter(booking=asked, event="answer")
    assert [(step.actor, step.user) for step in steps] == [("booker", None)]


@pytest.mark.parametrize("text", [CPR, "", "x" * 601])
def test_a_bad_answer_is_refused_and_kept(client, asked, clock, text):
    address = reverse("answer_question", args=[token_for(ANSWER, asked)])

    response = client.post(address, stamped(client, address, clock, text=text))

    assert response.status_code == 422
    assert text in response.content.decode()
    assert state_of(asked) == "question"


def test_a_link_to_an_earlier_question_does_not_answer_the_next(client, asked, clock):
    address = reverse("answer_question", args=[token_for(ANSWER, asked)])
    sent = stamped(client, address, clock, text="To")
    staff = factories.make_staff()
    actions.answer(booking=asked, by=None, text="To")
    actions.ask(booking=asked, by=staff, question="Og hvor mange pander?")

    response = client.post(address, sent)

    assert response.headers["Location"] == address
    assert state_of(asked) == "question"
    assert "Her er ikke mere at gøre" in words_on(client, address)


def test_a_time_is_given_back_by_its_link(client, user, clock):
    start, end = makers.slot(14)
    booking = makers.make_booking(times=[(start, end)], by=user)
    clock.move_to(start - 3 * HOUR, tick=False)
    address = reverse("give_back", args=[token_for(GIVE_BACK, booking)])
    sent = stamped(client, address, clock)
    before = state_of(booking)

    first, second = client.post(address, sent), client.post(address, sent)

    booking.refresh_from_db()
    assert (before, booking.state) == ("confirmed", "cancelled")
    assert booking.is_cancelled_late
    assert first.headers["Location"] == second.headers["Location"] == address
    assert "Tak, tiden er fri til andre" in words_on(client, address)
    assert BookingEvent.objects.filter(booking=booking, event="cancel").count() == 1


def test_a_link_of_the_time_before_a_move_gives_nothing_back(client, user, clock):
    booking = makers.make_booking(times=[makers.slot(14)], by=user)
    address = reverse("give_back", args=[token_for(GIVE_BACK, booking)])
    sent = stamped(client, address, clock)
    start, end = makers.slot(21)
    staff = factories.make_staff()
    actions.move(booking=booking, start=start, end=end, by=staff, actor="staff")

    client.post(address, sent)

    assert state_of(booking) == "confirmed"
    assert "Her er ikke mere at gøre" in words_on(client, address)


def test_once_it_has_begun_nothing_is_given_back(client, user, clock):
    booking = makers.make_booking(times=[makers.slot(14)], by=user)
    address = reverse("give_back", args=[token_for(GIVE_BACK, booking)])
    sent = stamped(client, address, clock)
    clock.move_to(booking.starts_at, tick=False)

    client.post(address, sent)

    assert state_of(booking) == "confirmed"


@pytest.mark.parametrize("name", ["answer_question", "give_back"])
def test_a_link_that_is_not_ours_is_not_found(client, asked, name):
    foreign = token_for(GIVE_BACK if name == "answer_question" else ANSWER, asked)

    for token in (foreign, foreign[:-2], "x"):
        assert client.get(reverse(name, args=[token])).status_code == 404
        assert client.post(reverse(name, args=[token])).status_code == 404


def test_a_form_of_a_link_needs_its_token(user):
    booking = makers.make_booking(times=[makers.slot(14)], by=user)
    strict = Client(enforce_csrf_checks=True)

    response = strict.post(reverse("give_back", args=[token_for(GIVE_BACK, booking)]))

    assert response.status_code == 403
    assert state_of(booking) == "confirmed"


# People who ask to join ---------------------------------------------------------------


@pytest.fixture
def asker(user):
    """Somebody who asks to join Ea's organisation."""
    organisation = factories.make_organisation(name="Ny Dag")
    organisation.memberships.create(user=user, role="owner")
    someone = factories.make_user("bo@example.org", first_name="Bo", language="en")
    return organisation.memberships.create(user=someone, role="asked")


@pytest.mark.parametrize(
    ("answer", "role", "subject"),
    [
        ("yes", "member", "You now belong to Ny Dag"),
        ("no", None, "Ny Dag did not take you in"),
    ],
)
def test_who_asks_to_join_gets_an_answer(client, user, asker, answer, role, subject):
    client.force_login(user)
    address = reverse("answer_asker", args=[asker.pk])
    assert "bo@example.org" in words_on(client, reverse("my_bookings"))

    for _click in range(2):
        response = client.post(address, {"answer": answer})

    found = Membership.objects.filter(pk=asker.pk).first()
    assert getattr(found, "role", None) == role
    assert [mail.subject for mail in OutgoingMail.objects.all()] == [subject]
    assert response.headers["Location"] == reverse("my_bookings")


def test_who_only_asks_takes_nobody_in(client, asker):
    other = factories.make_user()
    asker.organisation.memberships.create(user=other, role="asked")
    client.force_login(other)

    response = client.post(reverse("answer_asker", args=[asker.pk]), {"answer": "yes"})

    asker.refresh_from_db()
    assert (response.status_code, asker.role) == (404, "asked")
    assert "bo@example.org" not in words_on(client, reverse("my_bookings"))
