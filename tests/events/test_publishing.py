"""Publishing is whole or not at all, by hand and by the clock."""

import datetime as dt

import pytest
from django.utils import timezone

from events import actions, jobs
from events.actions import rooms
from events.models import Event, EventPage, Occurrence
from events.refusals import Refused
from events.states import SignupState
from hub import pagecache
from hub.models import OutgoingMail
from spaces.actions import steps
from spaces.availability import overlaps
from spaces.models import Closure
from tests import factories
from tests.events.makers import (
    evening,
    make_date,
    make_draft,
    make_event,
    make_event_page,
    make_signup,
)
from tests.spaces import makers
from tests.spaces.rivalry import meet

HOUR, MINUTE = dt.timedelta(hours=1), dt.timedelta(minutes=1)


def problems_when(act, **said) -> list[tuple]:
    with pytest.raises(Refused) as refused:
        act(**said)
    return [(each.code, each.field) for each in refused.value.problems]


def draft_in(space, **fields) -> Event:
    event = make_draft(**fields)
    make_date(event, space=space)
    return event


def test_a_draft_is_published_once(db):
    event = make_draft(publish_at=timezone.now() + HOUR)
    make_date(event)

    published = actions.publish(event=event, seen=1)

    event.refresh_from_db()
    assert (event.status, event.version, event.publish_at) == ("published", 2, None)
    assert event.published_at == published.published_at is not None
    assert problems_when(actions.publish, event=event) == [("state", "")]


def test_all_that_is_missing_is_said_by_its_field(db):
    event = make_draft(summary_da="", title_en="", summary_en="")
    bare = make_draft()
    Occurrence.objects.filter(pk=make_date(bare).pk).update(place="", street="")

    assert problems_when(actions.publish, event=event) == [
        ("english", "title_en"), ("danish", "summary_da"), ("english", "summary_en"),
        ("no_dates", ""),
    ]  # fmt: skip
    assert problems_when(actions.publish, event=bare) == [("no_place", "")]
    Event.objects.filter(pk=bare.pk).update(format="online")
    assert actions.publish(event=bare).is_published


def test_who_publishes_what_somebody_has_changed_is_told(db):
    event = draft_in(makers.make_space())
    actions.change_facts(event=event, save=event.save, seen=1)

    found = problems_when(actions.publish, event=event, seen=1)

    assert (found, Closure.objects.count()) == ([("changed", "")], 0)


def test_taking_back_takes_the_story_back_too(home):
    event = make_event()
    make_date(event)
    page = make_event_page(event)

    actions.unpublish(event=event)

    event.refresh_from_db()
    assert (event.status, event.occurrences.get().sequence) == ("draft", 1)
    assert not EventPage.objects.get(pk=page.pk).live
    assert problems_when(actions.unpublish, event=event) == [("state", "")]


def test_what_somebody_has_signed_up_for_is_cancelled_not_taken_back(db):
    date = make_date()
    event = date.event
    signup = make_signup(date)

    found = problems_when(actions.unpublish, event=event)
    signup.state, signup.holds_places = SignupState.CANCELLED_BY_SELF, False
    signup.save()

    assert found == [("signed_up", "")]
    assert actions.unpublish(event=event).status == "draft"


# By the clock -------------------------------------------------------------------------


def test_the_clock_publishes_a_draft_when_its_time_has_come(db, time_machine):
    time_machine.move_to(dt.datetime(2026, 12, 1, 9, tzinfo=dt.UTC))
    event = make_draft(publish_at=timezone.now() + MINUTE)
    make_date(event)
    suggested = make_draft(status="suggested", publish_at=timezone.now())
    make_date(suggested)

    jobs.publish_due()
    early = Event.objects.get(pk=event.pk).status
    time_machine.shift(MINUTE)
    jobs.publish_due()

    assert (early, Event.objects.get(pk=event.pk).status) == ("draft", "published")
    assert Event.objects.get(pk=suggested.pk).status == "suggested"


@pytest.mark.parametrize(
    ("language", "title", "words"),
    [
        ("da", "Ikke udgivet: Suppe", ["Det her er i vejen", "booket (", "Ledigt tæt"]),
        ("en", "Not published: Soup", ["This stands in the way", "booked (", "Free"]),
    ],
)
def test_of_a_clash_who_made_it_hears_once(db, language, title, words):
    editor = factories.make_staff("Editors", language=language)
    space = makers.make_space()
    event = draft_in(space, title_da="Suppe", title_en="Soup", created_by=editor,
                     publish_at=timezone.now())  # fmt: skip
    booking = makers.make_booking(space, [(evening(), evening() + HOUR)])
    OutgoingMail.objects.all().delete()

    jobs.publish_due()
    jobs.publish_due()

    mail = OutgoingMail.objects.get()
    assert (mail.to, mail.subject) == (editor.email, title)
    name = getattr(space, f"name_{language}")
    expected = [*words, booking.reference, name]
    assert [word in mail.body for word in expected] == [True] * 5
    assert [word in mail.html for word in expected] == [True] * 5
    event.refresh_from_db()
    assert (event.status, event.publish_at, event.version) == ("draft", None, 2)


