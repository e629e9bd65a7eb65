"""Is it free? One answer for list, week, check and admin alike.

Everything is asked of `Occupancy` at this moment; nothing here is remembered.
"""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from django.utils import timezone

from hub.wall_time import is_real
from spaces.hours import (
    DAY,
    Hours,
    Stretch,
    at,
    days_of,
    local_day,
    midnight,
    stretch,
    without,
)
from spaces.models import Booking, Occupancy, Space
from spaces.states import BookingState

AROUND = dt.timedelta(days=7)


class Taken(NamedTuple):
    """A time that is not to be had, and what has it."""

    start: dt.datetime
    end: dt.datetime
    space_id: int
    booking_id: int | None
    closure_id: int | None
    is_held: bool

    @property
    def stretch(self) -> Stretch:
        """From and until."""
        return Stretch(self.start, self.end)


class Offer(NamedTuple):
    """A time that is free: in the space that was asked for or in another."""

    space: Space
    start: dt.datetime
    end: dt.datetime


def leaves_of(spaces: Iterable[Space]) -> dict[int, tuple[int, ...]]:
    """The keys of the spaces that a row of `Occupancy` may have, by space; one query.

    A space without parts is its own leaf; one with parts has those of its parts.
    """
    parts = defaultdict(set)
    through = Space.parts.through.objects
    for whole, part in through.values_list("from_space_id", "to_space_id"):
        parts[whole].add(part)

    return {space.pk: tuple(sorted(_below(space.pk, parts))) for space in spaces}


def _below(pk: int, parts: dict[int, set[int]]) -> set[int]:
    """The leaves below a space; each is looked at once, so a circle ends."""
    seen, new = set(), {pk}
    while new:
        seen |= new
        new = {part for each in new for part in parts.get(each, ())} - seen
    return {each for each in seen if each not in parts} or {pk}


def taken_in(
    leaves: Iterable[int],
    whole: Stretch,
    *,
    now: dt.datetime | None = None,
    ignoring: Iterable[Booking] = (),
) -> list[Taken]:
    """What keeps these leaf spaces in a stretch, by one query, in order of time."""
    rows = Occupancy.objects.standing(now or timezone.now())
    rows = rows.filter(space__in=leaves).overlapping(whole.start, whole.end)
    if without_these := [booking.pk for booking in ignoring]:
        rows = rows.exclude(booking__in=without_these)
    columns = (
        "blocked_from", "blocked_until", "space_id", "booking_id", "closure_id",
        "expires_at",
    )  # fmt: skip
    return [
        Taken(*row[:5], is_held=row[5] is not None)
        for row in rows.order_by("blocked_from").values_list(*columns)
    ]


def taken_at_each(
    times: Sequence[tuple[Space, Stretch]], leaves: dict[int, tuple[int, ...]]
) -> list[list[Taken]]:
    """What keeps each space at its time; one query for all of them."""
    if not times:
        return []
    keys = {leaf for space, _time in times for leaf in leaves[space.pk]}
    first = min(time.start for _space, time in times)
    last = max(time.end for _space, time in times)
    rows = defaultdict(list)
    for row in taken_in(keys, Stretch(first, last)):
        rows[row.space_id].append(row)
    return [
        [
            row
            for leaf in leaves[space.pk]
            for row in rows[leaf]
            if row.stretch.touches(time)
        ]
        for space, time in times
    ]


