"""The database counts the places, whatever the code does."""

import pytest
from django.db import IntegrityError

from events.models import Seats, Signup
from events.states import SignupState
from tests.events.makers import make_date, make_signup


def taken(seats: Seats) -> int:
    return Seats.objects.get(pk=seats.pk).taken


def test_places_are_counted_as_sign_ups_come_change_and_go(db):
    date, other = make_date(capacity=9), make_date(capacity=9)
    rows = Signup.objects.filter(pk=make_signup(date, party_size=3).pk)
    make_signup(date, state=SignupState.WAITLISTED, party_size=5)
    counts = [taken(date.seats)]

    rows.update(party_size=4)
    counts.append(taken(date.seats))
    rows.update(seats=other.seats)
    counts.append((taken(date.seats), taken(other.seats)))
    rows.update(state=SignupState.CANCELLED_BY_SELF, holds_places=False)
    counts.append(taken(other.seats))
    rows.update(state=SignupState.CONFIRMED, holds_places=True)
    counts.append(taken(other.seats))
    rows.delete()
    counts.append(taken(other.seats))

    assert counts == [3, 4, (0, 4), 0, 4, 0]


def test_a_larger_party_is_counted_by_what_it_is_larger(db):
    date = make_date(capacity=3)
    rows = Signup.objects.filter(pk=make_signup(date, party_size=2).pk)

    rows.update(party_size=3)

    assert taken(date.seats) == 3


def test_no_more_places_are_taken_than_there_are(db):
    date = make_date(capacity=2)
    make_signup(date, party_size=2)

    with pytest.raises(IntegrityError, match="no_more_places_are_taken"):
        make_signup(date)


def test_a_capacity_below_what_is_taken_is_refused(db):
    date = make_date(capacity=2)
    make_signup(date, party_size=2)

    with pytest.raises(IntegrityError, match="no_more_places_are_taken"):
        Seats.objects.filter(pk=date.seats_id).update(capacity=1)


def test_an_address_signs_up_once_whatever_its_case(db):
    date = make_date()
    make_signup(date, email="ea@example.org")

    with pytest.raises(IntegrityError, match="an_address_signs_up_once"):
        make_signup(date, email="EA@example.org")
