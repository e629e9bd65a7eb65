"""The mails about a sign-up: in the guest's language, when, and to whom."""

import datetime as dt

import pytest
from django.utils import timezone

from events import actions, jobs
from events.actions import telling
from events.choices import DateStatus
from events.links import link_for
from events.models import Occurrence, Seats, Signup
from events.states import Actor, SignupState
from hub.models import OutgoingMail, SiteSettings
from tests import factories
from tests.events.makers import evening, make_date, make_event, make_seats, make_signup
from tests.events.signed import come, mails, sign_up, state, wait

S = SignupState
HOUR = dt.timedelta(hours=1)
SUBJECTS = {
    "da": [
        "Kun ét trin tilbage: Bekræft, at du kommer til Suppe",
        "Du har en plads: Suppe",
        "Ny tid eller nyt sted: Suppe",
        "Udsat: Suppe",
        "Husk tallerkener",
        "Du kommer ikke: Suppe",
    ],
    "en": [
        "One step left: confirm that you come to Soup",
        "You have a place: Soup",
        "New time or place: Soup",
        "Postponed: Soup",
        "Husk tallerkener",
        "You do not come: Soup",
    ],
}
WAITING = {
    "da": [
        "Kun ét trin tilbage: Bekræft, at du kommer til Suppe",
        "Du er på ventelisten: Suppe",
        "Der er en plads til dig: Suppe",
        "Pladsen til Suppe er gået videre",
    ],
    "en": [
        "One step left: confirm that you come to Soup",
        "You are on the waiting list: Soup",
        "There is a place for you: Soup",
        "The place at Soup has gone on",
    ],
}


def soup(**fields):
    event = make_event(title_da="Suppe", title_en="Soup", **fields.pop("event", {}))
    return make_date(event, **fields)


def sent_to(signup: Signup) -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(to=signup.email).order_by("pk"))


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_guest_hears_all_in_the_language_of_the_sign_up(db, language):
    date = soup()
    guest = come(date, language=language)
    former = {"former_start": date.starts_at - HOUR, "former_end": date.ends_at}

    telling.date_changed(date, **former)
    telling.date_postponed(date)
    actions.message_all(
        seats=date.seats, subject="Husk tallerkener", text="Tag en med.", by=None
    )
    actions.cancel(signup=guest, actor=Actor.GUEST)

    assert mails(guest) == SUBJECTS[language]
    for mail in sent_to(guest):
        assert (mail.language, mail.is_secret) == (language, True)
        assert link_for(guest) in mail.body
        assert link_for(guest) in mail.html


@pytest.mark.parametrize("language", ["da", "en"])
def test_who_waits_hears_of_the_offer_and_its_end(db, time_machine, language):
    date = soup(capacity=1)
    guest, waiting = come(date), wait(date, language=language)
    actions.cancel(signup=guest, actor=Actor.GUEST)
    time_machine.move_to(timezone.now() + 25 * HOUR)

    jobs.expire_sign_ups()

    assert mails(waiting) == WAITING[language]
    place = {"da": "Du er nummer 1.", "en": "You are number 1."}
    assert place[language] in sent_to(waiting)[1].body


def test_what_was_and_what_is_stands_in_the_mail_of_a_moved_date(db):
    date = soup(starts_at=evening(7, 18))
    guest = come(date)
    former = evening(7, 16)

    telling.date_changed(date, former_start=former, former_end=former + 2 * HOUR)

    body = sent_to(guest)[-1].body.replace("\N{NO-BREAK SPACE}", " ")
    assert "kl. 16.00–18.00. Nu er det" in body
    assert "kl. 18.00–20.00." in body


def test_an_offer_never_waits_past_a_date_that_was_moved_forward(db):
    date = soup(capacity=1)
    waiting = make_signup(date, state=S.OFFERED)
    soon = timezone.now() + HOUR
    Occurrence.objects.update(starts_at=soon)
    date.refresh_from_db()

    telling.date_changed(date, former_start=soon, former_end=date.ends_at)

    waiting.refresh_from_db()
    assert waiting.state_until == soon


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_cancelled_date_cancels_its_sign_ups_and_says_why(db, language):
    date = soup(capacity=1)
    guest, waiting = come(date, language=language), wait(date, language=language)
    note = {"note_da": "Komfuret er gået i stykker.", "note_en": "The stove is broken."}
    Occurrence.objects.update(status=DateStatus.CANCELLED, **note)
    date.refresh_from_db()

    telling.date_cancelled(date)

    assert [state(guest), state(waiting)] == [S.CANCELLED_BY_HOST] * 2
    for each in (guest, waiting):
        last = sent_to(each)[-1]
        assert (
            last.subject == {"da": "Aflyst: Suppe", "en": "Cancelled: Soup"}[language]
        )
        assert note[f"note_{language}"] in last.body