class Calendar:
    """Open, taken and free times of some spaces in one stretch, by three queries.

    `ignoring` are bookings that do not count: those that are about to be moved.
    `like` is a calendar of at least these spaces, for another stretch: their hours and
    parts are not read again.
    `besides` is what counts as taken although no row says so yet.
    """

    def __init__(
        self,
        spaces: Iterable[Space],
        start: dt.datetime,
        end: dt.datetime,
        *,
        now: dt.datetime | None = None,
        ignoring: Iterable[Booking] = (),
        like: "Calendar | None" = None,
        besides: Iterable[Taken] = (),
    ):
        self.spaces = list(spaces)
        self.whole = stretch(start, end)
        self.now = now or timezone.now()
        self.leaves = like.leaves if like else leaves_of(self.spaces)
        self.hours = like.hours if like else Hours(self.spaces)
        everywhere = {leaf for each in self.spaces for leaf in self.leaves[each.pk]}
        reach = max(map(_reach, self.spaces), default=dt.timedelta())
        wide = Stretch(self.whole.start - reach, self.whole.end + reach)
        self._taken: dict[int, list[Taken]] = defaultdict(list)
        self._free: dict[tuple, list[Stretch]] = {}
        for row in taken_in(everywhere, wide, now=self.now, ignoring=ignoring):
            self._taken[row.space_id].append(row)
        for row in besides:
            self._taken[row.space_id].append(row)

    def open(self, space: Space) -> list[Stretch]:
        """When the space is open."""
        return self.hours.open(space, self.whole)

    def taken(self, space: Space) -> list[Taken]:
        """What keeps the space or a part of it."""
        return [row for leaf in self.leaves[space.pk] for row in self._taken[leaf]]

    def free(self, space: Space, *, for_staff: bool = False) -> list[Stretch]:
        """When a booking may lie, from the notice on and up to the horizon.

        A booking brings its own buffers, so it keeps away from others by theirs and by
        its own. Staff may book from now on and as far ahead as they like.
        """
        key = (space.pk, for_staff)
        if key not in self._free:
            self._free[key] = self._find_free(space, for_staff=for_staff)
        return self._free[key]

    def _find_free(self, space: Space, *, for_staff: bool) -> list[Stretch]:
        before = dt.timedelta(minutes=space.buffer_before_minutes)
        after = dt.timedelta(minutes=space.buffer_after_minutes)
        taken = [Stretch(r.start - after, r.end + before) for r in self.taken(space)]
        may = self._bookable(space, for_staff=for_staff)
        parts = [
            Stretch(max(part.start, may.start), min(part.end, may.end))
            for part in self.open(space)
            if part.touches(may)
        ]
        return without(parts, taken)

    def _bookable(self, space: Space, *, for_staff: bool) -> Stretch:
        if for_staff:
            return Stretch(self.now, self.whole.end)
        return bookable_between(space, self.now)

    def is_free(self, space: Space, start: dt.datetime, end: dt.datetime) -> bool:
        """Whether a time lies wholly in a free one."""
        wanted = stretch(start, end)
        return any(part.holds(wanted) for part in self.free(space))

    def first_free(self, space: Space, minutes: int | None = None) -> Stretch | None:
        """The first free time that is long enough to be booked, on the grid."""
        shortest = dt.timedelta(minutes=minutes or space.shortest_minutes)
        for part in self.free(space):
            start = next_on_grid(space, part.start)
            if start + shortest <= last_on_grid(space, part.end):
                return Stretch(start, part.end)
        return None

    def starts(self, space: Space, day: dt.date) -> list[dt.datetime]:
        """The times of a local day at which a booking may begin."""
        shortest = dt.timedelta(minutes=space.shortest_minutes)
        free = [(p.start, last_on_grid(space, p.end)) for p in self.free(space)]
        return [
            moment
            for moment in grid_of(space, day)
            if any(first <= moment <= last - shortest for first, last in free)
        ]

    def ends(self, space: Space, start: dt.datetime) -> list[dt.datetime]:
        """The times at which a booking that begins then may end."""
        free = next((p for p in self.free(space) if p.start <= start < p.end), None)
        if free is None:
            return []
        first = start + dt.timedelta(minutes=space.shortest_minutes)
        last = min(start + dt.timedelta(minutes=space.longest_minutes), free.end)
        return [
            moment
            for day in days_of(Stretch(first, last + dt.timedelta(minutes=1)))
            for moment in grid_of(space, day)
            if first <= moment <= last
        ]


def _reach(space: Space) -> dt.timedelta:
    """How far outside a booking may lie whose buffer, or its own, reaches in."""
    minutes = max(space.buffer_before_minutes, space.buffer_after_minutes)
    return dt.timedelta(minutes=minutes)


def bookable_between(space: Space, now: dt.datetime) -> Stretch:
    """From the notice on until the end of the last day that may be booked, in UTC."""
    soonest = now.astimezone(dt.UTC) + dt.timedelta(hours=space.notice_hours)
    last = local_day(now) + dt.timedelta(days=space.horizon_days)
    return Stretch(soonest, midnight(last + DAY))


def grid_of(space: Space, day: dt.date) -> Sequence[dt.datetime]:
    """The wall times of a local day at which times begin and end, in UTC, in order.

    Those that a change of clocks skips or repeats are left out.
    """
    return _grid(space.start_interval_minutes, day)


@lru_cache(maxsize=4096)
def _grid(minutes: int, day: dt.date) -> tuple[dt.datetime, ...]:
    times = (dt.time(*divmod(minute, 60)) for minute in range(0, 24 * 60, minutes))
    return tuple(at(day, time) for time in times if is_real(day, time))


