"""When the weekly mail goes out: on a wall in Copenhagen, whatever the clocks do."""

import datetime as dt

from hub import wall_time
from hub.wall_time import DAY

THURSDAY = 3
CLOSES = dt.time(6, 30)  # no day changes its clocks at this hour
# What the index was writing when the news closed is committed long before this is over.
PAUSE = dt.timedelta(minutes=30)


def edition_of(now: dt.datetime) -> dt.datetime:
    """Up to when the news of the latest mail goes: the last one whose hour has come."""
    day = wall_time.local_day(now)
    thursday = day - (day.weekday() - THURSDAY) % 7 * DAY
    closed = wall_time.at(thursday, CLOSES)
    return closed if closed + PAUSE <= now else wall_time.at(thursday - 7 * DAY, CLOSES)


def next_sending(now: dt.datetime) -> dt.datetime:
    """When the next mail goes out."""
    day = wall_time.local_day(edition_of(now))
    return wall_time.at(day + 7 * DAY, CLOSES) + PAUSE
