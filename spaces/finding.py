"""Which spaces fit a wish, which of them are free, and what is nearest if none is.

Everything that is free is asked of one `availability.Calendar` for all spaces.
"""

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _

from spaces.availability import (
    Calendar,
    bookable_between,
    last_on_grid,
    lends,
    next_on_grid,
)
from spaces.choices import OF, Answer
from spaces.hours import DAY, Stretch, local_day, midnight
from spaces.models.access import AccessFact
from spaces.models.rooms import Space
from spaces.models.wishes import UnmetSearch

SOON = 14 * DAY  # most spaces are free within it; the others are looked up farther
AROUND = 7 * DAY
MOST_OTHERS = 3


class Wish(NamedTuple):
    """What somebody looks for; without a value it does not matter."""

    kind: str = ""
    area: str = ""
    districts: tuple[int, ...] = ()
    day: dt.date | None = None
    start: dt.datetime | None = None
    end: dt.datetime | None = None
    people: int | None = None
    features: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    price: int | None = None
    at_once: bool = False

    @property
    def window(self) -> Stretch | None:
        """The time that is asked for: from and until, or the whole day."""
        if self.day is None:
            return None
        if self.start is None:
            return Stretch(midnight(self.day), midnight(self.day + DAY))
        return Stretch(self.start, self.end or midnight(self.day + DAY))


class Row(NamedTuple):
    """A space of the list, and when it is next free; None where no time is."""

    space: Space
    free: Stretch | None


class How(models.TextChoices):
    """In which way an alternative differs from what was asked for."""

    EARLIER = "earlier", _("Earlier")
    LATER = "later", _("Later")
    SHORTER = "shorter", _("Shorter")
    ANOTHER = "another", _("Another space")


class Alternative(NamedTuple):
    """What comes near to a wish that no space fulfils."""

    how: How
    space: Space
    time: Stretch


class Found(NamedTuple):
    """What a search found. `unknown` may fit: nobody has looked at their access."""

    rows: list[Row]
    unknown: int
    alternatives: list[Alternative]
    is_too_far: bool = False


def find(wish: Wish, *, now: dt.datetime) -> Found:
    """The spaces that fit, the first free ones first; with a time only free ones."""
    everything = list(Space.objects.shown().for_rows(wish))
    spaces, unknown = _known_to_fit([s for s in everything if s.fits], wish.needs)
    if wish.window is None:
        return Found(_soonest(spaces, now), unknown, [])
    if everything and _is_too_far(everything, wish.window, now):
        return Found([], unknown, [], is_too_far=True)
    calendar = Calendar(everything, *wish.window, now=now)
    rows = [row for s in spaces if (row := _row_then(calendar, s, wish)).free]
    rows.sort(key=lambda row: (row.free.start, row.space.name_da))
    if rows:
        return Found(rows, unknown, [])
    others, _unknown = _known_to_fit([s for s in everything if not s.fits], wish.needs)
    return Found([], unknown, _nearest(calendar, spaces, others, wish))


def _is_too_far(spaces: Iterable[Space], wanted: Stretch, now: dt.datetime) -> bool:
    return all(bookable_between(s, now).end <= wanted.start for s in spaces)


def _known_to_fit(spaces: list[Space], needs: tuple) -> tuple[list[Space], int]:
    """Those that are known to have all access needs, and how many are not known."""
    if not needs:
        return spaces, 0
    columns = ("venue_id", "space_id", "feature", "answer")
    rows = AccessFact.objects.filter(feature__in=needs).values_list(*columns)
    known = {row[:3]: row[3] for row in rows}
    fitting, unknown = [], 0
    for space in spaces:
        answers = {
            known.get(
                (space.venue_id, None, need)
                if OF[need].is_of_venue
                else (None, space.pk, need),
                Answer.UNKNOWN,
            )
            for need in needs
        }
        if answers == {Answer.YES}:
            fitting.append(space)
        elif Answer.NO not in answers:
            unknown += 1
    return fitting, unknown


def _soonest(spaces: list[Space], now: dt.datetime) -> list[Row]:
    """All of them, the first free ones first, those without a free time last."""
    calendar = Calendar(spaces, now, now + SOON, now=now)
    first = {space.pk: _first_free(calendar, space) for space in spaces}
    left = [space for space in spaces if first[space.pk] is None]
    farthest = max((bookable_between(s, now).end for s in left), default=now)
    if farthest > now + SOON:
        # What is free at the end of the first stretch may go on into the next.
        since = calendar.whole.end - DAY
        calendar = Calendar(left, since, farthest, now=now, like=calendar)
        first |= {space.pk: _first_free(calendar, space) for space in left}
    rows = [Row(space, first[space.pk]) for space in spaces]
    never = calendar.whole.end + 1000 * DAY
    rows.sort(key=lambda r: (r.free.start if r.free else never, r.space.name_da))
    return rows


def _first_free(calendar: Calendar, space: Space) -> Stretch | None:
    """The first free time as far as it can be booked."""
    free = calendar.first_free(space)
    return free and Stretch(free.start, last_on_grid(space, free.end))


