"""What a clock on a wall in Copenhagen shows, and the moment in UTC that it means."""

import datetime as dt

from django.utils import timezone

DAY = dt.timedelta(days=1)
MIDNIGHT, NOON = dt.time(0), dt.time(12)


def at(day: dt.date, time: dt.time) -> dt.datetime:
    """A local wall time in UTC; of a repeated one the first."""
    local = dt.datetime.combine(day, time, timezone.get_default_timezone())
    return local.astimezone(dt.UTC)


def is_real(day: dt.date, time: dt.time) -> bool:
    """Whether a wall time is there once on its day: neither skipped nor repeated."""
    zone = timezone.get_default_timezone()
    first = dt.datetime.combine(day, time, zone)
    return first.utcoffset() == first.replace(fold=1).utcoffset()


def local_day(moment: dt.datetime) -> dt.date:
    """The day that a moment falls on in Copenhagen."""
    return moment.astimezone(timezone.get_default_timezone()).date()


def noon(day: dt.date) -> dt.datetime:
    """A moment of a day, where a time is wanted of what has a date only."""
    return timezone.make_aware(dt.datetime.combine(day, NOON))
