"""Has a space become free? The question of the list of spaces, asked on the clock.

What a watch was looked at on is written on it: the generation of the pages (spaces,
hours, prices), the day, and what is taken around its time. While that is the same,
nothing is asked. All watches together take two queries then.
"""

import hashlib
from functools import cache

from django.utils import timezone

from hub import pagecache
from hub.jobs import for_each
from search.models import SpaceWatch
from search.watches.actions import tell_of_news
from search.watches.wanted import Wanted, wanted_by
from spaces.hours import DAY, Stretch, local_day
from spaces.models import Occupancy

REACH = DAY  # buffers, and the grid, reach over the wanted time


def look() -> None:
    """Tell everybody whose space has become free since the last look."""
    now = timezone.now()
    watches = list(SpaceWatch.objects.live(now).order_by("pk"))
    wanted = {query: wanted_by(query) for query in {each.query for each in watches}}
    wanted = {query: each for query, each in wanted.items() if not each.problem}
    if not wanted:
        return
    states = states_of(wanted)

    @cache
    def rows_of(query: str):
        return wanted[query].rows()

    def look_at(watch: SpaceWatch) -> None:
        rows, seen = rows_of(watch.query), states[watch.query]
        tell_of_news(watch=watch, rows=rows, seen=seen)

    for_each(
        (w for w in watches if w.query in wanted and w.seen != states[w.query]),
        look_at,
    )


def states_of(wanted: dict[str, Wanted]) -> dict[str, str]:
    """On what the answer to each search hangs now, in short; one query."""
    now, generation = timezone.now(), pagecache.generation()
    windows = {query: around(each.wish.window) for query, each in wanted.items()}
    first = min(window.start for window in windows.values())
    last = max(window.end for window in windows.values())
    rows = Occupancy.objects.standing(now).overlapping(first, last)
    columns = ("space_id", "blocked_from", "blocked_until")
    taken = list(rows.order_by(*columns).values_list(*columns))
    return {
        query: short([generation, local_day(now), *within(taken, window)])
        for query, window in windows.items()
    }


def around(window: Stretch) -> Stretch:
    """A wanted time with what may reach into it."""
    return Stretch(window.start - REACH, window.end + REACH)


def within(taken: list[tuple], window: Stretch) -> list[tuple]:
    """The rows that touch a time."""
    return [row for row in taken if window.touches(Stretch(*row[1:]))]


def short(state: list) -> str:
    """A state of things as one word."""
    return hashlib.sha256(repr(state).encode()).hexdigest()
