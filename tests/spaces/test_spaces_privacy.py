"""What spaces keep about people: shown, deleted, and gone when its time is over."""

import datetime as dt
from uuid import uuid4

import pytest
from django.utils import timezone, translation
from wagtail.models import ModelLogEntry

from hub import privacy
from hub.accounts import account_for
from hub.kept.accounts import clear_unused_accounts
from hub.models import Membership, OutgoingMail, User
from spaces import actions
from spaces.kept.houses import SOMEBODY
from spaces.models import (
    AccessFact,
    Booking,
    BookingEvent,
    CalendarToken,
    Introduction,
    Occupancy,
    Problem,
    RoomOffer,
)
from tests import factories
from tests.hub.test_privacy import tables_with
from tests.spaces import makers, offered

ADDRESS = "bo.kok@example.org"
DAY = dt.timedelta(days=1)


@pytest.fixture
def bo(db) -> User:
    """Somebody who books."""
    return account_for(ADDRESS)


def make_offer(**fields) -> RoomOffer:
    """A room with a photograph that Bo offered; `fields` say how it stands."""
    offer = offered.make_offer(
        address="Bos Gade 7",
        who_decides="Bo Kok",
        name="Bo Kok",
        email=ADDRESS,
        phone="+45 87 65 43 21",
        photo=offered.photograph(),
    )
    RoomOffer.objects.filter(pk=offer.pk).update(**fields)
    offer.refresh_from_db()
    return offer


def book(by: User, **said) -> Booking:
    """A confirmed booking that says much about somebody."""
    words = {
        "name": "Bo Kok",
        "phone": "87 65 43 21",
        "purpose": "Suppe med Bo Kok",
        "payer_ean": "5790000000001",
        "payer_reference": "Bo Kok",
    }
    booking = makers.make_booking(by=by, **words | said)
    Problem.objects.create(booking=booking, text="Bo Kok fandt ovnen kold")
    return booking


def free(**fields):
    """A space that costs nobody anything."""
    return makers.make_space(price=(0, 0), **fields)


def lines_of(address: str = ADDRESS) -> dict[str, int]:
    """How much each line holds on an address."""
    held = privacy.held_on(privacy.subject_at(address))
    return {each.line.name: len(each.items) for each in held}


def item_of(name: str, row) -> privacy.Item | None:
    """The thing of Bo with that key."""
    return privacy.item_of(privacy.subject_at(ADDRESS), name, str(row.pk))


# 1. Shown -----------------------------------------------------------------------------


def test_all_about_a_booker_is_shown(bo):
    booking = book(bo)
    Introduction.objects.create(user=bo, space=booking.space)
    CalendarToken.objects.create(user=bo, token="s3cret-feed")
    make_offer()

    assert lines_of() == {
        "account": 1,
        "mails": 3,
        "bookings": 1,
        "introductions": 1,
        "calendar_feeds": 1,
        "room_offers": 1,
        "booking_deeds": 1,
    }
    with translation.override("en"):
        facts = dict(item_of("bookings", booking).facts)
    assert (facts["Booking"], facts["Name"]) == (booking.reference, "Bo Kok")
    assert facts["What was wrong in the room"] == "Bo Kok fandt ovnen kold"
    assert "s3cret-feed" not in str(privacy.report(privacy.subject_at(ADDRESS)))


def test_nothing_of_another_is_shown(bo):
    booking, offer = book(bo), make_offer()
    other = privacy.subject_at("kok@example.org")

    assert privacy.held_on(other) == []
    assert privacy.item_of(other, "bookings", str(booking.pk)) is None
    assert item_of("bookings", booking).row == booking
    assert item_of("room_offers", offer).row == offer


def test_staff_find_somebody_without_mail_by_name_or_telephone(db):
    space, times = makers.make_space(), [makers.slot()]
    [booking] = actions.book_for(
        space=space, times=times, by=factories.make_staff(), key=uuid4(),
        name="Bo Kok", phone="+45 87 65 43 21",
    )  # fmt: skip
    offer = make_offer(email="other@example.org")

    for words in ("bo kok", "87654321"):
        subject = privacy.Subject("", words=words)
        held = privacy.held_on(subject)
        assert [item.row for each in held for item in each.items] == [booking, offer]
    assert privacy.held_on(privacy.Subject("", words="Bo")) == []


def test_a_booker_corrects_name_and_telephone(bo):
    line = privacy.line_named("bookings")

    assert line.correct == ("name", "phone")


def test_the_owner_of_a_house_and_who_looked_are_found(bo):
    bo.first_name, bo.last_name = "Bo", "Kok"
    bo.save()
    venue = makers.make_venue(owner_email=ADDRESS.upper(), door_phone="11 22 33 44")
    fact = AccessFact.objects.create(
        venue=venue, feature="lift", answer="yes", looked_by="Bo Kok",
        looked_on=timezone.localdate(),
    )  # fmt: skip

    privacy.delete_everything(privacy.subject_at(ADDRESS))

    venue.refresh_from_db()
    fact.refresh_from_db()
    assert (venue.owner_email, venue.door_phone) == ("", "")
    assert (fact.looked_by, fact.answer) == (SOMEBODY, "yes")


