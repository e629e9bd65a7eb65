"""What is out of order is mailed to those who come, once, in their language."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from threading import Event as Signal

import pytest
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from hub.models import OutgoingMail
from spaces import actions
from spaces.actions.noticing import tell_of_notice
from spaces.models import AccessNotice, notices_for
from spaces.states import Actor
from tests import factories
from tests.spaces.makers import (
    make_booking,
    make_hold,
    make_request,
    make_space,
    make_venue,
    slot,
)
from tests.staff import sign_in

DAY = dt.timedelta(days=1)


def make_notice(space, *, whole_house=False, **fields) -> AccessNotice:
    """A lift out of order for a month."""
    values = {
        "venue": space.venue,
        "space": None if whole_house else space,
        "text_da": "Elevatoren er i stykker",
        "text_en": "The lift is out of order",
        "shown_from": timezone.now() - DAY,
        "shown_until": timezone.now() + 30 * DAY,
    }
    return AccessNotice.objects.create(**values | fields)


def notices_mailed() -> list[str]:
    """The addresses of the Danish mails about the notice, in order."""
    mails = OutgoingMail.objects.filter(body__contains="Elevatoren er i stykker")
    return list(mails.order_by("pk").values_list("to", flat=True))


@pytest.mark.parametrize("language", ["da", "en"])
def test_who_comes_is_told_in_their_language(db, language):
    booking = make_booking(language=language)
    notice = make_notice(booking.space)

    told = tell_of_notice(notice)

    mail = OutgoingMail.objects.latest("pk")
    assert (told.mailed, told.to_ring) == ([booking], [])
    assert (mail.to, mail.language) == (booking.email, language)
    for part in (mail.body, mail.html):
        assert getattr(notice, f"text_{language}") in part
        assert booking.reference in part


def test_all_who_come_and_no_others_are_told(db):
    space, other = make_space(), make_space()
    sister = make_space(space.venue)
    waits = make_request(space, [slot(7)])
    comes = make_booking(space, [slot(14)])
    asked = make_request(space, [slot(21)])
    actions.ask(booking=asked, by=factories.make_staff(), question="Hvad?")
    make_booking(sister, [slot(7)])
    make_booking(other, [slot(7)])
    make_booking(space, [slot(42)])
    make_hold(space, [slot(28)])
    gone = make_booking(space, [slot(28, start=16)])
    actions.cancel(booking=gone, by=None, actor=Actor.STAFF)
    withdrawn = make_request(space, [slot(21, start=16)])
    actions.withdraw(booking=withdrawn, by=None)

    told = tell_of_notice(make_notice(space))

    assert [each.pk for each in told.mailed] == [waits.pk, comes.pk, asked.pk]


def test_a_notice_about_the_house_reaches_all_its_spaces(db):
    space = make_space()
    bookings = [make_booking(space), make_booking(make_space(space.venue))]
    make_booking(make_space(make_venue()))

    told = tell_of_notice(make_notice(space, whole_house=True))

    assert {each.pk for each in told.mailed} == {each.pk for each in bookings}


def test_one_person_gets_one_mail_that_names_all_their_bookings(db):
    space, user = make_space(), factories.make_user()
    sister = make_space(space.venue)
    mine = [make_booking(room, [slot(7)], by=user) for room in (space, sister)]
    make_booking(space, [slot(21)])

    tell_of_notice(make_notice(space, whole_house=True))

    assert len(notices_mailed()) == 2
    [mail] = OutgoingMail.objects.filter(
        to=user.email, body__contains="Elevatoren er i stykker"
    )
    lines = [line for line in mail.body.splitlines() if space.venue.name_da in line]
    assert [
        (each.space.name_da in line, each.reference in line)
        for each, line in zip(mine, lines, strict=True)
    ] == [(True, True)] * 2


def test_who_has_no_e_mail_is_named_so_that_staff_ring(db):
    space = make_space()
    [booking] = actions.book_for(
        space=space, times=[slot()], by=factories.make_staff(), key=factories.uuid4(),
        name="Bo Uden Mail", phone="12 34 56 78",
    )  # fmt: skip

    told = tell_of_notice(make_notice(space))

    assert (told.mailed, told.to_ring) == ([], [booking])
    assert notices_mailed() == []


def test_a_notice_on_a_room_reaches_the_floor_and_the_other_way_round(db):
    room = make_space()
    floor, next_room = make_space(room.venue, parts=[room]), make_space(room.venue)
    of_room, of_floor = make_booking(room), make_booking(floor, [slot(14)])
    of_next_room = make_booking(next_room)
    on_room, on_floor = make_notice(room), make_notice(floor)

    assert tell_of_notice(on_room).mailed == [of_room, of_floor]
    assert tell_of_notice(on_floor).mailed == [of_room, of_floor]
    assert (
        set(notices_for(of_floor)) == set(notices_for(of_room)) == {on_room, on_floor}
    )
    assert list(notices_for(of_next_room)) == []


# Once ---------------------------------------------------------------------------------


def test_saving_again_tells_only_who_has_booked_or_is_reached_since(db):
    space = make_space()
    make_booking(space, [slot(7)])
    notice = make_notice(space, shown_until=timezone.now() + 14 * DAY)
    tell_of_notice(notice)
    later = make_booking(space, [slot(21)])

    unchanged = tell_of_notice(notice)
    notice.shown_until += 30 * DAY
    notice.save()
    longer = tell_of_notice(notice)

    assert unchanged.mailed == []
    assert longer.mailed == [later]
    assert len(notices_mailed()) == 2


def test_staff_may_tell_all_of_them_again(db):
    booking = make_booking()
    notice = make_notice(booking.space)
    tell_of_notice(notice)

    told = tell_of_notice(notice, again=True)

    assert told.mailed == [booking]
    assert len(notices_mailed()) == 2


def test_a_notice_of_the_past_is_mailed_to_nobody(db, time_machine):
    booking = make_booking()
    time_machine.move_to(booking.ends_at + DAY, tick=False)

    told = tell_of_notice(make_notice(booking.space))
    past = tell_of_notice(
        make_notice(booking.space, shown_from=booking.starts_at,
                    shown_until=booking.ends_at)
    )  # fmt: skip

    assert (told.mailed, past.mailed) == ([], [])


def test_a_notice_that_is_not_saved_mails_nobody(db):
    booking = make_booking()

    with transaction.atomic():
        tell_of_notice(make_notice(booking.space))
        transaction.set_rollback(True)

    assert notices_mailed() == []


def test_two_clicks_at_once_mail_once(own_database):
    notice = make_notice(make_booking().space)

    def tell(_number) -> int:
        told = tell_of_notice(AccessNotice.objects.get(pk=notice.pk))
        connection.close()
        return len(told.mailed)

    with ThreadPoolExecutor(4) as pool:
        counts = sorted(pool.map(tell, range(4)))

    assert counts == [0, 0, 0, 1]
    assert len(notices_mailed()) == 1


def test_a_request_that_is_being_sent_is_told_by_one_of_the_two(own_database):
    """The sender holds its row: the notice waits, and then finds the request."""
    [held], user = make_hold(), factories.make_user()
    notice = make_notice(held.space)
    AccessNotice.objects.filter(pk=notice.pk).update(shown_from=timezone.now())
    locked, told = Signal(), Signal()

    def send():
        with transaction.atomic():
            row = type(held).objects.select_for_update().get(pk=held.pk)
            locked.set()
            told.wait(1)
            type(held).objects.filter(pk=row.pk).update(
                state="requested", booked_by=user, email=user.email, version=9
            )
        connection.close()

    def tell():
        locked.wait(5)
        found = tell_of_notice(AccessNotice.objects.get(pk=notice.pk))
        told.set()
        connection.close()
        return [each.pk for each in found.mailed]

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.submit(send), pool.submit(tell)
        first.result()
        keys = second.result()

    assert keys == [held.pk]


# In the admin -------------------------------------------------------------------------


def form_of(space, **said) -> dict:
    """A notice about a space as the desk fills it in."""
    now = timezone.localtime()
    values = {
        "venue": space.venue_id,
        "space": space.pk,
        "text_da": "Elevatoren er i stykker",
        "text_en": "The lift is out of order",
        "shown_from": f"{now:%Y-%m-%d %H:%M}",
        "shown_until": f"{now + 30 * DAY:%Y-%m-%d %H:%M}",
    }
    return values | said


@pytest.fixture
def desk(client, home):
    """The booking desk, signed in with both factors."""
    return sign_in(client, factories.make_staff("Booking desk"))


def test_a_double_click_puts_up_one_notice_and_mails_once(desk):
    form = form_of(make_booking().space)

    answers = [desk.post(reverse("access_notices:add"), form) for _ in range(2)]

    assert [each.status_code for each in answers] == [302, 302]
    assert AccessNotice.objects.count() == len(notices_mailed()) == 1


def test_another_notice_of_the_same_house_is_another(desk):
    space = make_booking().space

    for text in ("Elevatoren er i stykker", "Elevatoren er i stykker igen"):
        desk.post(reverse("access_notices:add"), form_of(space, text_da=text))

    assert AccessNotice.objects.count() == len(notices_mailed()) == 2


@pytest.mark.parametrize(("ticked", "mails"), [({}, 1), ({"tell_again": "on"}, 2)])
def test_another_text_is_mailed_only_where_staff_tick_it(desk, ticked, mails):
    space = make_booking().space
    desk.post(reverse("access_notices:add"), form_of(space))
    notice = AccessNotice.objects.get()
    url = reverse("access_notices:edit", args=[notice.pk])

    desk.post(
        url, form_of(space, text_da="Elevatoren er i stykker til fredag") | ticked
    )

    notice.refresh_from_db()
    assert notice.text_da == "Elevatoren er i stykker til fredag"
    assert len(notices_mailed()) == mails


# What later mails and pages show ------------------------------------------------------


def test_a_booking_knows_the_notices_of_its_place_and_time(db):
    space = make_space()
    booking = make_booking(space)
    here = make_notice(space)
    house = make_notice(space, whole_house=True)
    make_notice(make_space(space.venue))
    make_notice(space, shown_until=booking.starts_at)
    make_notice(space, shown_from=booking.ends_at)

    assert set(notices_for(booking)) == {here, house}
