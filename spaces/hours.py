"""When venues and spaces are open: local hours of weekdays as stretches of UTC."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from django.db.models import Q

from hub.wall_time import DAY, MIDNIGHT, at, local_day
from hub.workdays import is_holiday
from spaces.models import OpeningHours, Space


class Stretch(NamedTuple):
    """A time from and until, both in UTC; it does not hold its end."""

    start: dt.datetime
    end: dt.datetime

    def touches(self, other: "Stretch") -> bool:
        """Whether the two share some time."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: "Stretch") -> bool:
        """Whether the other lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    @property
    def length(self) -> dt.timedelta:
        """Real time passed, whatever clocks are changed meanwhile."""
        return self.end - self.start


def stretch(start: dt.datetime, end: dt.datetime) -> Stretch:
    """A stretch of two aware times of whatever zone."""
    return Stretch(start.astimezone(dt.UTC), end.astimezone(dt.UTC))


@lru_cache(maxsize=4096)
def midnight(day: dt.date) -> dt.datetime:
    """The beginning of a local day, in UTC."""
    return at(day, MIDNIGHT)


def days_of(whole: Stretch) -> Iterable[dt.date]:
    """The local days that a stretch touches."""
    day = local_day(whole.start)
    while midnight(day) < whole.end:
        yield day
        day += DAY


class Hours:
    """The opening hours of some spaces and their venues, read by one query."""

    def __init__(self, spaces: Iterable[Space]):
        spaces = list(spaces)
        self._of_venue: dict[int, list[OpeningHours]] = defaultdict(list)
        self._of_space: dict[int, list[OpeningHours]] = defaultdict(list)
        self._made: dict[tuple, list[Stretch]] = {}
        here = Q(venue__in={space.venue_id for space in spaces})
        here |= Q(space__in={space.pk for space in spaces})
        for row in OpeningHours.objects.filter(here):
            if row.venue_id:
                self._of_venue[row.venue_id].append(row)
            else:
                self._of_space[row.space_id].append(row)

    def open(self, space: Space, whole: Stretch) -> list[Stretch]:
        """When a space is open in a stretch, in order; midnight joins two days.

        Spaces without hours of their own share those of their venue: made once.
        """
        own = space.pk if self._of_space.get(space.pk) else None
        key = ("open", space.venue_id, own, whole)
        if key not in self._made:
            self._made[key] = self._open(space, whole)
        return self._made[key]

    def _open(self, space: Space, whole: Stretch) -> list[Stretch]:
        found = [part for day in days_of(whole) for part in self.of_day(space, day)]
        return [
            Stretch(max(part.start, whole.start), min(part.end, whole.end))
            for part in joined(found)
            if part.touches(whole)
        ]

    def of_day(self, space: Space, day: dt.date) -> list[Stretch]:
        """When a space is open on a day."""
        venue = self._of_one(("venue", space.venue_id), day, space)
        own = [row for row in self._of_space[space.pk] if row.is_valid_on(day)]
        if not own or not venue:
            return venue
        narrower = self._of_one(("space", space.pk), day, space)
        return [
            Stretch(max(a.start, b.start), min(a.end, b.end))
            for a in venue
            for b in narrower
            if a.touches(b)
        ]

    def rows_of(self, space: Space) -> tuple[list[OpeningHours], list[OpeningHours]]:
        """The rows of the venue and those of the space itself."""
        return self._of_venue[space.venue_id], self._of_space[space.pk]

    def _of_one(self, whose: tuple, day: dt.date, space: Space) -> list[Stretch]:
        """The hours of a venue or of a space alone, made once for all that ask."""
        key = (*whose, day)
        if key not in self._made:
            rows = (self._of_venue if whose[0] == "venue" else self._of_space)[whose[1]]
            shut = is_holiday(day) and not space.venue.is_open_on_holidays
            self._made[key] = [] if shut else _stretches(rows, day)
        return self._made[key]


def _stretches(rows: Iterable[OpeningHours], day: dt.date) -> list[Stretch]:
    rows = [r for r in rows if r.weekday == day.weekday() and r.is_valid_on(day)]
    return joined(
        Stretch(
            at(day, row.opens),
            midnight(day + DAY) if row.closes == MIDNIGHT else at(day, row.closes),
        )
        for row in rows
    )


def joined(parts: Iterable[Stretch]) -> list[Stretch]:
    """Stretches in order, those that touch or overlap made one."""
    whole: list[Stretch] = []
    for part in sorted(parts):
        if whole and part.start <= whole[-1].end:
            whole[-1] = Stretch(whole[-1].start, max(whole[-1].end, part.end))
        else:
            whole.append(part)
    return whole


def without(parts: Iterable[Stretch], taken: Iterable[Stretch]) -> list[Stretch]:
    """What is left of ordered stretches when others are taken out of them."""
    left, gone, first = [], joined(taken), 0
    for part in parts:
        start = part.start
        while first < len(gone) and gone[first].end <= start:
            first += 1
        for cut in islice(gone, first, None):
            if cut.start >= part.end:
                break
            if start < cut.start:
                left.append(Stretch(start, cut.start))
            start = max(start, cut.end)
        if start < part.end:
            left.append(Stretch(start, part.end))
    return left