def next_on_grid(space: Space, moment: dt.datetime) -> dt.datetime:
    """The first time of the grid that is not before a moment."""
    day = local_day(moment)
    grid = grid_of(space, day)
    place = bisect_left(grid, moment)
    return grid[place] if place < len(grid) else grid_of(space, day + DAY)[0]


def last_on_grid(space: Space, moment: dt.datetime) -> dt.datetime:
    """The last time of the grid that is not after a moment; midnight is on it."""
    grid = grid_of(space, local_day(moment))
    return grid[bisect_right(grid, moment) - 1]


def is_on_grid(space: Space, moment: dt.datetime) -> bool:
    """Whether times begin and end then."""
    return moment in grid_of(space, local_day(moment))


def calendar_around(
    space: Space, start: dt.datetime, end: dt.datetime, *, ignoring=(), now=None
) -> Calendar:
    """The calendar of one space for a week around a time."""
    return Calendar([space], start - AROUND, end + AROUND, ignoring=ignoring, now=now)


def nearest(
    space: Space,
    start: dt.datetime,
    end: dt.datetime,
    *,
    most: int = 3,
    ignoring: Iterable[Booking] = (),
) -> list[Offer]:
    """Free times of the same length in the same space, the nearest first."""
    calendar = calendar_around(space, start, end, ignoring=ignoring)
    wanted = stretch(start, end)
    return nearest_in(calendar, space, wanted, most=most)


def nearest_in(
    calendar: Calendar, space: Space, wanted: Stretch, *, most: int = 3
) -> list[Offer]:
    """The same, from a calendar that is there already; no two of them overlap."""
    length = wanted.length
    found = [
        Stretch(moment, moment + length)
        for part in calendar.free(space)
        for day in days_of(part)
        for moment in grid_of(space, day)
        if part.start <= moment and moment + length <= part.end
        if is_on_grid(space, moment + length)
    ]
    found.sort(key=lambda each: abs(each.start - wanted.start))
    chosen: list[Stretch] = []
    for each in found:
        if len(chosen) < most and not any(each.touches(other) for other in chosen):
            chosen.append(each)
    return [Offer(space, each.start, each.end) for each in sorted(chosen)]


def free_in_others(
    spaces: Iterable[Space], start: dt.datetime, end: dt.datetime, *, most: int = 3
) -> list[Offer]:
    """Other spaces that are free at just that time and lend for so long."""
    wanted = stretch(start, end)
    calendar = Calendar(spaces, start - DAY, end + DAY)
    there = [
        each
        for each in calendar.spaces
        if lends(each, wanted) and calendar.is_free(each, start, end)
    ]
    return [Offer(space, start, end) for space in there[:most]]


def lends(space: Space, wanted: Stretch) -> bool:
    """Whether a time is long enough, not too long, and on the grid of a space."""
    minutes = wanted.length.total_seconds() / 60
    return (
        space.shortest_minutes <= minutes <= space.longest_minutes
        and is_on_grid(space, wanted.start)
        and is_on_grid(space, wanted.end)
    )


def overlaps() -> list[tuple[int, int]]:
    """Pairs of blocking rows of one space that overlap: none, or the guard is gone."""
    rows = Occupancy.objects.filter(is_blocking=True)
    rows = rows.order_by("space_id", "blocked_from", "pk")
    found, last = [], None
    for pk, space, start, end in rows.values_list(
        "pk", "space_id", "blocked_from", "blocked_until"
    ):
        if last and last[1] == space and start < last[2]:
            found.append((last[0], pk))
        if not last or last[1] != space or end > last[2]:
            last = (pk, space, end)
    return found


def wrongly_occupied() -> list[int]:
    """Keys of coming bookings that block without their rows, or the other way round."""
    coming = Booking.objects.filter(ends_at__gt=timezone.now()).order_by("pk")
    rows = Occupancy.objects.filter(is_blocking=True, booking__in=coming.values("pk"))
    there = defaultdict(list)
    for key, *row in rows.order_by("space_id").values_list(
        "booking_id", "space_id", "blocked_from", "blocked_until"
    ):
        there[key].append(row)
    leaves = leaves_of(Space.objects.only("pk"))
    columns = coming.values_list("pk", "state", "space_id", "starts_at", "ends_at")
    wrong = []
    for key, state, space, start, end in columns:
        blocks = state in BookingState.blocking()
        spaces = [leaf for leaf, *_times in there[key]]
        whole = all(begin <= start and end <= until for _s, begin, until in there[key])
        if spaces != (list(leaves[space]) if blocks else []) or not whole:
            wrong.append(key)
    return wrong
