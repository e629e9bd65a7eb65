"""A course gets one more date: all who signed up for it hear, once, with the file."""

import base64
import datetime as dt

import pytest
from icalendar import Calendar

from events import actions
from events.models import Event, Occurrence
from events.refusals import Refused
from events.states import SignupState
from hub.models import OutgoingMail
from hub.recurrence import Rule
from tests.events.editing import desk, time, url  # noqa: F401 -- a fixture too
from tests.events.makers import (
    TWO_HOURS,
    evening,
    make_date,
    make_event,
    make_seats,
    make_signup,
)
from tests.reading import Page

SUBJECTS = {"da": "Ny dato: Lederkursus", "en": "New date: Course for leaders"}


def make_course(**fields) -> Occurrence:
    """The only date so far of a course that readers see."""
    words = {"title_da": "Lederkursus", "title_en": "Course for leaders"}
    return make_date(make_event(**{"is_course": True} | words | fields))


def at(days: int, place: str = "Huset") -> actions.When:
    return actions.When(evening(days), evening(days) + TWO_HOURS, place=place)


def mails() -> list[tuple[str, str]]:
    return list(OutgoingMail.objects.order_by("pk").values_list("to", "subject"))


def dates_in(mail: OutgoingMail) -> dict[str, dt.datetime]:
    """What the calendar file of a mail holds: when each date begins, by its name."""
    [(_name, content, _mimetype)] = mail.attachments
    found = Calendar.from_ical(base64.b64decode(content)).walk("VEVENT")
    return {each["UID"].split("@")[0]: each["DTSTART"].dt for each in found}


@pytest.mark.parametrize("language", ["da", "en"])
def test_who_signed_up_hears_of_the_new_date_with_the_whole_calendar(db, language):
    date = make_course()
    guest = make_signup(date, language=language)

    made = actions.add_date(event=date.event, when=at(14, "Biblioteket"))

    [mail] = OutgoingMail.objects.all()
    assert (mail.to, mail.subject) == (guest.email, SUBJECTS[language])
    assert "Biblioteket" in mail.body
    assert "Biblioteket" in mail.html
    assert dates_in(mail) == {each.uid: each.starts_at for each in (date, made)}


def test_all_who_may_still_come_hear_once(db):
    date = make_course()
    make_signup(date, email="kommer@example.org")
    waits = {"state": SignupState.WAITLISTED, "party_size": 12}  # there are 11
    make_signup(date, email="venter@example.org", **waits)
    make_signup(date, email="afmeldt@example.org", state=SignupState.CANCELLED_BY_SELF)
    make_signup(date, email="", is_by_hand=True)

    actions.add_date(event=date.event, when=at(14))

    assert mails() == [
        ("kommer@example.org", SUBJECTS["da"]),
        ("venter@example.org", SUBJECTS["da"]),
    ]


def test_dates_of_a_rule_are_told_in_one_mail(db):
    date = make_course()
    make_signup(date, email="kommer@example.org")
    rule = Rule.picked([evening(days).date() for days in (14, 21)])

    for _again in range(2):
        actions.plan(
            event=date.event, rule=rule, when=at(14), places=actions.Places(12)
        )

    assert mails() == [("kommer@example.org", "Nye datoer: Lederkursus")]
    assert len(dates_in(OutgoingMail.objects.get())) == 3


def many(event: Event) -> None:
    actions.add_date(event=event, when=at(14))


def past(event: Event) -> None:
    actions.add_date(event=event, when=at(-1))


@pytest.mark.parametrize(
    ("fields", "add"),
    [
        ({"is_course": False}, many),
        ({"status": "draft", "published_at": None}, many),
        ({}, past),
    ],
)
def test_nobody_hears_of_a_date_that_is_none_of_theirs(db, fields, add):
    date = make_course(**fields)
    make_signup(date)

    add(date.event)

    assert date.event.occurrences.count() == 2
    assert mails() == []


def test_nothing_is_told_where_the_date_is_refused(db):
    date = make_course()
    make_signup(date)

    with pytest.raises(Refused):
        actions.add_date(event=date.event, when=at(14)._replace(end=evening(13)))

    assert mails() == []


def test_an_offer_waits_no_longer_than_until_the_new_first_date(db):
    date = make_course()
    offered = make_signup(
        date, state=SignupState.OFFERED, state_until=evening(6), party_size=1
    )

    actions.add_date(event=date.event, when=at(5))

    offered.refresh_from_db()
    assert offered.state_until == evening(5)


def test_the_desk_says_who_hears_before_a_date_is_added(desk):
    date = make_course()
    make_signup(date)
    make_signup(date, email="", is_by_hand=True, name="Kaj Riis")
    start = evening(14)
    said = time(start, start + TWO_HOURS, place="Huset")

    pages = [
        desk.get(url("event_date_add", date.event)),
        desk.post(url("event_repeat", date.event), said | {"every": "1", "count": "3"}),
    ]
    texts = [Page(page).text("main") for page in pages]
    desk.post(url("event_date_add", date.event), said)

    for text in texts:
        assert "1 tilmelding får en mail om nye datoer med kalenderfilen." in text
        assert "Kaj Riis" in text
    assert [subject for _to, subject in mails()] == [SUBJECTS["da"]]


def test_the_desk_says_nothing_of_guests_where_each_date_has_its_own(desk):
    date = make_date(make_event(), seats=make_seats(12))
    make_signup(date)

    text = Page(desk.get(url("event_date_add", date.event))).text("main")

    assert "får en mail om nye datoer" not in text
