"""Signing up, waiting, offers: what the actions promise."""

import datetime as dt

import pytest
from django.utils import timezone

from events import actions
from events.actions.places import take_step
from events.choices import DateStatus, EventStatus, SignUpWay
from events.gatherings import Gathering
from events.models import Seats, Signup
from events.refusals import Refused
from events.states import STEPS, Actor, SignupState
from tests.events.makers import (
    evening,
    make_date,
    make_event,
    make_seats,
    make_signup,
)
from tests.events.signed import (
    come,
    is_soon,
    mails,
    refused,
    sign_up,
    state,
    taken,
)

S = SignupState
HOUR = dt.timedelta(hours=1)


# The table ----------------------------------------------------------------------------

VERBS = {
    "confirm": lambda signup: actions.confirm(signup=signup),
    "accept": lambda signup: actions.accept(signup=signup),
    "give_place": lambda signup: actions.give_place(
        signup=signup, by=None, reason="Hun holder oplægget."
    ),
    "cancel": lambda signup: actions.cancel(signup=signup, actor=Actor.GUEST),
}
# What is there already is no error: a button pressed twice.
DONE = {
    "confirm": {S.CONFIRMED, S.WAITLISTED},
    "accept": {S.CONFIRMED},
    "cancel": {S.CANCELLED_BY_SELF, S.CANCELLED_BY_HOST},
    "give_place": set(),
}


@pytest.mark.parametrize("name", VERBS)
@pytest.mark.parametrize("start", S.values)
def test_a_step_is_taken_from_its_own_states_only(db, name, start):
    since = {each for step in STEPS if step.name == name for each in step.since}
    date = make_date(capacity=3)
    make_signup(date, party_size=3)  # full: nobody who waits is offered a place
    if start in (S.CONFIRMED, S.OFFERED) or name == "give_place":
        Seats.objects.update(capacity=4, held_back=name == "give_place")
    until = timezone.now() + HOUR if start in (S.UNCONFIRMED, S.OFFERED) else None
    signup = make_signup(date, state=start, state_until=until)

    try:
        VERBS[name](signup)
        result = "done"
    except Refused as error:
        result = error.code

    may = start in since or start in DONE[name]
    is_late = (name, start) == ("accept", S.EXPIRED)
    assert result == ("done" if may else "expired" if is_late else "state")


def test_a_step_seen_too_late_is_refused(db):
    date = make_date()
    signup = make_signup(date)
    Signup.objects.filter(pk=signup.pk).update(version=5)

    said = {"signup": signup, "name": "cancel", "gathering": Gathering(date.seats)}
    assert refused(take_step, **said, actor=Actor.GUEST) == "changed"


# Signing up ---------------------------------------------------------------------------


def test_an_unconfirmed_sign_up_holds_its_places_for_twelve_hours(db):
    date = make_date(capacity=4)

    signup = sign_up(date, party_size=3)

    assert (signup.state, signup.holds_places, taken(date)) == (S.UNCONFIRMED, True, 3)
    assert is_soon(signup.state_until, hours=12)


def test_a_place_is_never_kept_past_the_beginning(db):
    soon = timezone.now() + 2 * HOUR
    date = make_date(starts_at=soon)

    assert sign_up(date).state_until == soon


def test_a_confirmed_sign_up_is_told_once(db):
    signup = come(make_date())

    actions.confirm(signup=signup)

    assert state(signup) == S.CONFIRMED
    assert len(mails(signup)) == 2  # to confirm, and that it is


def test_the_same_key_is_one_sign_up(db):
    date = make_date()
    first = sign_up(date)

    again = sign_up(date, key=first.key, email="en.anden@example.org")

    assert again.pk == first.pk
    assert len(mails()) == 1


@pytest.mark.parametrize("before", [S.UNCONFIRMED, S.CONFIRMED, S.WAITLISTED])
def test_an_address_twice_gets_a_mail_and_no_second_sign_up(db, before):
    date = make_date()
    until = timezone.now() + HOUR if before == S.UNCONFIRMED else None
    there = make_signup(date, state=before, state_until=until, email="ea@example.org")
    if before == S.WAITLISTED:
        Seats.objects.update(capacity=0)

    again = sign_up(date, email="EA@example.org", wants_waiting=True)

    assert (again.pk, again.state) == (there.pk, before)
    assert Signup.objects.count() == len(mails(there)) == 1


def test_a_proven_address_is_confirmed_at_once(db):
    date = make_date()

    signup = sign_up(date, is_proven=True)

    assert (signup.state, signup.state_until) == (S.CONFIRMED, None)
    assert mails(signup) == [f"Du har en plads: {date.event.title}"]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"party_size": 5}, "party_too_large"),
        ({"party_size": 3}, "party"),
        ({"party_size": 3, "wants_waiting": True}, None),
    ],
)
def test_a_party_must_fit_or_wait(db, said, code):
    date = make_date(capacity=2)

    if code:
        assert refused(sign_up, date=date, **said) == code
    else:
        assert sign_up(date, **said).holds_places is False
    assert taken(date) == 0


@pytest.mark.parametrize(
    ("waiting_places", "size", "code"), [(2, 1, "wait"), (1, 2, "full"), (0, 1, "full")]
)
def test_a_full_date_offers_the_waiting_list_while_it_has_room(
    db, waiting_places, size, code
):
    seats = make_seats(2, waiting_places=waiting_places)
    date = make_date(seats=seats)
    make_signup(date, party_size=2)

    assert refused(sign_up, date=date, party_size=size) == code


@pytest.mark.parametrize("size", [1, 2])
def test_who_has_not_confirmed_yet_counts_on_the_waiting_list(db, size):
    date = make_date(seats=make_seats(0, waiting_places=2))
    sign_up(date, party_size=size, wants_waiting=True)

    rest = 2 - size
    code = refused(sign_up, date=date, party_size=rest + 1, wants_waiting=True)

    assert code == "full"


def closed(**fields):
    """A date one cannot sign up for, and why."""
    event = make_event(**fields.pop("event", {}))
    return make_date(event, **fields)


CLOSED = {
    "not_open": lambda: closed(event={"opens_at": timezone.now() + HOUR}),
    "closed": lambda: closed(event={"closes_hours_before": 24 * 30}),
    "closed ": lambda: closed(event={"sign_up": SignUpWay.NONE}),
    "over": lambda: closed(starts_at=evening(-2)),
    "cancelled": lambda: closed(status=DateStatus.CANCELLED),
    "cancelled ": lambda: closed(event={"status": EventStatus.CANCELLED}),
    "postponed": lambda: closed(status=DateStatus.POSTPONED),
}


@pytest.mark.parametrize("why", CLOSED)
def test_nobody_signs_up_for_what_is_closed(db, why):
    date = CLOSED[why]()

    assert refused(sign_up, date=date) == why.strip()
    assert Signup.objects.count() == 0


def test_a_course_is_closed_once_it_has_begun_and_shares_its_places(db):
    event, seats = make_event(is_course=True), make_seats(1)
    first = make_date(event, seats=seats)
    second = make_date(event, seats=seats, starts_at=evening(14))
    come(first)

    assert refused(sign_up, date=second) == "wait"
    first.starts_at = timezone.now() - HOUR
    first.save()
    assert refused(sign_up, date=second) == "closed"