# 2. Deleted on somebody's wish --------------------------------------------------------


def test_deleting_a_coming_booking_frees_the_room(bo):
    space, times = makers.make_space(), [makers.slot()]
    booking = book(bo, space=space, times=times)
    OutgoingMail.objects.all().delete()
    before = booking.sequence

    assert privacy.delete(item_of("bookings", booking), privacy.subject_at(ADDRESS))

    booking.refresh_from_db()
    assert (booking.state, booking.sequence) == ("cancelled", before + 1)
    assert (booking.name, booking.email, booking.booked_by) == ("", "", None)
    assert set(Occupancy.objects.values_list("is_blocking", flat=True)) == {False}
    assert list(booking.events.values_list("event", flat=True))[-1] == "cancel"
    assert OutgoingMail.objects.count() == 0
    makers.make_hold(space, times)


def test_deleting_a_request_withdraws_it(bo):
    booking = makers.make_request(by=bo)

    assert privacy.delete(item_of("bookings", booking), privacy.subject_at(ADDRESS))

    booking.refresh_from_db()
    assert (booking.state, booking.is_forgotten) == ("withdrawn", True)


def test_the_hours_of_a_deleted_booking_still_count(bo):
    organisation = factories.make_organisation()
    Membership.objects.create(user=bo, organisation=organisation, role="owner")
    booking = book(bo, space=free(), organisation=organisation)

    privacy.delete_everything(privacy.subject_at(ADDRESS))

    booking.refresh_from_db()
    assert (booking.organisation, booking.name) == (organisation, "")


def test_a_booking_that_goes_on_stays(bo, time_machine):
    booking = book(bo, space=free())
    time_machine.move_to(booking.starts_at + dt.timedelta(minutes=5))
    item = item_of("bookings", booking)

    assert item.stay.until == timezone.localdate()
    assert privacy.delete(item, privacy.subject_at(ADDRESS)) is False
    booking.refresh_from_db()
    assert booking.name == "Bo Kok"


def test_what_is_to_be_paid_stays_until_the_bookkeeping_act_lets_go(bo, time_machine):
    booking = book(bo)
    time_machine.move_to(booking.ends_at + DAY)
    assert item_of("bookings", booking).stay.until is None
    Booking.objects.update(invoiced_at=timezone.now())

    item = item_of("bookings", booking)

    assert item.stay.until == dt.date(booking.ends_at.year + 5, 12, 31)
    assert privacy.delete(item, privacy.subject_at(ADDRESS)) is False


def test_deleting_everything_leaves_the_person_nowhere(bo):
    booking = book(bo, space=free())
    Introduction.objects.create(user=bo, space=booking.space)
    CalendarToken.objects.create(user=bo, token="s3cret-feed")
    offer = make_offer()
    storage, file = offer.photo.storage, offer.photo.name
    ModelLogEntry.objects.log_action(offer, "wagtail.edit")
    ModelLogEntry.objects.log_action(booking.problems.get(), "wagtail.edit")
    for text in (ADDRESS, "bo kok", "s3cret-feed"):
        assert tables_with(text) != set()

    with factories.committed():
        privacy.delete_everything(privacy.subject_at(ADDRESS))

    for text in (ADDRESS, "bo kok", "s3cret-feed", "87 65 43 21", "bos gade"):
        assert tables_with(text) == set()
    assert not storage.exists(file)
    assert Booking.objects.get().state == "cancelled"


def test_deleting_an_account_keeps_its_bookings_under_the_address(bo):
    booking = book(bo)

    privacy.delete(item_of("account", bo), privacy.subject_at(ADDRESS))

    booking.refresh_from_db()
    assert (booking.booked_by, booking.email) == (None, ADDRESS)
    assert BookingEvent.objects.filter(user__isnull=False, actor="booker").count() == 0
    assert lines_of() == {"mails": 2, "acts": 1, "bookings": 1}


# 3. An account with bookings is in use ------------------------------------------------


def test_an_account_with_a_coming_booking_is_not_unused(bo):
    book(bo, space=free())
    idle = factories.make_user()
    makers.make_hold()  # nobody's: it must not hide the others
    long_ago = timezone.now() - 500 * DAY
    User.objects.update(last_login=long_ago, date_joined=long_ago)

    clear_unused_accounts(timezone.now())

    assert list(User.objects.filter(pk__in=[bo.pk, idle.pk])) == [bo]


def test_staff_see_what_they_did_with_bookings_and_leave_no_name(db):
    host = factories.make_staff("Booking desk", email="host@example.org")
    venue = makers.make_venue()
    venue.hosts.add(host)
    actions.confirm(booking=makers.make_request(makers.make_space(venue)), by=host)
    assert lines_of("host@example.org")["booking_deeds"] == 1
    host.groups.clear()
    User.objects.filter(pk=host.pk).update(is_staff=False)

    privacy.delete_everything(privacy.subject_at("host@example.org"))

    assert list(BookingEvent.objects.filter(actor="staff").values("user")) == [
        {"user": None}
    ]
    assert venue.hosts.count() == 0
