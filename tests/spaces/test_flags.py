"""What is out of the ordinary about a request, and only where it is so."""

import datetime as dt

from django.utils import timezone

from spaces import actions
from spaces.choices import CancelReason
from spaces.models import Introduction
from spaces.staff.flags import Flags
from spaces.states import Actor
from tests import factories
from tests.spaces import makers
from tests.spaces.staff import known_organisation


def flags_of(booking) -> list[str]:
    return Flags([booking]).of(booking)


def test_who_borrowed_before_has_no_flag(home):
    booking = makers.make_request(organisation=known_organisation())

    assert flags_of(booking) == []


def test_a_first_request_is_flagged(home):
    booking = makers.make_request(organisation=factories.make_organisation())

    assert flags_of(booking) == ["første gang"]


def test_a_missing_introduction_is_flagged_until_it_was_held(home):
    space = makers.make_space(requires_introduction=True)
    booking = makers.make_request(space, organisation=known_organisation())
    before = flags_of(booking)

    Introduction.objects.create(user=booking.booked_by, kind=space.kind)

    assert (before, flags_of(booking)) == (["ingen introduktion"], [])


def test_sold_food_is_flagged(home):
    space = makers.make_space(kind="kitchen")
    said = {"organisation": known_organisation(), "food": "below"}
    booking = makers.make_request(space, **said)

    assert flags_of(booking) == ["sælger mad, ikke registreret"]


def test_more_than_the_quota_is_flagged(home):
    space = makers.make_space()
    organisation = known_organisation()
    booking = makers.make_request(space, organisation=organisation)
    space.quota_hours_per_month = 1
    space.save()
    booking.refresh_from_db()

    assert flags_of(booking) == ["1 time over kvoten"]


def test_giving_back_late_twice_is_flagged_and_once_is_not(home):
    organisation = known_organisation()
    booking = makers.make_request(organisation=organisation)
    found = []
    for number in range(2):
        space = makers.make_space(cancellation_notice_hours=1000)
        late = makers.make_booking(space, organisation=organisation)
        actions.cancel(
            booking=late, by=late.booked_by, actor=Actor.STAFF, reason=CancelReason.OWN
        )
        found.append((number, flags_of(booking)))

    assert found == [(0, []), (1, ["gav sent tilbage 2 gange"])]


def test_who_did_not_come_is_flagged_for_a_year(home, time_machine):
    organisation = known_organisation()
    missed = makers.make_booking(organisation=organisation)
    time_machine.move_to(missed.starts_at + dt.timedelta(minutes=5))
    actions.no_show(booking=missed, by=factories.make_staff())
    booking = makers.make_request(organisation=organisation)
    now = flags_of(booking)

    time_machine.move_to(timezone.now() + dt.timedelta(days=366))

    assert (now, flags_of(booking)) == (["kom ikke, én gang"], [])


def test_an_answer_that_is_late_or_due_today_is_said(home, time_machine):
    booking = makers.make_request()
    words = []
    for moment in (
        booking.answer_by - dt.timedelta(days=2),
        booking.answer_by - dt.timedelta(hours=1),
        booking.answer_by + dt.timedelta(hours=1),
    ):
        time_machine.move_to(moment)
        words.append(Flags([booking]).urgency(booking))

    assert words[0] == ""
    assert words[1].startswith("svar senest i dag kl.")
    assert words[2].startswith("svaret er forsinket")
