"""A date that readers know loses its room: who can find another hears, once."""

import pytest

from events import actions, jobs
from events.actions.losing import tell_of_loss
from events.models import Event, Occurrence
from hub.models import OutgoingMail
from spaces import actions as desk_of_spaces
from spaces.models import Booking, Closure
from spaces.states import Actor
from tests import factories
from tests.events.editing import TWO, desk, time, url  # noqa: F401 -- a fixture too
from tests.events.makers import evening, make_date, make_draft, make_event_index
from tests.reading import Page
from tests.spaces import makers
from tests.spaces.rivalry import meet

DAY = TWO * 12


def booked(*, days=(7,), **fields) -> tuple[Event, list[Booking]]:
    """A published event whose dates use bookings of one space, and these."""
    titles = {"title_da": "Suppe", "title_en": "Soup"}
    event, space = make_draft(**titles | fields), makers.make_space()
    bookings = []
    for each in days:
        date = make_date(event, space=space, starts_at=evening(each))
        times = [(date.starts_at, date.ends_at)]
        bookings.append(makers.make_booking(space, times))
        actions.use_booking(occurrence=date, booking=bookings[-1])
    return actions.publish(event=event), bookings


def cancel(booking: Booking) -> None:
    desk_of_spaces.cancel(booking=booking, by=None, actor=Actor.STAFF)


def look() -> list[tuple[str, str]]:
    """Whom the clock has told up to now, and of what."""
    jobs.tell_of_lost_rooms()
    told = OutgoingMail.objects.filter(subject__regex="^(Lokalet er væk|The room is)")
    return sorted(told.values_list("to", "subject"))


def test_publishers_and_who_wrote_it_hear_each_in_their_language(db):
    factories.make_staff("Publishers", email="ib@example.org", language="en")
    factories.make_staff("Publishers", email="off@example.org", is_active=False)
    factories.make_staff("Booking desk", email="desk@example.org")
    maker = factories.make_staff("Editors", email="eva@example.org")
    _event, [booking] = booked(created_by=maker)
    before = look()

    cancel(booking)

    assert before == []
    assert look() == [
        ("eva@example.org", "Lokalet er væk: Suppe"),
        ("ib@example.org", "The room is gone: Soup"),
    ]


WHY = {
    "cancelled": "booking {0}: Aflyst",
    "moved": "booking {0} ligger et andet sted eller er for kort nu",
    "opened again": "nogen har åbnet det igen",
}


@pytest.mark.parametrize("what", WHY)
def test_the_mail_says_which_date_and_why(db, what):
    maker = factories.make_staff("Publishers", email="eva@example.org")
    event, [booking] = booked(created_by=maker)
    names = [{"name": name} for name in ("Altan", "Ærter")]
    event.hosts.set([factories.make_organisation(**name) for name in names])
    if what == "cancelled":
        cancel(booking)
    elif what == "moved":
        start, end = booking.starts_at + DAY, booking.ends_at + DAY
        desk_of_spaces.move(
            booking=booking, start=start, end=end, by=None, actor=Actor.STAFF
        )
    else:
        cancel(booking)
        actions.use_booking(occurrence=event.occurrences.get(), booking=None)
        desk_of_spaces.open_again(closure=Closure.objects.get())

    assert look() == [("eva@example.org", "Lokalet er væk: Suppe")]
    mail = OutgoingMail.objects.get(to="eva@example.org")
    for words in (mail.body, mail.html):
        assert WHY[what].format(booking.reference) in words
        assert booking.space.name in words
        assert url("event_desk", event) in words
        assert "Værter: Altan, Ærter" in words


def test_dates_that_go_together_are_told_together_and_once(db):
    factories.make_staff("Publishers", email="eva@example.org")
    _event, bookings = booked(days=(7, 14, 21))
    for booking in bookings[:2]:
        cancel(booking)

    first = look(), look()
    cancel(bookings[2])

    assert [len(told) for told in (*first, look())] == [1, 1, 2]
    bodies = OutgoingMail.objects.filter(to="eva@example.org").order_by("pk")
    said = [[each.reference in mail.body for each in bookings] for mail in bodies]
    assert said == [[True, True, False], [False, False, True]]