def test_of_a_course_one_date_falls_out_and_the_rest_stays(db):
    event, seats = make_event(is_course=True), make_seats(5)
    dates = [make_date(event, seats=seats, starts_at=evening(7 + n)) for n in range(2)]
    guest = come(dates[0])

    for place, date in enumerate(dates):
        Occurrence.objects.filter(pk=date.pk).update(status=DateStatus.CANCELLED)
        date.refresh_from_db()
        telling.date_cancelled(date)
        expected = S.CONFIRMED if place == 0 else S.CANCELLED_BY_HOST
        assert state(guest) == expected

    assert "De andre datoer bliver holdt" in sent_to(guest)[-2].body
    assert "dermed også aflyst" in sent_to(guest)[-1].body


# Reminders ----------------------------------------------------------------------------


def test_guests_are_reminded_once_a_day_before(db, time_machine):
    date = soup(starts_at=timezone.now() + 30 * HOUR)
    guest, _waiting = come(date), sign_up(date)
    jobs.remind_guests()
    before = len(mails())
    time_machine.move_to(timezone.now() + 7 * HOUR)

    for _twice in range(2):
        jobs.remind_guests()

    assert len(mails()) == before + 1
    assert mails(guest)[-1] == "Snart: Suppe"
    assert "Jeg kan ikke komme" in sent_to(guest)[-1].html


def test_who_confirms_within_the_day_before_needs_no_reminder(db):
    date = soup(starts_at=timezone.now() + 5 * HOUR)
    come(date)
    before = len(mails())

    jobs.remind_guests()

    assert len(mails()) == before


@pytest.mark.parametrize("hours", [0, 48])
def test_the_event_says_when_it_reminds(db, time_machine, hours):
    date = soup(event={"reminder_hours": hours}, starts_at=timezone.now() + 60 * HOUR)
    guest = come(date)
    time_machine.move_to(timezone.now() + 13 * HOUR)

    jobs.remind_guests()

    assert (mails(guest)[-1] == "Snart: Suppe") == (hours == 48)


def test_a_course_is_reminded_of_before_each_date(db, time_machine):
    event, seats = make_event(is_course=True), make_seats(5)
    for days in (3, 10):
        make_date(event, seats=seats, starts_at=evening(days))
    guest = come(Occurrence.objects.first())
    before = len(mails(guest))

    for date in Occurrence.objects.order_by("starts_at"):
        time_machine.move_to(date.starts_at - 20 * HOUR)
        jobs.remind_guests()

    assert len(mails(guest)) == before + 2


# Access needs -------------------------------------------------------------------------


def test_access_needs_reach_the_contact_once_and_again_when_they_change(db):
    contact = factories.make_person(email="vaert@example.org")
    date = soup(event={"contact": contact})
    guest = sign_up(date, access_needs="En rampe")
    told = OutgoingMail.objects.filter(to="vaert@example.org")
    assert told.count() == 0  # the address is nobody's yet

    guest = actions.confirm(signup=guest)
    jobs.tell_access_needs()
    first = list(told.values_list("body", flat=True))
    actions.correct(signup=guest, access_needs="En tolk")

    assert len(first) == 1
    assert "En rampe" in first[0]
    assert told.count() == 2
    assert set(told.values_list("is_secret", flat=True)) == {True}


def test_access_needs_go_to_the_hub_where_nobody_is_asked(db):
    settings = SiteSettings.load()
    settings.email = "hub@example.org"
    settings.save()

    come(soup(), access_needs="En rampe")

    assert OutgoingMail.objects.filter(to="hub@example.org").count() == 1


def test_needs_that_were_missed_are_told_by_the_clock(db):
    contact = factories.make_person(email="vaert@example.org")
    make_signup(soup(event={"contact": contact}), access_needs="En rampe")

    jobs.tell_access_needs()

    assert OutgoingMail.objects.filter(to="vaert@example.org").count() == 1


def test_who_was_added_without_an_address_is_sent_nothing(db):
    date, by = soup(), factories.make_staff()
    add = {"seats": date.seats, "name": "Bo", "party_size": 1, "by": by}
    actions.add_by_hand(**add)

    telling.date_postponed(date)

    assert mails() == []


def test_one_date_that_fails_stops_no_other(db, monkeypatch, time_machine):
    broken, fine = soup(), soup()
    first, second = sign_up(broken), sign_up(fine)
    time_machine.move_to(timezone.now() + 13 * HOUR)
    expire = actions.expire

    def fail(*, seats: Seats):
        if seats.pk == broken.seats_id:
            raise ValueError("broken")
        return expire(seats=seats)

    monkeypatch.setattr(actions, "expire", fail)
    with pytest.raises(ValueError, match="broken"):
        jobs.expire_sign_ups()

    assert [state(first), state(second)] == [S.UNCONFIRMED, S.EXPIRED]
