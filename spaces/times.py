"""A time from and until in one phrase, in the reader's language."""

import datetime as dt

from django.utils import timezone

from hub.bilingual import active_language
from hub.formatting import clock, day, time_range
from spaces.hours import DAY, local_day


def when(start: dt.datetime, end: dt.datetime) -> str:
    """`tirsdag den 24. november 2026 kl. 16.00–18.00`; over midnight both days."""
    joint = " " if active_language() == "da" else ", "
    if local_day(start) == local_day(end):
        return f"{day(start)}{joint}{time_range(start, end)}"
    return f"{moment(start)} – {moment(end)}"


def moment(at: dt.datetime) -> str:
    """`tirsdag den 24. november 2026 kl. 16.00`."""
    joint = " " if active_language() == "da" else ", "
    return f"{day(at)}{joint}{clock(at)}"


def a_week_later(
    start: dt.datetime, end: dt.datetime
) -> tuple[dt.datetime, dt.datetime]:
    """The same wall times a week later, or as many weeks as make them lie ahead."""
    zone, now = timezone.get_default_timezone(), timezone.now()
    first, last = start.astimezone(zone) + 7 * DAY, end.astimezone(zone) + 7 * DAY
    while first <= now:
        first, last = first + 7 * DAY, last + 7 * DAY
    return first, last
