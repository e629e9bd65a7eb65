"""A date that moves says when it was; what is called off stays and says so."""

import datetime as dt

import pytest

from events import actions
from events.choices import DateStatus, EventStatus
from events.models import Event, Occurrence, Seats
from events.refusals import Refused
from tests import factories
from tests.events.makers import (
    TWO_HOURS,
    evening,
    make_date,
    make_draft,
    make_event,
    make_signup,
)
from tests.spaces import makers

HOUR = dt.timedelta(hours=1)
WHY = {"note_da": "Taget er utæt.", "note_en": "The roof leaks."}


def later(date: Occurrence, hours: int = 1, **said) -> actions.When:
    start, end = date.starts_at + hours * HOUR, date.ends_at + hours * HOUR
    return actions.When.of(date)._replace(start=start, end=end, **said)


def code_of(act, **said) -> str:
    with pytest.raises(Refused) as refused:
        act(**said)
    return refused.value.code


def test_a_moved_date_says_when_it_was_and_why(db):
    date = make_date()

    moved = actions.change_date(occurrence=date, when=later(date), seen=1, **WHY)

    moved.refresh_from_db()
    assert (moved.status, moved.sequence, moved.is_detached) == ("rescheduled", 1, True)
    assert moved.former_starts_at == date.starts_at
    assert moved.former_ends_at == date.ends_at
    assert moved.starts_at == date.starts_at + HOUR
    assert (moved.note_da, moved.note_en) == tuple(WHY.values())
    assert Event.objects.get().version == 2


def test_another_place_is_told_but_is_no_other_time(db):
    date = make_date()

    moved = actions.change_date(occurrence=date, when=later(date, 0, street="Gade 2"))

    assert (moved.status, moved.sequence) == ("scheduled", 1)
    assert moved.former_starts_at is None


def test_time_to_set_up_is_no_news_to_guests(db):
    date = make_date()

    same = actions.change_date(occurrence=date, when=later(date, 0, setup_minutes=30))

    assert (same.status, same.sequence, same.setup_minutes) == ("scheduled", 0, 30)


def test_a_draft_was_never_at_another_time(db):
    date = make_date(make_draft())

    moved = actions.change_date(occurrence=date, when=later(date))

    assert (moved.status, moved.sequence, moved.former_starts_at) == (
        "scheduled", 0, None,
    )  # fmt: skip


def test_a_postponed_date_gets_a_new_one(db):
    date = make_date()
    off = actions.postpone(occurrence=date, **WHY)
    off.refresh_from_db()
    seen = (off.status, off.sequence, off.starts_at, off.note_en)

    on = actions.change_date(occurrence=date, when=later(date, 24))

    assert seen == ("postponed", 1, date.starts_at, "The roof leaks.")
    assert (on.status, on.former_starts_at) == ("rescheduled", date.starts_at)
    assert on.sequence == 2


def test_a_cancelled_date_keeps_its_time_and_comes_not_back(db):
    date = make_date()

    off = actions.cancel_date(occurrence=date, **WHY)

    off.refresh_from_db()
    assert (off.status, off.sequence, off.starts_at) == ("cancelled", 1, date.starts_at)
    assert [
        code_of(actions.change_date, occurrence=off, when=later(off)),
        code_of(actions.postpone, occurrence=off),
        code_of(actions.cancel_date, occurrence=off),
    ] == ["cancelled"] * 3


def test_what_cannot_be_changed_is_refused(db):
    shown, draft, past = make_date(), make_date(make_draft()), make_date(
        starts_at=evening(-1)
    )  # fmt: skip
    gone = make_date()
    Occurrence.objects.filter(pk=gone.pk).delete()
    back = later(shown)._replace(start=evening(-2), end=evening(-2) + HOUR)
    change = actions.change_date

    assert [
        code_of(change, occurrence=shown, when=later(shown), seen=0),
        code_of(change, occurrence=shown, when=later(shown)._replace(end=evening(2))),
        code_of(change, occurrence=shown, when=back),
        code_of(change, occurrence=past, when=later(past)),
        code_of(change, occurrence=gone, when=later(gone)),
        code_of(actions.cancel_date, occurrence=past),
        code_of(actions.cancel_date, occurrence=draft),
        code_of(actions.postpone, occurrence=draft),
    ] == [
        "changed", "reversed", "over", "over", "gone", "over", "state", "state",
    ]  # fmt: skip
    assert set(Occurrence.objects.values_list("sequence", flat=True)) == {0}


