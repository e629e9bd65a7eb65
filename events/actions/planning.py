"""Giving an event its dates: one, or all that a rule gives."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django.utils import timezone

from events.actions import telling
from events.actions.moving import When, apply, shift
from events.actions.rooms import (
    Held,
    announce,
    bump,
    free_rooms,
    hold,
    take_rooms,
    taking_rooms,
)
from events.choices import DateStatus
from events.models import Event, Occurrence, Seats, Signup
from events.refusals import Problem, Refused, refuse
from hub import pagecache
from hub.models import User
from hub.recurrence import Moment, Rule, Unplannable


class Places(NamedTuple):
    """How many may come; without a capacity there is no limit."""

    capacity: int | None = None
    held_back: int = 0
    waiting_places: int = 20

    @classmethod
    def of(cls, seats: Seats) -> "Places":
        """What some places are now."""
        return cls(seats.capacity, seats.held_back, seats.waiting_places)


def wanted_dates(event: Event, times: Iterable[When]) -> list[Occurrence]:
    """Dates that are not saved: to ask what is in their way."""
    return [apply(Occurrence(event=event), when) for when in times]


@taking_rooms(lambda said: wanted_dates(said["event"], [said["when"]]))
def add_date(
    *,
    event: Event,
    when: When,
    seats: Places | None = None,
    by: User | None = None,
) -> Occurrence:
    """Give an event one more date; of one that is published the room is taken.

    A course has one row of places for all its dates, and who has signed up for it hears
    of the new one. Raises Refused: `cancelled`,
    `reversed`, `booking`; RoomsTaken.
    """
    held = hold(event, spaces=[when.space], has_guests=True)
    event = held.event
    if event.is_cancelled:
        raise refuse("cancelled")
    [date] = wanted_dates(event, [when])
    date.seats = _shared(held) or Seats.objects.create(**(seats or Places())._asdict())
    if event.is_published:
        take_rooms(held, [date], by=by)
    date.save()
    bump(event)
    _tell_of(event, [date])
    return date


def _tell_of(event: Event, new: list[Occurrence]) -> None:
    """Let those hear of new dates whose sign-up holds for them, if readers know it."""
    if event.is_published and event.is_course:
        telling.dates_added(new)


def _shared(held: Held) -> Seats | None:
    """The places that all dates of a course have, if it has any."""
    is_there = held.event.is_course and held.dates
    return held.dates[0].seats if is_there else None


def times_of(rule: Rule, when: When) -> list[Moment]:
    """The dates of a rule at the wall times of `when`, whose own day does not count.

    Raises Refused with what is wrong with the rule.
    """
    start, end = timezone.localtime(when.start), timezone.localtime(when.end)
    nights = (end.date() - start.date()).days
    try:
        return rule.moments(start.time(), end.time(), nights)
    except Unplannable as error:
        raise Refused(Problem(error.code, "", error.text)) from error


def dates_of_rule(event: Event, rule: Rule, when: When) -> list[Occurrence]:
    """The dates that a rule gives, not saved: what an editor looks at first."""
    times = [when._replace(start=m.start, end=m.end) for m in times_of(rule, when)]
    return wanted_dates(event, times)


@taking_rooms(lambda said: dates_of_rule(said["event"], said["rule"], said["when"]))
def plan(
    *,
    event: Event,
    rule: Rule,
    when: When,
    places: Places,
    instead: Mapping[dt.date, tuple[dt.datetime, dt.datetime]] | None = None,
    by: User | None = None,
) -> list[Occurrence]:
    """Make an event's dates from a rule, or make them anew from another.

    `instead` gives days of the rule another time: from then on it leaves them alone.
    What is detached, has begun, or has been signed up for stays as it is. Of an event
    that readers know, what the rule no longer gives is cancelled, not deleted, and
    rooms are taken for all dates or for none. Who has signed up for a course hears of
    its new dates. Gives the dates of the rule in order.
    Raises Refused, RoomsTaken.
    """
    instead = instead or {}
    moments = {
        moment.day: moment._replace(**_other_time(instead.get(moment.day)))
        for moment in times_of(rule, when)
    }
    held = hold(event, spaces=[when.space], has_guests=True)
    event = held.event
    if event.is_cancelled:
        raise refuse("cancelled")
    if event.is_published:  # readers are not told of what has been
        moments = {d: m for d, m in moments.items() if m.end > timezone.now()}
    mine = {date.rule_date: date for date in held.dates if date.rule_date}
    free = _left_to_the_rule(mine.values())
    _drop([date for date in free if date.rule_date not in moments])
    again = [date for date in free if date.rule_date in moments]
    for date in again:
        _rewrite(date, when, moments[date.rule_date])
    free_rooms(again)
    new = _new_dates(held, [m for day, m in moments.items() if day not in mine], when)
    for date in [*again, *new]:
        date.is_detached = date.rule_date in instead
    _set_places(held, again, new, places)
    if event.is_published:
        take_rooms(held, [*again, *new], by=by)
    Occurrence.objects.bulk_update(again, _WRITTEN)
    Occurrence.objects.bulk_create(new)
    pagecache.renew()
    event.rule = rule.to_json()
    bump(event, "rule")
    _tell_of(event, new)
    every = [*new, *(date for day, date in mine.items() if day in moments)]
    return sorted(every, key=lambda date: (date.starts_at, date.pk))


def _other_time(time: tuple[dt.datetime, dt.datetime] | None) -> dict:
    return {"start": time[0], "end": time[1]} if time else {}


_WRITTEN = (
    "is_detached",
    "starts_at", "ends_at", "space", "place", "street", "postcode", "town",
    "setup_minutes", "teardown_minutes", "booking", "closure", "status",
    "former_starts_at", "former_ends_at", "sequence", "changed_at", "seats",
)  # fmt: skip


def _left_to_the_rule(dates: Iterable[Occurrence]) -> list[Occurrence]:
    """Dates that nobody has changed by hand or signed up for, and that lie ahead."""
    dates, now = list(dates), timezone.now()
    keys = {date.seats_id for date in dates}
    signed = set(Signup.objects.filter(seats__in=keys).values_list("seats", flat=True))
    return [
        date
        for date in dates
        if not date.is_detached and date.seats_id not in signed
        if date.starts_at > now or not date.event.is_shown
    ]


def _drop(dates: list[Occurrence]) -> None:
    """Take away what the rule no longer gives; readers who know it see it cancelled."""
    free_rooms(dates)
    shown = [date for date in dates if date.event.is_shown]
    for date in shown:
        if date.status != DateStatus.CANCELLED:
            date.status = DateStatus.CANCELLED
            announce(date)
    Occurrence.objects.bulk_update(shown, _WRITTEN)
    delete_dates(date for date in dates if not date.event.is_shown)


def delete_dates(dates: Iterable[Occurrence]) -> None:
    """Delete dates, and their places where no other date has them and no sign-up."""
    dates = list(dates)
    if not dates:
        return
    Occurrence.objects.filter(pk__in=[date.pk for date in dates]).delete()
    left = Seats.objects.filter(pk__in={date.seats_id for date in dates})
    left.filter(occurrences=None, signups=None).delete()


def _rewrite(date: Occurrence, when: When, moment: Moment) -> None:
    """Put a date where the rule has it now; readers who know it see it moved."""
    to = when._replace(start=moment.start, end=moment.end)
    if date.event.is_shown and shift(date, to):
        announce(date)
    apply(date, to)


def _new_dates(held: Held, moments: list[Moment], when: When) -> list[Occurrence]:
    times = [when._replace(start=each.start, end=each.end) for each in moments]
    new = wanted_dates(held.event, times)
    for date, moment in zip(new, moments, strict=True):
        date.rule_date = moment.day
    return new


def _set_places(held: Held, again, new: list[Occurrence], places: Places) -> None:
    """Give new dates their places, and those that are made anew what is said now."""
    Seats.objects.filter(pk__in={date.seats_id for date in again}).update(
        **places._asdict()
    )
    if held.event.is_course:
        shared = _shared(held) or Seats.objects.create(**places._asdict())
        seats = [shared] * len(new)
    else:
        seats = Seats.objects.bulk_create(Seats(**places._asdict()) for _date in new)
    for date, row in zip(new, seats, strict=True):
        date.seats = row