def test_a_room_that_is_lost_anew_is_told_anew(db):
    factories.make_staff("Publishers", email="eva@example.org")
    event, [booking] = booked()
    cancel(booking)
    first = look()
    date = event.occurrences.get()
    actions.use_booking(occurrence=date, booking=None)
    kept = look()

    desk_of_spaces.open_again(closure=Closure.objects.get())

    assert [len(told) for told in (first, kept, look())] == [1, 1, 2]


def test_of_what_readers_do_not_see_nobody_hears(db):
    factories.make_staff("Publishers", email="eva@example.org")
    event, [booking] = booked()
    actions.unpublish(event=event)
    cancel(booking)

    assert look() == []


def test_an_organisation_that_suggested_it_hears_no_more_than_it_may(db):
    make_event_index()
    maker = factories.make_user("ea@example.org")
    event, [booking] = booked(created_by=maker)
    cancel(booking)

    assert look() == [("ea@example.org", "Lokalet er væk: Suppe")]
    mail = OutgoingMail.objects.get(to="ea@example.org")
    for words in (mail.body, mail.html):
        assert booking.reference not in words
        assert url("event_desk", event) not in words
        assert f"/{event.slug}/" in words
        assert "så ingen kommer forgæves" in words


def test_two_clocks_at_once_tell_once(own_database):
    factories.make_staff("Publishers", email="eva@example.org")
    event, [booking] = booked()
    cancel(booking)

    def tell():
        tell_of_loss(event=event)

    found = meet(tell, tell, before='UPDATE "events_occurrence"')

    assert (found, len(look())) == (["done", "done"], 1)


# At the desk --------------------------------------------------------------------------


def test_the_desk_shows_what_is_wrong_and_saving_takes_the_room_again(desk):
    event, [booking] = booked()
    date = event.occurrences.get()
    before = Page(desk.get(url("event_desk", event))).text("main")
    cancel(booking)

    event_page = Page(desk.get(url("event_desk", event)))
    date_page = Page(desk.get(url("event_date", date)))
    saved = desk.post(
        url("event_date", date),
        time(date.starts_at, date.ends_at, space=date.space_id, seen=event.version),
    )

    assert f"Bruger booking {booking.reference}" in before
    assert "Intet lokale" in event_page.text("main")
    assert f"bookingen {booking.reference} er aflyst" in event_page.text("main")
    assert "Lokalet er ikke reserveret til denne dato mere." in date_page.text("main")
    assert saved.status_code == 302
    date.refresh_from_db()
    assert (date.booking, bool(date.closure)) == (None, True)
    again = Page(desk.get(url("event_date", date))).text("main")
    assert "Lokalet er ikke reserveret" not in again


def test_another_booking_can_be_used_instead_of_one_that_is_gone(desk):
    event, [booking] = booked()
    cancel(booking)
    times = [(booking.starts_at, booking.ends_at)]
    other = makers.make_booking(booking.space, times)
    date = event.occurrences.get()

    offered = desk.get(url("event_date", date)).context["bookings"]
    desk.post(url("event_date_booking", date), {"reference": other.reference})

    assert offered == [other]
    assert list(Occurrence.objects.without_room()) == []


def test_a_draft_leaves_a_booking_that_is_gone_by_one_press(desk):
    event, [booking] = booked()
    actions.unpublish(event=event)
    cancel(booking)
    date = event.occurrences.get()

    page = Page(desk.get(url("event_desk", event)))
    [first, *_others] = page.all("button", name="instead")
    desk.post(url("event_date_move", date), {"instead": first.get("value")})

    date.refresh_from_db()
    assert date.booking is None
    actions.publish(event=event)
