"""What spaces know about people goes when its time is over, and no later."""

import datetime as dt

import pytest
from django.utils import timezone

from hub import privacy
from hub.jobs import tidy_mail
from hub.models import Membership, OutgoingMail
from spaces import actions
from spaces.actions.lapsing import expire
from spaces.models import Booking, Export, RoomOffer
from tests import factories
from tests.hub.test_privacy import tables_with
from tests.spaces import makers
from tests.spaces.test_spaces_privacy import (  # noqa: F401 -- bo is a fixture
    ADDRESS,
    DAY,
    bo,
    book,
    free,
    make_offer,
)


def clean(time_machine, moment: dt.datetime) -> None:
    """The daily cleaning, as it runs at a moment."""
    time_machine.move_to(moment)
    with factories.committed():
        privacy.delete_what_is_past_its_time()


def test_a_guest_is_forgotten_after_twelve_months(bo, time_machine):
    booking = book(bo, space=free())
    OutgoingMail.objects.update(sent_at=timezone.now())
    late, soon = booking.ends_at + 361 * DAY, booking.ends_at + 359 * DAY

    clean(time_machine, soon)
    booking.refresh_from_db()
    assert booking.name == "Bo Kok"
    clean(time_machine, late)
    tidy_mail()

    for text in (ADDRESS, "bo kok", "87 65 43 21", "5790000000001"):
        assert tables_with(text) == set()
    booking.refresh_from_db()
    assert (booking.state, booking.people, booking.is_forgotten) == (
        "confirmed",
        4,
        True,
    )


def test_a_no_show_is_forgotten_after_twelve_months(bo, time_machine):
    organisation = factories.make_organisation()
    Membership.objects.create(user=bo, organisation=organisation, role="owner")
    booking = book(bo, space=free(), organisation=organisation)
    time_machine.move_to(booking.ends_at)
    actions.no_show(booking=booking, by=factories.make_staff())

    clean(time_machine, booking.ends_at + 361 * DAY)

    booking.refresh_from_db()
    assert (booking.state, booking.organisation) == ("no_show", None)
    assert tables_with("bo kok") == set()


@pytest.mark.parametrize("end", ["declined", "withdrawn", "expired"])
def test_what_came_to_nothing_is_forgotten_after_three_months(bo, time_machine, end):
    booking = makers.make_request(by=bo, times=[makers.slot(60)])
    {
        "declined": lambda: actions.decline(
            booking=booking, by=factories.make_staff(), reason="unfit", words="Bo Kok"
        ),
        "withdrawn": lambda: actions.withdraw(booking=booking, by=bo),
        "expired": lambda: expire(booking=booking),
    }[end]()
    now = timezone.now()

    clean(time_machine, now + 89 * DAY)
    booking.refresh_from_db()
    assert (booking.state, booking.email) == (end, ADDRESS)
    clean(time_machine, now + 91 * DAY)

    booking.refresh_from_db()
    assert (booking.email, booking.words, booking.is_forgotten) == ("", "", True)


def test_what_was_never_sent_is_forgotten_at_once(db):
    held = makers.make_hold(purpose="Suppe med Bo Kok")
    space = held[0].space
    actions.release(batch=held[0].batch)
    assert tables_with("bo kok") == set()

    [lapsed] = makers.make_hold(space, purpose="Suppe med Bo Kok")
    expire(booking=lapsed)
    assert tables_with("bo kok") == set()


def test_a_hold_that_makes_room_for_another_is_forgotten(db, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    [lapsed] = makers.make_hold(purpose="Suppe med Bo Kok")
    time_machine.shift(dt.timedelta(minutes=16))

    makers.make_hold(lapsed.space)

    assert tables_with("bo kok") == set()


def test_an_invoice_keeps_the_payer_for_five_years(bo, time_machine):
    booking = book(bo)
    Booking.objects.update(invoiced_at=booking.ends_at + DAY)

    clean(time_machine, booking.ends_at + 361 * DAY)
    booking.refresh_from_db()
    assert (booking.name, booking.email) == ("Bo Kok", ADDRESS)
    assert (booking.payer_ean, booking.payer_reference) == ("5790000000001", "Bo Kok")
    assert (booking.phone, booking.purpose) == ("", "")
    assert booking.problems.count() == 0
    year = booking.ends_at.year + 5

    clean(time_machine, dt.datetime(year, 12, 31, 12, tzinfo=dt.UTC))
    booking.refresh_from_db()
    assert booking.name == "Bo Kok"
    clean(time_machine, dt.datetime(year + 1, 1, 1, 12, tzinfo=dt.UTC))

    booking.refresh_from_db()
    assert (booking.name, booking.price_ore, booking.is_forgotten) == ("", 30000, True)


def test_offers_are_forgotten_once_answered(db, time_machine):
    now = timezone.now()
    declined = make_offer(state="declined", reason="Bo Kok", answered_at=now)
    accepted = make_offer(state="accepted", answered_at=now)
    waiting = make_offer()
    storage, file = declined.photo.storage, declined.photo.name

    clean(time_machine, now + 91 * DAY)
    emails = {row.pk: row.email for row in RoomOffer.objects.all()}
    assert emails == {declined.pk: "", accepted.pk: ADDRESS, waiting.pk: ADDRESS}
    assert not storage.exists(file)
    clean(time_machine, now + 361 * DAY)

    emails = {row.pk: row.email for row in RoomOffer.objects.all()}
    assert emails == {declined.pk: "", accepted.pk: "", waiting.pk: ADDRESS}


def test_lists_that_were_taken_out_leave_the_log(db, time_machine):
    staff = factories.make_staff()
    Export.objects.create(made_by=staff, what="Bookings of March", rows=3)

    clean(time_machine, timezone.now() + 361 * DAY)

    assert Export.objects.count() == 0
