"""A month of dates, day by day: a list on a phone, a table on a wide screen."""

import calendar
import datetime as dt
from collections import defaultdict
from typing import NamedTuple

from django.core.paginator import Paginator
from django.utils import timezone
from django.utils.formats import date_format

from events.filter_form import EventFilter
from events.finding import DAY, dates_for, midnight
from events.models.dates import Occurrence
from events.rows import Row, big_date, rows_of, weekday_of
from hub.formatting import day as day_in_words
from hub.paging import page_links

FIRST, LAST = dt.date(2000, 1, 1), dt.date(2100, 1, 1)
SHOWN = 5  # dates of a day; all of them stand in the list of the day
ROWS = 20  # dates on a page of that list


class Day(NamedTuple):
    """A day with its rows; those of the months beside have none."""

    day: dt.date
    name: str
    weekday: str
    month: str
    is_in: bool
    is_today: bool
    rows: list[Row]
    more: int
    url: str


class Week(NamedTuple):
    """Seven days from a Monday with their ISO number."""

    number: int
    days: list[Day]


class DayRows(NamedTuple):
    """The first rows of a day, how many more there are, and where they all stand."""

    rows: list[Row]
    more: int
    url: str


NOTHING = DayRows([], 0, "")


class Beside(NamedTuple):
    """The month before or after."""

    name: str
    url: str


def month_of(asked: str, form: EventFilter, language: str) -> dict:
    """What the template of a month is given; what is no month gives this one."""
    first = first_of(asked)
    last = next_month(first)
    keys = keys_by_day(form, first, last)
    shown = {key for each in keys.values() for key in each[:SHOWN]}
    rows = rows_at(shown, language)
    by_day = {
        day: DayRows(
            [rows[key] for key in each[:SHOWN] if key in rows],
            len(each[SHOWN:]),
            form.kept(without=("week",), day=f"{day:%Y-%m-%d}"),
        )
        for day, each in keys.items()
    }
    return {
        "month": name_of(first),
        "month_value": f"{first:%Y-%m}",
        "number": len({key for each in keys.values() for key in each}),
        "weeks": weeks_of(first, by_day),
        "weekdays": [weekday_of(FIRST + (2 + n) * DAY) for n in range(7)],
        "earlier": beside(first - DAY, form),
        "later": beside(last, form),
    }


def day_of(asked: str, form: EventFilter, language: str, page: str | None) -> dict:
    """All dates of a day, a page at a time; of today for what is no day."""
    day = day_asked(asked)
    kept = form.kept(without=("week",), day=f"{day:%Y-%m-%d}")
    keys = keys_by_day(form, day, day + DAY)[day]
    part = Paginator(keys, ROWS).get_page(page)
    rows = rows_at(set(part), language)
    return {
        "day": day_in_words(day),
        "day_value": f"{day:%Y-%m-%d}",
        "number": len(keys),
        "rows": [rows[key] for key in part if key in rows],
        "pages": page_links(part, kept),
        "whole_month": beside(day, form),
    }


def keys_by_day(form: EventFilter, first: dt.date, last: dt.date) -> dict:
    """The keys of the dates that fit by the days on which they are held, in order."""
    dates = dates_for(form.wish._replace(week=False))
    dates = dates.between(midnight(first), midnight(last)).order_by("starts_at", "pk")
    found = defaultdict(list)
    for date in dates.values_list("pk", "starts_at", "ends_at", named=True):
        for day in days_of(date, first, last):
            found[day].append(date.pk)
    return found


def rows_at(keys: set[int], language: str) -> dict[int, Row]:
    """The row of each date by its key."""
    dates = Occurrence.objects.filter(pk__in=keys).for_lists()
    rows = rows_of(((date, 0) for date in dates), language)
    return {row.date.pk: row for row in rows}


def day_asked(asked: str) -> dt.date:
    """The day `2026-12-03`; today for what cannot be read."""
    try:
        day = dt.datetime.strptime(asked, "%Y-%m-%d").date()  # noqa: DTZ007 -- a day
    except ValueError:
        return timezone.localdate()
    return day if FIRST <= day < LAST else timezone.localdate()


def first_of(asked: str) -> dt.date:
    """The first day of `2026-12`; of this month for what cannot be read."""
    try:
        first = dt.datetime.strptime(asked, "%Y-%m").date()  # noqa: DTZ007 -- a day
    except ValueError:
        first = None
    if first is None or not FIRST <= first < LAST:
        return timezone.localdate().replace(day=1)
    return first


def next_month(first: dt.date) -> dt.date:
    """The first day of the month after."""
    return (first + 31 * DAY).replace(day=1)


def name_of(first: dt.date) -> str:
    """`november 2026`, `November 2026`."""
    return date_format(first, "F Y")


def beside(day: dt.date, form: EventFilter) -> Beside:
    """The month of a day, with what was asked for."""
    return Beside(name_of(day), form.kept(without=("week",), month=f"{day:%Y-%m}"))


def days_of(date, first: dt.date, last: dt.date) -> list[dt.date]:
    """The days on which it is held, of these; one that ends at night has its own."""
    start, end = timezone.localtime(date.starts_at), timezone.localtime(date.ends_at)
    until = end.date() if end - start >= DAY else start.date()
    if end.time() == dt.time() and until > start.date():
        until -= DAY
    days = [start.date() + n * DAY for n in range((until - start.date()).days + 1)]
    return [day for day in days if first <= day < last]


def weeks_of(first: dt.date, by_day: dict) -> list[Week]:
    """The weeks of a month, Monday first, each day with its rows."""
    today = timezone.localdate()
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    return [
        Week(
            days[0].isocalendar().week,
            [
                Day(
                    day,
                    big_date(day)[0],
                    weekday_of(day),
                    date_format(day, "F"),
                    day.month == first.month,
                    day == today,
                    *by_day.get(day, NOTHING),
                )
                for day in days
            ],
        )
        for days in weeks
    ]
