"""Running out, offers, changes: what the actions promise."""

import datetime as dt

import pytest
from django.utils import timezone

from events import actions
from events.models import Signup
from events.states import Actor, SignupState
from hub.models import OutgoingMail
from tests import factories
from tests.events.makers import make_date, make_seats
from tests.events.signed import (
    come,
    is_soon,
    later,
    mails,
    refused,
    sign_up,
    state,
    states,
    taken,
    wait,
)

S = SignupState
HOUR = dt.timedelta(hours=1)


# Running out --------------------------------------------------------------------------


def test_an_unconfirmed_place_runs_out_and_is_offered_on(db, time_machine):
    date = make_date(capacity=1)
    gone, next_one = sign_up(date), wait(date)
    later(time_machine, hours=13)

    actions.expire(seats=date.seats)

    assert states(gone, next_one) == [S.EXPIRED, S.OFFERED]
    assert taken(date) == 1


def test_a_late_link_confirms_while_there_is_a_place(db, time_machine):
    date = make_date(capacity=1)
    late = sign_up(date)
    later(time_machine, hours=13)
    actions.expire(seats=date.seats)

    actions.confirm(signup=late)

    assert (state(late), taken(date)) == (S.CONFIRMED, 1)


def test_a_late_link_goes_on_the_waiting_list_behind_others(db, time_machine):
    date = make_date(capacity=1)
    late = sign_up(date)
    later(time_machine, hours=13)
    come(date)
    other = wait(date)

    actions.confirm(signup=late)

    assert state(late) == S.WAITLISTED
    late.refresh_from_db()
    rows = Signup.objects
    assert (rows.place_of(other), rows.place_of(late)) == (1, 2)
    assert mails(late)[-1] == f"Du er på ventelisten: {date.event.title}"


def test_a_late_link_is_refused_where_all_is_full_or_signed_up_again(db, time_machine):
    date = make_date(seats=make_seats(1, waiting_places=0))
    late = sign_up(date, email="ea@example.org")
    later(time_machine, hours=13)
    other = come(date)

    assert refused(actions.confirm, signup=late) == "full"
    actions.cancel(signup=other, actor=Actor.GUEST)
    come(date, email="ea@example.org")
    assert refused(actions.confirm, signup=late) == "twice"


# Offers -------------------------------------------------------------------------------


def test_a_freed_place_is_offered_to_the_first_whose_party_fits_and_so_on(db):
    date = make_date(capacity=3)
    guest = come(date, party_size=3)
    four, two = wait(date, party_size=4), wait(date, party_size=2)
    other_two, one = wait(date, party_size=2), wait(date)

    actions.cancel(signup=guest, actor=Actor.GUEST)

    assert states(four, two, other_two, one) == [
        S.WAITLISTED,
        S.OFFERED,
        S.WAITLISTED,
        S.OFFERED,
    ]
    assert taken(date) == 3
    two.refresh_from_db()
    assert is_soon(two.state_until, hours=24)


@pytest.mark.parametrize(("hours", "kept"), [(100, 24), (40, 20), (2, 1)])
def test_an_offer_is_never_kept_for_more_than_half_of_the_time_left(db, hours, kept):
    date = make_date(capacity=1, starts_at=timezone.now() + hours * HOUR)
    guest, waiting = come(date), wait(date)

    actions.cancel(signup=guest, actor=Actor.GUEST)

    waiting.refresh_from_db()
    assert is_soon(waiting.state_until, hours=kept)


def test_an_offer_is_taken_or_goes_on_in_time(db, time_machine):
    date = make_date(capacity=1)
    guest, slow, quick = come(date), wait(date), wait(date)
    actions.cancel(signup=guest, actor=Actor.GUEST)

    later(time_machine, hours=25)
    assert refused(actions.accept, signup=slow) == "expired"
    actions.expire(seats=date.seats)
    actions.accept(signup=quick)

    assert states(slow, quick) == [S.EXPIRED, S.CONFIRMED]
    title = date.event.title
    assert mails(slow)[-2:] == [
        f"Der er en plads til dig: {title}",
        f"Pladsen til {title} er gået videre",
    ]


def test_nothing_is_offered_once_it_has_begun(db, time_machine):
    date = make_date(capacity=1)
    guest, waiting = come(date), wait(date)
    time_machine.move_to(date.starts_at + HOUR / 4)

    actions.cancel(signup=guest, actor=Actor.GUEST)

    assert state(waiting) == S.WAITLISTED


