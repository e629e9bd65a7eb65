"""A published date keeps its room; what stands in the way is named."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from events import actions
from events.actions import rooms
from events.choices import DateStatus
from events.models import Event, Occurrence
from events.refusals import Refused, RoomsTaken
from hub.recurrence import Frequency, Rule
from spaces import actions as desk
from spaces.availability import overlaps
from spaces.models import Closure, Occupancy
from spaces.states import Actor
from tests import factories
from tests.events.makers import TWO_HOURS, evening, make_date, make_draft
from tests.spaces import makers
from tests.spaces.staff import desk as signed_in_desk

HOUR = dt.timedelta(hours=1)


def draft_in(space, *, days: int = 7, **fields) -> Event:
    """A draft with one date in a space."""
    event = make_draft()
    make_date(event, space=space, starts_at=evening(days), **fields)
    return event


def kept(space) -> list[tuple]:
    """What stands in a space, and of what."""
    rows = Occupancy.objects.filter(space=space, is_blocking=True)
    rows = rows.order_by("blocked_from")
    return list(rows.values_list("blocked_from", "blocked_until", "booking"))


def clashes_when(act) -> list[tuple]:
    with pytest.raises(RoomsTaken) as refused:
        act()
    return [
        (each.occurrence.starts_at, each.taken_by) for each in refused.value.clashes
    ]


def code_of(act) -> str:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.code


def test_publishing_keeps_the_room_with_setting_up_and_clearing_away(db):
    space = makers.make_space()
    event = draft_in(space, setup_minutes=45, teardown_minutes=30)
    assert kept(space) == []

    event = actions.publish(event=event)

    start = evening()
    times = (start - dt.timedelta(minutes=45), start + TWO_HOURS + HOUR / 2, None)
    assert kept(space) == [times]
    closure = event.occurrences.get().closure
    assert (closure.kind, closure.reason_da) == ("event", event.title_da)


def test_a_floor_is_kept_by_its_rooms(db):
    parts = [makers.make_space(), makers.make_space()]
    actions.publish(event=draft_in(makers.make_space(parts=parts)))

    assert [len(kept(part)) for part in parts] == [1, 1]
    [(_start, said)] = clashes_when(lambda: actions.publish(event=draft_in(parts[1])))
    assert said.startswith("“Arrangement")


@pytest.mark.parametrize("takes", ["booking", "event", "repair", "itself"])
def test_what_takes_a_room_is_named_and_nothing_is_published(db, takes):
    space, start = makers.make_space(), evening()
    event = draft_in(space)
    if takes == "booking":
        booker = factories.make_organisation(name="Havens Køkken")
        booking = makers.make_booking(
            space, [(start + HOUR, start + 3 * HOUR)], organisation=booker
        )
        expected = f"booket af Havens Køkken ({booking.reference})"
    elif takes == "event":
        other = actions.publish(event=draft_in(space))
        expected = f"“{other.title_da}”"
    elif takes == "repair":
        desk.close(spaces=[space], start=start, end=start + HOUR, reason_da="Gulvet",
                   kind="maintenance")  # fmt: skip
        expected = "Reparation eller rengøring: Gulvet"
    else:
        make_date(event, space=space, starts_at=start + HOUR)
        expected = "en anden dato for samme arrangement"

    found = clashes_when(lambda: actions.publish(event=event))

    assert [said.startswith(expected) for _start, said in found] == [True] * len(found)
    assert found[0][0] == start
    event.refresh_from_db()
    assert (event.status, event.version) == ("draft", 1)
    assert not Closure.objects.filter(occurrence__event=event).exists()


def test_the_nearest_free_times_are_free_and_long_enough(db):
    space, start = makers.make_space(), evening(hour=12)
    makers.make_booking(space, [(start, start + HOUR)])
    event = make_draft()
    make_date(event, space=space, starts_at=start, setup_minutes=30)

    [clash] = actions.clashes_of(event.occurrences.all())

    # One begins when the booking is over and it is set up; one ends before it.
    assert clash.nearest == [
        (start - 2 * HOUR, start),
        (start + 3 * HOUR / 2, start + 7 * HOUR / 2),
        (start + 4 * HOUR, start + 6 * HOUR),
    ]
    for begin, end in clash.nearest:
        when = actions.When(begin, end, space, setup_minutes=30)
        assert actions.clashes_of(actions.wanted_dates(event, [when])) == []


def test_a_series_in_a_busy_space_is_published_whole_or_not(db):
    space, start = makers.make_space(), evening()
    event = make_draft()
    when = actions.When(start, start + TWO_HOURS, space, setup_minutes=30)
    rule = Rule(Frequency.WEEKLY, start.date(), count=26)
    dates = actions.plan(event=event, rule=rule, when=when, places=actions.Places(20))
    week = dt.timedelta(days=7)
    busy = [
        makers.make_booking(space, [(date.starts_at - 4 * HOUR, date.starts_at - HOUR)])
        for date in dates[:12]
    ]
    in_the_way = [
        makers.make_booking(space, [(date.starts_at + HOUR, date.ends_at + HOUR)])
        for date in (dates[3], dates[7], dates[9])
    ]

    with CaptureQueriesContext(connection) as refused:
        found = clashes_when(lambda: actions.publish(event=event))
    for booking in in_the_way:
        desk.cancel(booking=booking, by=None, actor=Actor.STAFF)
    with CaptureQueriesContext(connection) as published:
        actions.publish(event=event)

    assert [(start, booking.reference in said) for (start, said), booking in zip(
        found, in_the_way, strict=True
    )] == [(dates[n].starts_at, True) for n in (3, 7, 9)]  # fmt: skip
    assert len(kept(space)) == len(busy) + 26
    assert (len(refused), len(published)) == (17, 17)
    assert overlaps() == []
    assert dates[25].starts_at.date() - dates[0].starts_at.date() == 25 * week


@pytest.mark.parametrize(
    "act", ["unpublish", "cancel_event", "cancel_date", "postpone"]
)
def test_what_is_not_held_frees_its_room(db, act):
    space = makers.make_space()
    event = actions.publish(event=draft_in(space))
    assert len(kept(space)) == 1
    asked = {"occurrence": event.occurrences.get()}
    asked = asked if act in ("cancel_date", "postpone") else {"event": event}

    getattr(actions, act)(**asked)

    assert (kept(space), Closure.objects.count()) == ([], 0)
    assert event.occurrences.get().closure_id is None


def test_a_date_that_moves_takes_the_other_room_or_stays(db):
    here, there = makers.make_space(), makers.make_space()
    date = actions.publish(event=draft_in(here)).occurrences.get()
    makers.make_booking(there, [(date.starts_at, date.ends_at)])
    goal = actions.When.of(date)._replace(space=there)
    free = goal._replace(start=goal.end + HOUR, end=goal.end + 3 * HOUR)

    found = clashes_when(lambda: actions.change_date(occurrence=date, when=goal))
    stayed = len(kept(here)), len(kept(there))
    actions.change_date(occurrence=date, when=free)

    assert [start for start, _said in found] == [date.starts_at]
    assert stayed == (1, 1)
    assert kept(here) == []
    assert kept(there)[1] == (free.start, free.end, None)


def test_a_date_may_move_within_the_time_that_it_keeps(db):
    space = makers.make_space()
    date = actions.publish(event=draft_in(space)).occurrences.get()
    when = actions.When.of(date)._replace(
        start=date.starts_at + HOUR, end=date.ends_at + HOUR
    )

    actions.change_date(occurrence=date, when=when)

    assert kept(space) == [(when.start, when.end, None)]


# A booking that is there already ------------------------------------------------------


def booked(space, **around) -> tuple[Event, object]:
    """A draft whose date uses a booking, and the booking."""
    event = draft_in(space)
    date = event.occurrences.get()
    before, after = around.get("before", 0 * HOUR), around.get("after", 0 * HOUR)
    times = [(date.starts_at - before, date.ends_at + after)]
    booking = makers.make_booking(space, times)
    actions.use_booking(occurrence=date, booking=booking)
    return event, booking


def test_a_date_that_uses_a_booking_takes_nothing_besides(db):
    space = makers.make_space()
    event, booking = booked(space)

    actions.publish(event=event)

    assert kept(space) == [(booking.starts_at, booking.ends_at, booking.pk)]
    assert Closure.objects.count() == 0
    assert list(Occurrence.objects.without_room()) == []


def test_a_published_date_hands_its_room_over_to_a_booking_and_takes_it_again(db):
    space = makers.make_space()
    date = actions.publish(event=draft_in(space)).occurrences.get()
    code = code_of(
        lambda: actions.use_booking(
            occurrence=date, booking=makers.make_booking(makers.make_space())
        )
    )
    assert code == "booking"
    desk.open_again(closure=date.closure)
    booking = makers.make_booking(space, [(date.starts_at, date.ends_at)])

    actions.use_booking(occurrence=date, booking=booking)
    with_booking = [row[2] for row in kept(space)]
    desk.cancel(booking=booking, by=None, actor=Actor.STAFF)
    actions.use_booking(occurrence=date, booking=None)

    assert with_booking == [booking.pk]
    assert [row[2] for row in kept(space)] == [None]


@pytest.mark.parametrize("what", ["cancelled", "moved", "too short", "opened again"])
def test_a_date_whose_room_is_gone_is_found(db, what):
    space = makers.make_space()
    if what == "opened again":
        event = actions.publish(event=draft_in(space))
        desk.open_again(closure=Closure.objects.get())
    else:
        event, booking = booked(space, before=HOUR)
        event = actions.publish(event=event)
        date = event.occurrences.get()
        assert list(Occurrence.objects.without_room()) == []
    if what == "cancelled":
        desk.cancel(booking=booking, by=None, actor=Actor.STAFF)
    elif what == "moved":
        start, end = date.starts_at + HOUR, date.ends_at + HOUR
        desk.move(booking=booking, start=start, end=end, by=None, actor=Actor.STAFF)
    elif what == "too short":
        Occurrence.objects.update(setup_minutes=61)

    assert list(Occurrence.objects.without_room()) == list(event.occurrences.all())


def test_a_booking_that_is_gone_stops_publishing(db):
    event, booking = booked(makers.make_space())
    desk.cancel(booking=booking, by=None, actor=Actor.STAFF)

    [(_start, said)] = clashes_when(lambda: actions.publish(event=event))

    assert (
        said == f"bookingen {booking.reference} er aflyst, et andet sted eller for kort"
    )


@pytest.mark.parametrize("status", DateStatus)
def test_only_what_is_held_lacks_a_room(db, status):
    former = {"former_starts_at": evening(), "former_ends_at": evening() + HOUR}
    space = makers.make_space()
    date = make_date(space=space, status=status, **former)
    make_date(make_draft(), space=space)
    make_date(space=space, starts_at=evening(-1))
    make_date()

    found = list(Occurrence.objects.without_room())

    assert found == ([date] if status in DateStatus.held() else [])


# Guards -------------------------------------------------------------------------------


def test_where_only_the_database_sees_the_clash_it_is_named(db, monkeypatch):
    space = makers.make_space()
    actions.publish(event=draft_in(space))
    event, asked = draft_in(space), []
    real = rooms.clashes_of
    monkeypatch.setattr(
        rooms, "clashes_of", lambda dates: real(dates) if asked else asked.append(1)
    )

    found = clashes_when(lambda: actions.publish(event=event))

    assert [start for start, _said in found] == [evening()]


def test_a_date_outside_of_opening_hours_is_warned_of_and_published(db):
    space = makers.make_space()
    event = draft_in(space)
    make_date(event, space=space, starts_at=evening(8, hour=21))

    late = actions.outside_hours(event.occurrences.all())
    actions.publish(event=event)

    assert [date.starts_at for date in late] == [evening(8, hour=21)]
    assert len(kept(space)) == 2


def test_the_desk_sees_whose_the_time_is_and_does_not_open_it(client, home):
    signed_in_desk(client)
    space = makers.make_space()
    event = actions.publish(event=draft_in(space))
    closure = Closure.objects.get()
    desk.close(spaces=[space], start=evening(9), end=evening(10), reason_da="Gulvet")
    address = reverse("staff_open", args=[closure.pk])

    listed = client.get(reverse("staff_closures")).content.decode()
    answer = client.post(address, follow=True).content.decode()

    other = Closure.objects.exclude(pk=closure.pk).get()
    button = reverse("staff_open", args=[other.pk])
    assert [button in listed, address in listed] == [True, False]
    words = "Det hører til et arrangement"
    assert (listed.count(words), answer.count(words)) == (1, 2)
    assert (str(event.title_da) in listed, len(kept(space))) == (True, 2)