def test_of_what_is_missing_publishers_hear_where_no_editor_made_it(db):
    publisher = factories.make_staff("Publishers", language="da")
    booker = factories.make_user()
    for maker in (None, booker):
        make_date(make_draft(title_en="", created_by=maker, publish_at=timezone.now()))

    jobs.publish_due()

    mails = OutgoingMail.objects.all()
    assert [mail.to for mail in mails] == [publisher.email] * 2
    assert "titel på engelsk: " in mails[0].body.lower()


def test_a_draft_that_somebody_works_on_is_left_for_the_next_minute(db):
    event = make_draft(publish_at=timezone.now())
    make_date(event)
    [due] = Event.objects.due()
    actions.change_facts(event=event, save=event.save)

    actions.publishing.publish_or_tell(due)

    event.refresh_from_db()
    assert (event.status, event.publish_at is None) == ("draft", False)
    jobs.publish_due()
    assert Event.objects.get().status == "published"


# Stored pages -------------------------------------------------------------------------


def test_a_stored_page_ends_when_a_date_begins_ends_or_sign_up_opens_or_closes(
    db, time_machine
):
    now = dt.datetime(2026, 12, 1, 9, tzinfo=dt.UTC)
    time_machine.move_to(now, tick=False)

    def next_in() -> float:
        pagecache.forget()
        return (pagecache.good_until(now.timestamp()) - now.timestamp()) / 60

    nothing = next_in()
    date = make_date(starts_at=now + 2 * MINUTE)
    dates = Occurrence.objects.filter(pk=date.pk)
    found = [next_in()]
    dates.update(starts_at=now - HOUR, ends_at=now + 3 * MINUTE)
    found.append(next_in())
    dates.update(starts_at=now + 48 * HOUR + MINUTE, ends_at=now + 50 * HOUR)
    Event.objects.update(closes_hours_before=48)
    found.append(next_in())
    Event.objects.update(closes_hours_before=0, opens_at=now + 4 * MINUTE)
    found.append(next_in())
    Event.objects.update(status="draft")

    assert (nothing, found, next_in()) == (5, [2, 3, 1, 4], 5)


# Two at once --------------------------------------------------------------------------


def rivals(space) -> tuple:
    one, other = draft_in(space), draft_in(space)
    return lambda: actions.publish(event=one), lambda: actions.publish(event=other)


def test_of_two_who_publish_into_one_room_one_is_told(own_database):
    space = makers.make_space()

    found = meet(*rivals(space), before='INSERT INTO "spaces_closure"')

    assert sorted(found) == ["done", "rooms"]
    assert sorted(Event.objects.values_list("status", flat=True)) == [
        "draft", "published",
    ]  # fmt: skip
    assert (Closure.objects.count(), overlaps()) == (1, [])


def test_without_the_lock_the_database_itself_tells_one(own_database, monkeypatch):
    space = makers.make_space()
    monkeypatch.setattr(rooms, "lock", steps.leaves_of)

    found = meet(*rivals(space), before='INSERT INTO "spaces_closure"')

    assert sorted(found) == ["done", "rooms"]
    assert (Closure.objects.count(), overlaps()) == (1, [])


def test_who_publishes_while_somebody_books_is_told_or_tells(own_database):
    space = makers.make_space()
    publish, _other = rivals(space)

    def book():
        makers.make_hold(space, [(evening(), evening() + HOUR)])

    found = meet(publish, book, before='INSERT INTO "spaces_closure"')

    assert sorted(found) == ["done", "taken"]
    assert overlaps() == []


def test_a_date_that_another_moves_meanwhile_is_not_moved_twice(own_database):
    event = make_event()
    date = make_date(event)

    def move(hours):
        when = actions.When.of(date)._replace(
            start=date.starts_at + hours * HOUR, end=date.ends_at + hours * HOUR
        )
        return lambda: actions.change_date(occurrence=date, when=when, seen=1)

    found = meet(move(1), move(2), before='UPDATE "events_occurrence"')

    assert sorted(found) == ["changed", "done"]
    assert Occurrence.objects.get().sequence == 1


def test_one_event_is_published_by_one(own_database):
    event = make_draft()
    make_date(event)

    def publish():
        actions.publish(event=event)

    found = meet(publish, publish, before='UPDATE "events_event"')

    assert sorted(found) == ["done", "state"]
    assert Event.objects.get().version == 2
