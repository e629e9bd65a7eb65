"""What stands in the way of dates in our spaces; for staff, who may know whose it is.

The editor asks before publishing, publishing asks again under the lock: one answer.
"""

import datetime as dt
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from events.choices import DateStatus
from events.models import Occurrence
from events.refusals import Clash
from hub.wall_time import DAY, local_day
from spaces.availability import (
    AROUND,
    Calendar,
    Taken,
    grid_of,
    leaves_of,
    taken_at_each,
)
from spaces.hours import Hours, Stretch, stretch
from spaces.models import Booking, Closure, Space
from spaces.staff.words import when

MOST = 3  # times that are offered instead


def needs_room(date: Occurrence) -> bool:
    """Whether a space of ours is to be kept for the date, once it is published."""
    is_held = date.status in DateStatus.held() and not date.event.is_cancelled
    return bool(date.space_id and is_held and not date.is_over)


def time_of(date: Occurrence) -> Stretch:
    """What a date takes of its space: with setting up and clearing away."""
    return stretch(date.kept_from, date.kept_until)


def covers(booking: Booking, date: Occurrence) -> bool:
    """Whether a booking keeps the room of a date for the whole time."""
    is_there = booking.is_confirmed and booking.space_id == date.space_id
    return is_there and stretch(booking.starts_at, booking.ends_at).holds(time_of(date))


def clashes_of(occurrences: Iterable[Occurrence]) -> list[Clash]:
    """Each date whose room is not to be had, with what has it and the nearest times.

    The dates need not be saved yet. What they keep already is not in their way. At most
    eleven queries, however many dates.
    """
    dates = [date for date in occurrences if needs_room(date)]
    spaces = _spaces_of(dates)
    found = _without_their_booking(dates)
    dates = [date for date in dates if not date.booking_id]
    leaves = leaves_of(spaces.values()) if dates else {}
    own = {date.closure_id for date in dates}
    times = [(spaces[date.space_id], time_of(date)) for date in dates]
    rows = [
        [row for row in each if row.closure_id is None or row.closure_id not in own]
        for each in taken_at_each(times, leaves)
    ]
    words = _Words([row for each in rows for row in each])
    siblings = _siblings(dates, leaves)
    for place, date in enumerate(dates):
        others = [dates[other] for other in siblings[place]]
        said = [words.of(row) for row in rows[place]] + list(map(_sibling, others))
        if said:
            found.append((date, "; ".join(dict.fromkeys(said))))
    found.sort(key=lambda each: each[0].starts_at)
    nearest = _Nearest(spaces, dates, [date for date, _said in found], leaves)
    return [Clash(date, said, nearest.to(date)) for date, said in found]


def outside_hours(occurrences: Iterable[Occurrence]) -> list[Occurrence]:
    """Dates outside of the opening hours of their space: no more than a warning.

    Staff may open a house for an event. Two queries.
    """
    dates = [date for date in occurrences if needs_room(date)]
    spaces = _spaces_of(dates)
    hours = Hours(spaces.values())
    return [date for date in dates if not _is_open(hours, spaces[date.space_id], date)]


def _is_open(hours: Hours, space: Space, date: Occurrence) -> bool:
    time = stretch(date.starts_at, date.ends_at)
    return any(part.holds(time) for part in hours.open(space, time))


def _spaces_of(dates: Iterable[Occurrence]) -> dict[int, Space]:
    keys = {date.space_id for date in dates}
    return Space.objects.select_related("venue").in_bulk(keys)


def _without_their_booking(dates: Iterable[Occurrence]) -> list[tuple]:
    """Dates that rely on a booking which does not keep the room for them."""
    bookings = Booking.objects.in_bulk({date.booking_id for date in dates} - {None})
    text = _("the booking %(reference)s is cancelled, elsewhere or too short")
    return [
        (date, text % {"reference": bookings[date.booking_id].reference})
        for date in dates
        if date.booking_id and not covers(bookings[date.booking_id], date)
    ]