# Facts --------------------------------------------------------------------------------


def renamed(event: Event, **facts) -> None:
    """What a form does that read the event a while ago."""
    for name, value in facts.items():
        setattr(event, name, value)
    event.save()


def test_whoever_saves_second_is_refused_and_saves_nothing(db):
    event = make_event()

    def save(title):
        return lambda: renamed(Event.objects.get(), title_da=title)

    actions.change_facts(event=event, save=save("Første"), seen=1)
    code = code_of(actions.change_facts, event=event, save=save("Anden"), seen=1)

    event.refresh_from_db()
    assert (code, event.title_da, event.version) == ("changed", "Første", 2)


def test_a_form_that_is_behind_does_not_take_the_event_back(db):
    event = make_draft()
    make_date(event)
    behind = Event.objects.get()
    actions.publish(event=event)

    actions.change_facts(event=event, save=lambda: renamed(behind, price_da="Gratis"))

    event.refresh_from_db()
    assert (event.status, event.version) == ("published", 3)
    assert event.published_at is not None


def test_calendars_and_the_desk_hear_of_another_title(db):
    space = makers.make_space()
    event = make_draft()
    make_date(event, space=space)
    event = actions.publish(event=event)
    past = make_date(event, starts_at=evening(-1))

    actions.change_facts(event=event, save=lambda: renamed(event, bring_da="Sko"))
    untouched = event.occurrences.last().sequence
    actions.change_facts(event=event, save=lambda: renamed(event, title_da="Suppe"))

    date = event.occurrences.last()
    assert (untouched, date.sequence, date.closure.reason_da) == (0, 1, "Suppe")
    past.refresh_from_db()
    assert past.sequence == 0


def test_a_course_shares_its_places_unless_somebody_has_signed_up(db):
    event = make_draft()
    first = make_date(event, capacity=12)
    make_date(event, starts_at=evening(8))

    def turn(is_course):
        def save():
            renamed(event, is_course=is_course)

        actions.change_facts(event=event, save=save)
        return Seats.objects.count()

    shared, parted = turn(True), turn(False)
    make_signup(first)
    code = code_of(turn, is_course=True)

    event.refresh_from_db()
    assert (shared, parted, code, event.is_course) == (1, 2, "course", False)
    assert set(Seats.objects.values_list("capacity", flat=True)) == {12}


# All of it ----------------------------------------------------------------------------


def test_cancelling_an_event_leaves_what_has_been(db):
    event = make_event()
    past, coming = make_date(event, starts_at=evening(-1)), make_date(event)
    moved = make_date(event, status=DateStatus.RESCHEDULED, former_starts_at=evening(1),
                      former_ends_at=evening(1) + TWO_HOURS)  # fmt: skip

    actions.cancel_event(event=event, **WHY)

    event.refresh_from_db()
    assert (event.status, event.note_en) == (EventStatus.CANCELLED, "The roof leaks.")
    assert event.cancelled_at is not None
    found = dict(Occurrence.objects.values_list("pk", "status"))
    assert found == {
        past.pk: "scheduled", coming.pk: "cancelled", moved.pk: "cancelled",
    }  # fmt: skip
    assert code_of(actions.cancel_event, event=event) == "state"
    assert code_of(actions.publish, event=event) == "state"


def test_a_copy_is_a_draft_without_dates(db):
    event = make_event(title_da="Søndagssuppe", price_da="20 kr.", is_free=False)
    event.districts.set([factories.make_district()])
    make_date(event)
    event.refresh_from_db()

    copy = actions.duplicate(event=event)

    assert (copy.status, copy.published_at, copy.version) == ("draft", None, 1)
    assert (copy.title_da, copy.price_da, copy.slug) == (
        "Søndagssuppe", "20 kr.", "soendagssuppe",
    )  # fmt: skip
    assert list(copy.districts.all()) == list(event.districts.all()) != []
    assert copy.occurrences.count() == 0