def test_more_places_are_offered_at_once_and_fewer_than_taken_refused(db):
    date = make_date(capacity=1)
    come(date)
    first, second = wait(date, party_size=2), wait(date)
    more = {"seats": date.seats, "held_back": 0, "waiting_places": 20}

    actions.change_places(capacity=4, **more)

    assert states(first, second) == [S.OFFERED, S.OFFERED]
    assert refused(actions.change_places, capacity=3, **more) == "below_taken"
    more["held_back"] = 5
    assert refused(actions.change_places, capacity=4, **more) == "held_back"


def test_no_limit_lets_all_in_who_wait(db):
    date = make_date(capacity=0)
    waiting = [wait(date), wait(date, party_size=4)]

    actions.change_places(
        seats=date.seats, capacity=None, held_back=0, waiting_places=0
    )

    assert states(*waiting) == [S.OFFERED, S.OFFERED]


def test_a_newcomer_gets_no_place_that_ran_out_before_those_who_wait(db, time_machine):
    date = make_date(capacity=1)
    sign_up(date)
    waiting = wait(date)
    later(time_machine, hours=13)

    assert refused(sign_up, date=date) == "wait"
    actions.expire(seats=date.seats)
    assert state(waiting) == S.OFFERED


# Changing and cancelling --------------------------------------------------------------


def test_fewer_people_free_places_that_go_on(db):
    date = make_date(capacity=3)
    guest, waiting = come(date, party_size=3), wait(date, party_size=2)

    actions.correct(signup=guest, party_size=1, name="Ea Holm")

    guest.refresh_from_db()
    assert (guest.name, guest.party_size, state(waiting)) == ("Ea Holm", 1, S.OFFERED)


def test_more_people_need_places(db):
    date = make_date(capacity=3)
    guest = come(date, party_size=2)

    actions.correct(signup=guest, party_size=3)

    assert refused(actions.correct, signup=guest, party_size=4) == "no_more"
    assert refused(actions.correct, signup=guest, party_size=5) == "party_too_large"
    assert taken(date) == 3


def test_who_cancels_is_told_once_and_who_is_cancelled_hears_why(db):
    date = make_date()
    own, by_host = come(date), come(date)

    for _twice in range(2):
        actions.cancel(signup=own, actor=Actor.GUEST)
    actions.cancel(signup=by_host, actor=Actor.HOST, reason="Lokalet er for lille.")

    assert states(own, by_host) == [S.CANCELLED_BY_SELF, S.CANCELLED_BY_HOST]
    assert mails(own)[2:] == [f"Du kommer ikke: {date.event.title}"]
    assert "Lokalet er for lille." in OutgoingMail.objects.last().body


def test_a_date_that_has_been_cannot_be_cancelled_or_changed(db, time_machine):
    date = make_date()
    guest = come(date)
    time_machine.move_to(date.ends_at + HOUR)

    said = {"signup": guest}
    assert refused(actions.cancel, **said, actor=Actor.GUEST) == "over"
    assert refused(actions.correct, **said, party_size=2) == "over"


# Staff --------------------------------------------------------------------------------


def test_staff_use_places_held_back_where_no_others_are_left(db):
    seats, by = make_seats(4, held_back=2), factories.make_staff()
    date = make_date(seats=seats)
    add = {"seats": seats, "name": "Bo", "by": by}

    actions.add_by_hand(party_size=1, **add)
    seats.refresh_from_db()
    first = (seats.taken, seats.held_back, seats.left)
    actions.add_by_hand(party_size=2, **add)
    seats.refresh_from_db()

    assert first == (1, 2, 1)
    assert (seats.taken, seats.held_back, seats.left) == (3, 1, 0)
    assert refused(actions.add_by_hand, party_size=2, **add) == "no_more"
    assert refused(sign_up, date=date) == "wait"


def test_staff_add_an_address_once(db):
    date, by = make_date(), factories.make_staff()
    come(date, email="ea@example.org")

    said = {"seats": date.seats, "name": "Ea", "party_size": 1, "by": by}
    code = refused(actions.add_by_hand, email="Ea@example.org", **said)

    assert code == "twice"


def test_staff_move_somebody_up_and_say_why(db):
    date = make_date(seats=make_seats(2, held_back=1))
    come(date)
    first, second = wait(date), wait(date)
    by = factories.make_staff()

    actions.give_place(signup=second, by=by, reason="Hun holder oplægget.")

    second.refresh_from_db()
    assert (second.state, second.reason, second.added_by) == (
        S.CONFIRMED, "Hun holder oplægget.", by,
    )  # fmt: skip
    said = {"signup": first, "by": by, "reason": "Også."}
    assert refused(actions.give_place, **said) == "no_more"
