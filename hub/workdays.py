"""Working days: Monday to Friday without Danish public holidays; local dates."""

import datetime as dt
from functools import cache

import holidays
from django.utils import timezone

from hub.models import SiteSettings

END_OF_WORK = dt.time(16)


@cache
def public_holidays() -> holidays.HolidayBase:
    """The Danish public holidays with their Danish names, of any year."""
    return holidays.country_holidays("DK", language="da")


def is_holiday(day: dt.date) -> bool:
    """Whether a day is a Danish public holiday."""
    return day in public_holidays()


def is_working_day(day: dt.date) -> bool:
    """Whether the hub answers on a day."""
    return day.weekday() < 5 and not is_holiday(day)


def working_days_after(day: dt.date, number: int) -> dt.date:
    """The working day that is so many working days after a day."""
    while number > 0:
        day += dt.timedelta(days=1)
        number -= is_working_day(day)
    return day


def last_working_day_before(day: dt.date) -> dt.date:
    """The nearest working day before a day."""
    day -= dt.timedelta(days=1)
    while not is_working_day(day):
        day -= dt.timedelta(days=1)
    return day


def promised_by(sent_at: dt.datetime) -> dt.datetime:
    """When the reply promise ends, in UTC: with the last of its working days."""
    days = SiteSettings.current().reply_days
    last = working_days_after(timezone.localtime(sent_at).date(), days)
    local = dt.datetime.combine(last, END_OF_WORK, timezone.get_default_timezone())
    return local.astimezone(dt.UTC)


def months_before(day: dt.date, number: int) -> dt.date:
    """The same day so many months earlier, or the last day of a shorter month."""
    months = day.year * 12 + day.month - 1 - number
    first = dt.date(months // 12, months % 12 + 1, 1)
    last = (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
    return first.replace(day=min(day.day, last.day))
