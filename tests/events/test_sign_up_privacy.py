"""What is kept about guests, for how long, and how it goes."""

import datetime as dt

import pytest
from django.utils import timezone

from events import jobs
from events.kept.guests import clear_signups
from events.letters import ABOUT
from events.models import Signup
from events.states import SignupState
from hub import privacy
from hub.models import OutgoingMail
from tests import factories
from tests.events.makers import evening, make_date, make_event, make_seats, make_signup
from tests.events.signed import come, later, sign_up, state, taken, wait

DAY = dt.timedelta(days=1)
SAID = {"access_needs": "En rampe", "diet": "Nødder", "organisation": "Fjorden"}


def guest_after(days: int, **fields) -> Signup:
    """Somebody whose date ended so many days ago, and an hour."""
    start = timezone.now() - days * DAY - dt.timedelta(hours=3)
    return make_signup(make_date(starts_at=start), **SAID | fields)


def clear(signup: Signup) -> Signup:
    clear_signups(timezone.now())
    signup.refresh_from_db()
    return signup


@pytest.mark.parametrize(
    ("days", "needs", "name"), [(6, True, True), (7, False, True), (30, False, False)]
)
def test_needs_go_after_a_week_and_names_after_a_month(db, days, needs, name):
    signup = clear(guest_after(days, party_size=3, presence="present"))

    assert (signup.access_needs != "", signup.diet != "") == (needs, needs)
    kept = (signup.name != "–", signup.email != "", signup.organisation != "")
    assert kept == (name, name, name)
    assert (signup.party_size, signup.presence) == (3, "present")
    assert (signup.anonymised_at is None) == name


def test_a_course_counts_from_its_last_date(db):
    event, seats = make_event(is_course=True), make_seats(3)
    make_date(event, seats=seats, starts_at=evening(-40))
    last = make_date(event, seats=seats, starts_at=evening(-3))

    signup = clear(make_signup(last, **SAID))

    assert (signup.access_needs, signup.name != "–") == ("En rampe", True)


def test_what_nobody_confirmed_goes_whole_after_a_week(db, time_machine):
    date = make_date(starts_at=evening(60))
    signup, _confirmed = sign_up(date), come(date)
    later(time_machine, hours=13)
    jobs.expire_sign_ups()
    later(time_machine, hours=6 * 24)
    clear_signups(timezone.now())
    assert state(signup) == SignupState.EXPIRED

    later(time_machine, hours=2 * 24)
    clear_signups(timezone.now())

    assert Signup.objects.filter(pk=signup.pk).count() == 0
    assert Signup.objects.count() == 1


def held(address: str) -> list[privacy.Item]:
    """The sign-ups on the page of somebody's data."""
    subject = privacy.subject_at(address)
    found = [each.items for each in privacy.held_on(subject)
             if each.line.name == "signups"]  # fmt: skip
    return found[0] if found else []


def test_a_guest_sees_all_and_deletes_it_and_the_place_goes_on(db):
    date = make_date(capacity=1)
    guest = come(date, email="ea@example.org", **SAID)
    waiting = wait(date)
    [item] = held("EA@example.org")
    facts = dict(item.facts)

    privacy.delete(item, privacy.subject_at("ea@example.org"))

    assert [facts[name] for name in ("Navn", "Dine behov", "Hvor mange")] == [
        "Ea Lund",
        "En rampe",
        "1",
    ]
    assert held("ea@example.org") == []
    guest.refresh_from_db()
    assert (guest.name, guest.email, guest.access_needs) == ("–", "", "")
    assert (state(waiting), taken(date)) == (SignupState.OFFERED, 1)
    about = OutgoingMail.objects.filter(**{f"headers__{ABOUT}": str(guest.key)})
    assert about.count() == 0


def test_deleting_what_is_over_changes_no_count(db):
    guest = guest_after(1, email="ea@example.org", presence="present")
    [item] = held("ea@example.org")

    privacy.delete(item, privacy.subject_at("ea@example.org"))

    guest.refresh_from_db()
    assert (guest.state, guest.presence, guest.name) == ("confirmed", "present", "–")


def test_the_name_of_staff_comes_off_what_they_did(db):
    by = factories.make_staff()
    event = make_event(created_by=by)
    signup = make_signup(make_date(event), added_by=by)
    line = privacy.line_named("event_deeds")
    subject = privacy.subject_at(by.email)
    [user] = line.find(subject)

    line.delete(user)

    event.refresh_from_db()
    signup.refresh_from_db()
    assert (event.created_by, signup.added_by, line.find(subject)) == (None, None, [])