def _row_then(calendar: Calendar, space: Space, wish: Wish) -> Row:
    """The space with the time that was asked for, if it is free then."""
    if wish.start is None:
        return Row(space, _first_free(calendar, space))
    time = bookable_time(space, wish.start, wish.end or wish.start)
    longest = dt.timedelta(minutes=space.longest_minutes)
    is_free = time.length <= longest and calendar.is_free(space, *time)
    return Row(space, time if is_free else None)


def bookable_time(space: Space, start: dt.datetime, end: dt.datetime) -> Stretch:
    """The least time of the space's own grid and lengths that holds a time."""
    begins = last_on_grid(space, start)
    shortest = dt.timedelta(minutes=space.shortest_minutes)
    return Stretch(begins, next_on_grid(space, max(end, begins + shortest)))


def _nearest(
    calendar: Calendar, spaces: list[Space], others: list[Space], wish: Wish
) -> list[Alternative]:
    """Earlier, later or shorter in a space that fits; at that time in another."""
    wanted = wish.window
    around = Calendar(
        spaces, wanted.start - AROUND, wanted.end + AROUND, now=calendar.now,
        like=calendar,
    )  # fmt: skip
    times = [found for s in spaces for found in _times_near(around, s, wish)]

    def ranked(how: How, key) -> list[Alternative]:
        return sorted((t for t in times if t.how == how), key=key)[:1]

    free = [row for s in others if (row := _row_then(calendar, s, wish)).free]
    free.sort(key=lambda row: _unlike(row.space, wish))
    return [
        *ranked(How.EARLIER, lambda t: (-t.time.start.timestamp(), t.space.name_da)),
        *ranked(How.LATER, lambda t: (t.time.start, t.space.name_da)),
        *ranked(How.SHORTER, lambda t: (-t.time.length, t.space.name_da)),
        *(Alternative(How.ANOTHER, *row) for row in free[:MOST_OTHERS]),
    ]


def _unlike(space: Space, wish: Wish) -> tuple:
    """How much a space differs from what was asked for; the kind weighs most."""
    is_elsewhere = wish.districts and space.venue.district_id not in wish.districts
    is_other = wish.kind and space.kind != wish.kind
    return bool(is_other), bool(is_elsewhere), space.capacity, space.name_da


def _times_near(calendar: Calendar, space: Space, wish: Wish) -> Iterable[Alternative]:
    """The last time before, the first after, and the longest within the one wanted."""
    wanted = wish.window
    shortest, longest = (
        dt.timedelta(minutes=minutes)
        for minutes in (space.shortest_minutes, space.longest_minutes)
    )
    length = bookable_time(space, wish.start, wish.end).length if wish.end else shortest
    before = last_on_grid(space, wanted.start - dt.timedelta(minutes=1))
    found: dict[How, Stretch] = {}
    for part in calendar.free(space) if length <= longest else ():
        last = last_on_grid(space, min(part.end - length, before))
        if part.start <= last:
            found[How.EARLIER] = Stretch(last, last + length)
        first = next_on_grid(space, max(part.start, wanted.start))
        if How.LATER not in found and first + length <= part.end and first > before:
            found[How.LATER] = Stretch(first, first + length)
    for part in calendar.free(space) if wish.end else ():
        first, last = _on_grid(space, part, wanted)
        inside = Stretch(first, min(last, first + longest))
        if inside.length >= shortest and inside.length > _length(found, How.SHORTER):
            found[How.SHORTER] = inside
    there = [(how, time) for how, time in found.items() if lends(space, time)]
    return [Alternative(how, space, time) for how, time in there]


def _length(found: dict, how: How) -> dt.timedelta:
    return found[how].length if how in found else dt.timedelta(0)


def _on_grid(space: Space, part: Stretch, wanted: Stretch) -> tuple:
    """The first and the last time of the grid that lie in both."""
    first = next_on_grid(space, max(part.start, wanted.start))
    return first, last_on_grid(space, min(part.end, wanted.end))


def remember_unmet(wish: Wish, *, now: dt.datetime) -> None:
    """Keep what was looked for in vain, once a day; nothing says by whom."""
    said = {
        "searched_on": local_day(now),
        "kind": wish.kind,
        "district_id": wish.districts[0] if len(wish.districts) == 1 else None,
        "wanted_from": wish.window.start,
        "wanted_until": wish.window.end,
        "people": wish.people,
        "more": _other_wishes(wish),
    }
    if not UnmetSearch.objects.filter(**said).exists():
        UnmetSearch.objects.create(**said)


def _other_wishes(wish: Wish) -> list[str]:
    """What has no column of its own, as `name=value`, in order."""
    said = [f"feature={slug}" for slug in wish.features]
    said += [f"need={need}" for need in wish.needs]
    if len(wish.districts) > 1:
        said.append(f"district={wish.area}")
    if wish.price is not None:
        said.append(f"price={wish.price}")
    return sorted(said) + (["at_once"] if wish.at_once else [])
