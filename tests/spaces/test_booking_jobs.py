"""What the clock does for bookings: in time, once, and by one worker only."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.urls import reverse

from hub.models import OutgoingMail
from spaces import actions, jobs, messages
from spaces.models import Booking
from tests import factories
from tests.spaces import makers

HOUR, MINUTE = dt.timedelta(hours=1), dt.timedelta(minutes=1)
# A Tuesday, 9:00 in Copenhagen.
NOW = dt.datetime(2026, 9, 1, 7, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def clock(time_machine):
    """A Tuesday morning in September, until moved."""
    time_machine.move_to(NOW, tick=False)
    return time_machine


def subjects(words: str = "") -> list[str]:
    """The subjects of the mails that wait, those with the words."""
    found = OutgoingMail.objects.order_by("pk").values_list("subject", flat=True)
    return [subject for subject in found if words in subject]


def make_late_space(**fields):
    """A room that may be asked for until it begins."""
    return makers.make_space(notice_hours=0, **fields)


# Holds and requests -------------------------------------------------------------------


def test_a_hold_ends_after_a_quarter_of_an_hour(db, clock):
    [held] = makers.make_hold()
    clock.shift(14 * MINUTE)
    jobs.expire_holds()
    held.refresh_from_db()
    before = held.state

    clock.shift(MINUTE)
    jobs.expire_holds()

    held.refresh_from_db()
    assert (before, held.state, held.is_forgotten) == ("held", "expired", True)


def test_a_request_nobody_answered_ends_two_hours_before(db, clock):
    start, end = makers.slot(14)
    booking = makers.make_request(makers.make_space(), [(start, end)])
    clock.move_to(start - 2 * HOUR - MINUTE, tick=False)
    jobs.expire_requests()
    booking.refresh_from_db()
    before = booking.state

    clock.shift(MINUTE)
    jobs.expire_requests()
    jobs.expire_requests()

    booking.refresh_from_db()
    assert (before, booking.state) == ("requested", "expired")
    assert len(subjects("Undskyld")) == 1


# Reminders ----------------------------------------------------------------------------


def test_a_reminder_goes_out_a_day_before_and_once(db, clock):
    start, end = makers.slot(14)
    booking = makers.make_booking(makers.make_space(), [(start, end)])
    clock.move_to(start - 24 * HOUR - MINUTE, tick=False)
    jobs.remind()
    before = subjects("Sådan kommer I ind")

    clock.shift(MINUTE)
    jobs.remind()
    clock.shift(5 * MINUTE)
    jobs.remind()

    booking.refresh_from_db()
    mail = OutgoingMail.objects.latest("pk")
    assert before == []
    assert subjects("Sådan kommer I ind") == [mail.subject]
    assert mail.is_secret
    assert "/da/mine-bookinger/giv-tilbage/" in mail.body
    assert booking.reminded_at == start - 24 * HOUR


def test_a_worker_killed_between_row_and_mail_reminds_again(db, clock, monkeypatch):
    start, end = makers.slot(14)
    booking = makers.make_booking(makers.make_space(), [(start, end)])
    clock.move_to(start - 23 * HOUR, tick=False)

    def die(*_args, **_said):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(messages, "tell", die)
        with pytest.raises(KeyboardInterrupt):
            jobs.remind()
    booking.refresh_from_db()
    after_death = booking.reminded_at
    jobs.remind()

    assert after_death is None
    assert len(subjects("Sådan kommer I ind")) == 1


def test_what_fails_for_one_is_done_for_the_others(db, clock, monkeypatch):
    start, end = makers.slot(14)
    bad = makers.make_booking(makers.make_space(), [(start, end)])
    makers.make_booking(makers.make_space(), [(start, end)])
    clock.move_to(start - 23 * HOUR, tick=False)
    tell = messages.tell

    def fail_once(name, bookings, **said):
        if bookings == [bad]:
            raise RuntimeError("No paper")
        tell(name, bookings, **said)

    monkeypatch.setattr(messages, "tell", fail_once)
    with pytest.raises(RuntimeError):
        jobs.remind()

    bad.refresh_from_db()
    assert bad.reminded_at is None
    assert len(subjects("Sådan kommer I ind")) == 1


def test_who_got_the_keys_with_the_yes_is_not_reminded(db, clock):
    start, end = makers.slot(14)
    booking = makers.make_request(make_late_space(), [(start, end)])
    clock.move_to(start - 5 * HOUR, tick=False)
    actions.confirm(booking=booking, by=factories.make_staff())

    jobs.remind()

    assert len(subjects("Lokalet er jeres")) == 1
    assert subjects("Sådan kommer I ind") == []


def test_a_moved_booking_is_reminded_of_its_new_time(db, clock):
    start, end = makers.slot(14)
    staff = factories.make_staff()
    booking = makers.make_booking(makers.make_space(), [(start, end)])
    clock.move_to(start - 20 * HOUR, tick=False)
    jobs.remind()
    later, until = makers.slot(21, start=12)
    actions.move(booking=booking, start=later, end=until, by=staff, actor="staff")
    jobs.remind()
    between = len(subjects("Sådan kommer I ind"))

    clock.move_to(later - 20 * HOUR, tick=False)
    jobs.remind()

    assert (between, len(subjects("Sådan kommer I ind"))) == (1, 2)


def test_what_is_cancelled_or_waits_is_not_reminded(db, clock):
    start, end = makers.slot(14)
    makers.make_request(makers.make_space(), [(start, end)])
    gone = makers.make_booking(makers.make_space(), [(start, end)])
    actions.cancel(booking=gone, by=None, actor="booker")
    clock.move_to(start - 20 * HOUR, tick=False)

    jobs.remind()

    assert subjects("Sådan kommer I ind") == []


@pytest.mark.parametrize(
    ("day", "due"),
    [
        # 24 real hours before 10:00; the clocks are changed in the night between.
        (dt.date(2026, 10, 25), "2026-10-24T09:00Z"),
        (dt.date(2027, 3, 28), "2027-03-27T08:00Z"),
    ],
)
def test_a_day_before_is_24_real_hours_over_a_change_of_clocks(db, clock, day, due):
    venue = makers.make_venue(is_open_on_holidays=True)
    times = [(makers.local(day, 10), makers.local(day, 12))]
    clock.move_to(makers.local(day - dt.timedelta(days=7), 9), tick=False)
    booking = makers.make_booking(makers.make_space(venue), times)
    due = dt.datetime.fromisoformat(due)

    told = []
    for moment in (due - MINUTE, due):
        clock.move_to(moment, tick=False)
        jobs.remind()
        told.append(len(subjects("Sådan kommer I ind")))

    assert told == [0, 1]
    assert booking.key_from == due


def test_two_workers_remind_once(own_database, clock):
    start, end = makers.slot(14)
    booking = makers.make_booking(makers.make_space(), [(start, end)])
    clock.move_to(start - 20 * HOUR, tick=False)

    told = together(lambda: actions.remind(booking=booking))

    assert sorted(told) == [False, True]
    assert len(subjects("Sådan kommer I ind")) == 1


def together(act) -> list:
    """What two workers get who begin at the same moment."""
    gate = Barrier(2)

    def run(_number):
        connection.ensure_connection()
        gate.wait()
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(run, range(2)))


# What waits and what is late ----------------------------------------------------------


def test_each_who_answers_gets_one_mail_in_the_morning(db, clock):
    desk = factories.make_staff("Booking desk", language="en", first_name="Sofie")
    host = factories.make_staff("Venue hosts")
    factories.make_staff("Editors")
    factories.make_staff()
    venue = makers.make_venue()
    venue.hosts.add(host)
    own = makers.make_request(makers.make_space(venue), [makers.slot(14)])
    other = makers.make_request(makers.make_space(), [makers.slot(21)])
    earlier = set(OutgoingMail.objects.values_list("pk", flat=True))
    clock.move_to(dt.datetime(2026, 9, 2, 5, 59, tzinfo=dt.UTC), tick=False)
    jobs.tell_of_waiting()
    too_early = OutgoingMail.objects.exclude(pk__in=earlier).count()

    clock.shift(MINUTE)
    jobs.tell_of_waiting()
    clock.shift(6 * HOUR)
    jobs.tell_of_waiting()

    new = OutgoingMail.objects.exclude(pk__in=earlier)
    mails = {mail.to: mail for mail in new}
    assert too_early == 0
    assert len(new) == 2
    assert mails.keys() == {desk.email, host.email}
    assert mails[desk.email].subject == "2 requests wait for an answer"
    assert "Hello Sofie" in mails[desk.email].body
    assert mails[host.email].subject == "1 forespørgsel venter på svar"
    assert f"http://testserver{reverse('booking_queue')}" in mails[host.email].body
    assert own.reference in mails[host.email].body
    assert other.reference not in mails[host.email].body


def test_the_next_morning_there_is_another_mail(db, clock):
    factories.make_staff("Booking desk")
    makers.make_request(makers.make_space(), [makers.slot(14)])

    for day in (2, 3):
        clock.move_to(dt.datetime(2026, 9, day, 6, 10, tzinfo=dt.UTC), tick=False)
        jobs.tell_of_waiting()

    assert len(subjects("venter på svar")) == 2


@pytest.mark.parametrize("day", [dt.date(2026, 9, 5), dt.date(2026, 12, 25)])
def test_there_is_no_morning_mail_on_a_day_off(db, clock, day):
    factories.make_staff("Booking desk")
    clock.move_to(makers.local(day - dt.timedelta(days=7), 9), tick=False)
    makers.make_request(makers.make_space(), [makers.slot(21)])
    clock.move_to(makers.local(day, 9), tick=False)

    jobs.tell_of_waiting()

    assert subjects("venter på svar") == []


def test_where_nothing_waits_nobody_is_told(db, clock):
    factories.make_staff("Booking desk")
    asked = makers.make_request(makers.make_space(), [makers.slot(14)])
    actions.ask(booking=asked, by=factories.make_staff(), question="Hvor mange?")

    jobs.tell_of_waiting()

    assert subjects("venter på svar") == []


def test_two_workers_send_one_morning_mail(own_database, clock):
    desk = factories.make_staff("Booking desk")
    makers.make_request(makers.make_space(), [makers.slot(14)])

    told = together(lambda: actions.tell_of_waiting(user=desk, on=NOW.date()))

    assert sorted(told) == [False, True]
    assert len(subjects("venter på svar")) == 1


def test_managers_hear_of_a_late_request_once(db, clock):
    manager = factories.make_staff("Hub managers", language="en")
    factories.make_staff("Booking desk")
    booking = makers.make_request(makers.make_space(), [makers.slot(14)])
    clock.move_to(booking.answer_by - MINUTE, tick=False)
    jobs.tell_managers_of_late()
    before = subjects("overdue")

    clock.shift(MINUTE)
    jobs.tell_managers_of_late()
    jobs.tell_managers_of_late()

    mails = OutgoingMail.objects.filter(subject__contains="overdue")
    booking.refresh_from_db()
    assert before == []
    assert [mail.to for mail in mails] == [manager.email]
    assert booking.reference in mails[0].body
    assert booking.is_late_told


def test_two_workers_tell_of_a_late_request_once(own_database, clock):
    factories.make_staff("Hub managers")
    booking = makers.make_request(makers.make_space(), [makers.slot(14)])
    clock.move_to(booking.answer_by, tick=False)

    told = together(lambda: actions.tell_managers_of_late(booking=booking))

    assert sorted(told) == [False, True]
    assert len(subjects("over tiden")) == 1


def test_an_answered_question_may_be_late_again(db, clock):
    factories.make_staff("Hub managers")
    staff = factories.make_staff()
    booking = makers.make_request(makers.make_space(), [makers.slot(14)])
    clock.move_to(booking.answer_by, tick=False)
    jobs.tell_managers_of_late()
    actions.ask(booking=booking, by=staff, question="Hvor mange?")
    booking = actions.answer(booking=booking, by=None, text="Fire")

    clock.move_to(booking.answer_by, tick=False)
    jobs.tell_managers_of_late()

    assert len(subjects("over tiden")) == 2
    assert Booking.objects.get().is_late_told
