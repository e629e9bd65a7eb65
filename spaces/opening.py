"""Opening hours in words: `man.–fre. 8–22`, and how they change next."""

import datetime as dt
from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext as _

from hub.bilingual import active_language
from spaces.hours import DAY, MIDNIGHT, Hours
from spaces.models.places import OpeningHours
from spaces.models.rooms import Space
from spaces.wording import hours_in_words

AHEAD = 120 * DAY
MINUTES_OF_DAY = 24 * 60


class Opening(NamedTuple):
    """Days and their hours from a day on; None is from now on."""

    since: dt.date | None
    lines: list[str]


def opening_of(hours: Hours, space: Space, today: dt.date) -> list[Opening]:
    """The hours that hold today, and those that follow within four months."""
    rows = [row for of in hours.rows_of(space) for row in of]
    changes = {row.valid_from for row in rows if row.valid_from}
    changes |= {row.valid_until + DAY for row in rows if row.valid_until}
    found = [Opening(None, _lines(hours, space, today))]
    for day in sorted(day for day in changes if today < day <= today + AHEAD):
        lines = _lines(hours, space, day)
        if lines != found[-1].lines:
            found.append(Opening(day, lines))
    return found


def _lines(hours: Hours, space: Space, day: dt.date) -> list[str]:
    week = [_times(hours, space, day, weekday) for weekday in range(7)]
    groups = groupby(enumerate(week), key=lambda pair: pair[1])
    days = [(times, [number for number, _times in group]) for times, group in groups]
    return [
        f"{_name(numbers)} {times or _('closed')}"
        for times, numbers in days
        if times or any(week)
    ]


def _name(numbers: list[int]) -> str:
    """`man.`, `man.–fre.`."""
    ends = [numbers[0]] if len(numbers) == 1 else [numbers[0], numbers[-1]]
    dot = "." if active_language() == "da" else ""
    return "–".join(f"{WEEKDAYS_ABBR[number]}{dot}" for number in ends)


def _times(hours: Hours, space: Space, day: dt.date, weekday: int) -> str:
    """The hours of a weekday when both the venue and the space are open."""
    venue, own = ([r for r in of if r.is_valid_on(day)] for of in hours.rows_of(space))
    parts = list(_minutes(venue, weekday))
    if own:
        narrower = list(_minutes(own, weekday))
        parts = [
            (max(a, c), min(b, d))
            for a, b in parts
            for c, d in narrower
            if max(a, c) < min(b, d)
        ]
    return _(" and ").join(
        hours_in_words(_time(start), _time(end)) for start, end in sorted(parts)
    )


def _minutes(rows: Iterable[OpeningHours], weekday: int) -> Iterable[tuple[int, int]]:
    for row in rows:
        if row.weekday == weekday:
            end = _minute(row.closes) if row.closes != MIDNIGHT else MINUTES_OF_DAY
            yield _minute(row.opens), end


def _minute(time: dt.time) -> int:
    return time.hour * 60 + time.minute


def _time(minute: int) -> dt.time:
    return dt.time(*divmod(minute % MINUTES_OF_DAY, 60))
