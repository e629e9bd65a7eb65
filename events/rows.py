"""A date as a row of a list draws it, wherever lists of events stand."""

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from django.utils import timezone
from django.utils.formats import date_format

from events.addresses import event_urls
from events.models.dates import Occurrence
from events.models.events import Event
from events.wording import Label, labels_of, place_in_words
from hub.bilingual import active_language
from hub.formatting import time_range
from spaces.times import when

DAY = dt.timedelta(hours=24)


class Row(NamedTuple):
    """A date, where its event is told of, and how many dates more there are."""

    date: Occurrence
    event: Event
    url: str
    day: str
    month: str
    weekday: str
    clock: str
    place: str
    labels: list[Label]
    more: int

    @property
    def is_brief(self) -> bool:
        """Whether `clock` is a time of day, which stands on one line."""
        return self.date.ends_at - self.date.starts_at < DAY


def rows_of(dates: Iterable[tuple[Occurrence, int]], language: str) -> list[Row]:
    """Rows of dates, each with the number of others that it stands for; one query."""
    dates = list(dates)
    urls = event_urls({date.event for date, _more in dates}, language) if dates else {}
    return [row_of(date, urls[date.event_id], more) for date, more in dates]


def row_of(date: Occurrence, url: str = "", more: int = 0) -> Row:
    """One row; no query for a date of `for_lists`."""
    start = timezone.localtime(date.starts_at)
    day, month = big_date(start.date())
    return Row(
        date=date,
        event=date.event,
        url=url,
        day=day,
        month=month,
        weekday=weekday_of(start),
        clock=clock_of(date),
        place=place_in_words(date),
        labels=labels_of(date),
        more=more,
    )


def big_date(day: dt.date) -> tuple[str, str]:
    """`24.` and `november`, with the year where it is another than this."""
    number = f"{day.day}." if active_language() == "da" else str(day.day)
    is_now = day.year == timezone.localdate().year
    return number, date_format(day, "F" if is_now else "F Y")


def weekday_of(day: dt.date) -> str:
    """`tirsdag`, `Tuesday`."""
    return date_format(day, "l")


def clock_of(date: Occurrence) -> str:
    """`kl. 16.00–18.00`; what lasts for days says when it begins and ends."""
    start, end = timezone.localtime(date.starts_at), timezone.localtime(date.ends_at)
    is_short = end - start < DAY
    return time_range(start, end) if is_short else when(start, end)
