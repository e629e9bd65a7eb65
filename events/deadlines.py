"""When a stored page gets old by itself: a date begins, ends; sign-up opens, closes."""

import datetime as dt

from django.db.models import DateTimeField, ExpressionWrapper, F
from django.utils import timezone

from events.models import Event, Occurrence
from events.models.dates import times
from hub import pagecache

# What is found is remembered for at most as long as a page lives, and so may a page be
# that is drawn at the end of it.
AHEAD = dt.timedelta(seconds=2 * pagecache.LONGEST)


def next_change() -> float | None:
    """When, in epoch seconds, what readers see of events changes next."""
    now = timezone.now()
    moments = pagecache.remembered("next changes of events", _soon)
    return min((each.timestamp() for each in moments if each > now), default=None)


def _soon() -> list[dt.datetime]:
    """The moments of the next minutes at which a page changes; four queries."""
    soon = (timezone.now(), timezone.now() + AHEAD)
    hours = times("event__closes_hours_before", dt.timedelta(hours=1))
    closes = ExpressionWrapper(F("starts_at") - hours, DateTimeField())
    dates = Occurrence.objects.shown()
    early = dates.filter(event__closes_hours_before__gt=0, starts_at__gt=soon[0])
    early = early.alias(closes=closes).filter(closes__range=soon)
    return [
        *dates.filter(starts_at__range=soon).values_list("starts_at", flat=True),
        *dates.filter(ends_at__range=soon).values_list("ends_at", flat=True),
        *early.values_list(closes, flat=True),
        *Event.objects.shown()
        .filter(opens_at__range=soon)
        .values_list("opens_at", flat=True),
    ]


pagecache.register_deadline(next_change)
