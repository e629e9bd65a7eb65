"""Dates of a rule are rows; what somebody changed, or signed up for, stays as it is."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events import actions
from events.models import Event, Occurrence, Seats
from events.refusals import Refused, RoomsTaken
from events.states import SignupState
from hub.recurrence import Frequency, Rule
from spaces.models import Occupancy
from tests.events.makers import (
    TWO_HOURS,
    ZONE,
    evening,
    make_date,
    make_draft,
    make_event,
    make_signup,
)
from tests.spaces import makers

HOUR, WEEK = dt.timedelta(hours=1), dt.timedelta(days=7)
PLACES = actions.Places(12)


def weekly(count: int = 4, *, days: int = 7) -> Rule:
    return Rule(Frequency.WEEKLY, evening(days).date(), count=count)


def at_five(**said) -> actions.When:
    return actions.When(evening(), evening() + TWO_HOURS, place="Huset", **said)


def plan(event: Event, count: int = 4, **said) -> list[Occurrence]:
    values = {"rule": weekly(count), "when": at_five(), "places": PLACES}
    return actions.plan(event=event, **values | said)


def rows(event: Event) -> list[tuple]:
    """Week, hour and status of all dates."""
    return [
        (
            (date.starts_at.astimezone(ZONE).date() - evening().date()).days / 7,
            date.starts_at.astimezone(ZONE).hour,
            str(date.status),
        )
        for date in event.occurrences.order_by("starts_at", "pk")
    ]


def test_a_rule_becomes_rows_with_places_of_their_own(db):
    event = make_draft()

    dates = plan(event)

    assert rows(event) == [(week, 17, "scheduled") for week in range(4)]
    assert [date.seats.capacity for date in dates] == [12] * 4
    assert len({date.seats_id for date in dates}) == 4
    event.refresh_from_db()
    assert Rule.from_json(event.rule) == weekly()
    assert event.version == 2


def test_the_dates_of_a_course_share_their_places(db):
    event = make_draft(is_course=True)

    dates = plan(event, 2)
    added = actions.add_date(event=event, when=at_five()._replace(
        start=evening(30), end=evening(30) + HOUR
    ))  # fmt: skip

    assert {date.seats_id for date in [*dates, added]} == {dates[0].seats_id}
    assert Seats.objects.get().capacity == 12


def test_a_rule_read_anew_leaves_what_was_changed_or_signed_up_for(db):
    event = make_draft()
    moved, signed, dropped, kept = plan(event)
    uid = kept.uid
    later = actions.When.of(moved)._replace(
        start=moved.starts_at + HOUR, end=moved.ends_at + HOUR
    )
    actions.change_date(occurrence=moved, when=later)
    make_signup(signed, state=SignupState.CANCELLED_BY_SELF)
    three = Rule.picked([date.rule_date for date in (moved, signed, kept)])
    six = at_five()._replace(start=evening(hour=19), end=evening(hour=21))

    plan(event, rule=three, when=six, places=actions.Places(5))

    assert rows(event) == [(0, 18, "scheduled"), (1, 17, "scheduled"),
                           (3, 19, "scheduled")]  # fmt: skip
    assert event.occurrences.last().uid == uid
    capacities = event.occurrences.values_list("seats__capacity", flat=True)
    assert list(capacities) == [12, 12, 5]
    assert not Seats.objects.filter(pk=dropped.seats_id).exists()


def test_a_rule_read_anew_leaves_what_has_been(db, time_machine):
    time_machine.move_to(dt.datetime(2026, 12, 1, 12, tzinfo=dt.UTC))
    event = make_event()
    first = evening().date()
    plan(event, 3)
    time_machine.shift(WEEK + dt.timedelta(days=1))
    rule = Rule(Frequency.WEEKLY, first, count=4)
    late = actions.When(evening(hour=20), evening(hour=21), place="Huset")

    actions.plan(event=event, rule=rule, when=late, places=PLACES)

    assert [(hour, status) for _week, hour, status in rows(event)] == [
        (17, "scheduled"), (20, "rescheduled"), (20, "rescheduled"), (20, "scheduled"),
    ]  # fmt: skip


@pytest.mark.parametrize(("make", "number"), [(make_event, 2), (make_draft, 4)])
def test_readers_are_not_told_of_dates_that_have_been(db, make, number):
    event, first = make(), evening(-9)
    rule = Rule(Frequency.WEEKLY, first.date(), count=4)
    when = actions.When(first, first + HOUR, place="Huset")

    actions.plan(event=event, rule=rule, when=when, places=PLACES)

    assert event.occurrences.count() == number


def test_readers_see_what_a_rule_moves_or_no_longer_gives(db):
    event = make_event()
    first = plan(event)[0]
    plan(event, 2, when=at_five()._replace(start=evening(hour=18)))

    moved = event.occurrences.first()
    assert rows(event) == [
        (0, 18, "rescheduled"), (1, 18, "rescheduled"),
        (2, 17, "cancelled"), (3, 17, "cancelled"),
    ]  # fmt: skip
    assert (moved.former_starts_at, moved.sequence) == (first.starts_at, 1)

    plan(event, 3, when=at_five()._replace(start=evening(hour=18)))

    assert rows(event)[2:] == [(2, 18, "rescheduled"), (3, 17, "cancelled")]
    assert event.occurrences.all()[2].sequence == 2


def test_what_was_cancelled_by_hand_stays_so(db):
    event = make_event()
    actions.cancel_date(occurrence=plan(event, 2)[1])

    plan(event, 3)

    assert [status for *_when, status in rows(event)] == [
        "scheduled", "cancelled", "scheduled",
    ]  # fmt: skip


def test_dates_of_a_published_event_take_all_their_rooms_or_none(db):
    space = makers.make_space()
    event = make_event()
    when = at_five()._replace(place="", space=space)
    plan(event, 2, when=when)
    makers.make_booking(space, [(evening(28), evening(28) + HOUR)])

    with pytest.raises(RoomsTaken) as refused:
        plan(event, 5, when=when)
    with pytest.raises(RoomsTaken):
        actions.add_date(event=event, when=when._replace(
            start=evening(28), end=evening(28) + HOUR
        ))  # fmt: skip
    before = (rows(event), Occupancy.objects.count())
    plan(event, 3, when=when)

    assert [each.occurrence.starts_at for each in refused.value.clashes] == [
        evening(28)
    ]
    assert before == ([(0, 17, "scheduled"), (1, 17, "scheduled")], 3)
    assert Occupancy.objects.count() == 4


def test_a_series_costs_as_many_questions_as_a_date(db):
    counts = []
    for number in (1, 3, 26):
        with CaptureQueriesContext(connection) as queries:
            plan(make_draft(), number)
        counts.append(len(queries))

    assert counts == [12, 12, 12]


@pytest.mark.parametrize(
    ("rule", "when", "code"),
    [
        (weekly(61), at_five(), "too_many"),
        (Rule(Frequency.WEEKLY, evening().date()), at_five(), "no_end"),
        (weekly(), at_five()._replace(end=evening()), "reversed"),
        (
            Rule.picked([dt.date(2027, 3, 28)]),
            at_five()._replace(
                start=dt.datetime(2027, 1, 1, 2, 30, tzinfo=ZONE),
                end=dt.datetime(2027, 1, 1, 5, tzinfo=ZONE),
            ),
            "missing_hour",
        ),
    ],
)
def test_a_rule_that_cannot_be_kept_makes_no_dates(db, rule, when, code):
    event = make_draft()

    with pytest.raises(Refused) as refused:
        actions.plan(event=event, rule=rule, when=when, places=PLACES)

    assert (refused.value.code, event.occurrences.count()) == (code, 0)


def test_a_cancelled_event_gets_no_dates(db):
    event = make_event(status="cancelled")

    for act in (
        lambda: plan(event),
        lambda: actions.add_date(event=event, when=at_five()),
    ):
        with pytest.raises(Refused, match="cancelled"):
            act()

    assert event.occurrences.count() == 0


def test_only_what_no_reader_saw_and_nobody_signed_up_for_is_taken_away(db):
    draft = make_draft()
    free, signed = make_date(draft), make_date(draft)
    make_signup(signed)
    shown = make_date()

    actions.remove_date(occurrence=free)
    codes = []
    for date in (signed, shown):
        with pytest.raises(Refused) as refused:
            actions.remove_date(occurrence=date)
        codes.append(refused.value.code)

    assert codes == ["signed_up", "was_shown"]
    assert set(Occurrence.objects.all()) == {signed, shown}
    assert set(Seats.objects.all()) == {signed.seats, shown.seats}