def _siblings(dates: list[Occurrence], leaves: dict) -> dict[int, list[int]]:
    """Which of these dates lie on each other, by their places in the list."""
    found = defaultdict(list)
    for one, date in enumerate(dates):
        for other in range(one):
            is_shared = set(leaves[date.space_id]) & set(leaves[dates[other].space_id])
            if is_shared and time_of(date).touches(time_of(dates[other])):
                found[one].append(other)
                found[other].append(one)
    return found


def _sibling(date: Occurrence) -> str:
    words = {"when": when(date.starts_at, date.ends_at)}
    return _("another date of this event, %(when)s") % words


class _Words:
    """What rows of occupancy belong to, in words, read by two queries."""

    def __init__(self, rows: Iterable[Taken]):
        rows = list(rows)
        bookings = {row.booking_id for row in rows} - {None}
        closures = {row.closure_id for row in rows} - {None}
        self.bookings = Booking.objects.select_related("organisation").in_bulk(bookings)
        self.closures = Closure.objects.with_event().in_bulk(closures)

    def of(self, row: Taken) -> str:
        """For whom, or for what, and when."""
        if row.booking_id:
            return self._booking(self.bookings[row.booking_id])
        closure = self.closures[row.closure_id]
        time = when(closure.starts_at, closure.ends_at)
        if closure.is_of_event:
            return f"“{closure.reason}”, {time}"
        return f"{closure.get_kind_display()}: {closure.reason}, {time}"

    @staticmethod
    def _booking(booking: Booking) -> str:
        said = {
            "name": booking.organisation,
            "reference": booking.reference,
            "when": when(booking.starts_at, booking.ends_at),
        }
        if booking.organisation_id:
            return _("booked by %(name)s (%(reference)s), %(when)s") % said
        return _("booked (%(reference)s), %(when)s") % said


class _Nearest:
    """Free times of the same length near to dates that clash, by three queries."""

    def __init__(self, spaces: dict, dates: list, clashing: list, leaves: dict):
        self.spaces = spaces
        if not clashing:
            return
        start = min(date.kept_from for date in clashing) - AROUND
        end = max(date.kept_until for date in clashing) + AROUND
        there = [date for date in dates if date not in clashing]
        besides = [
            Taken(*time_of(date), leaf, None, None, is_held=False)
            for date in there
            for leaf in leaves[date.space_id]
        ]
        wanted = [spaces[pk] for pk in sorted({date.space_id for date in clashing})]
        self.calendar = Calendar(wanted, start, end, besides=besides)

    def to(self, date: Occurrence) -> list[tuple[dt.datetime, dt.datetime]]:
        """Up to three, in order of time; none of them touches another."""
        space = self.spaces[date.space_id]
        free = self.calendar.free(space, for_staff=True)
        begins = [part.start for part in free]
        length = stretch(date.starts_at, date.ends_at).length
        before = date.starts_at - date.kept_from
        after = date.kept_until - date.ends_at
        chosen: list[Stretch] = []
        for moment in self._moments(space, date):
            whole = Stretch(moment - before, moment + length + after)
            place = bisect_right(begins, whole.start) - 1
            is_free = place >= 0 and free[place].holds(whole)
            if is_free and not any(whole.touches(each) for each in chosen):
                chosen.append(whole)
            if len(chosen) == MOST:
                break
        return [(each.start + before, each.end - after) for each in sorted(chosen)]

    @staticmethod
    def _moments(space: Space, date: Occurrence) -> list[dt.datetime]:
        """The times within a week at which something begins here, the nearest first."""
        day = local_day(date.starts_at)
        days = [day + DAY * number for number in range(-AROUND.days, AROUND.days + 1)]
        now = timezone.now()
        moments = [
            moment for each in days for moment in grid_of(space, each) if moment > now
        ]
        return sorted(moments, key=lambda each: abs(each - date.starts_at))
