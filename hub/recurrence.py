"""Dates from a rule: every week, every month, or picked by hand.

A rule gives days. The time of day is put on the wall of each of them, so that 17:00
stays 17:00 when the clocks change. What repeats is a row for each date; the rule is
only what an editor chose, kept so that it can be read anew. Months that lack a day (the
31st) are left out, and the words of the rule say so.
"""

import datetime as dt
from collections.abc import Iterable
from itertools import islice
from typing import NamedTuple

from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekday
from django.db import models
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from hub.bilingual import active_language
from hub.wall_time import DAY, MIDNIGHT, at, is_real

MOST = 60  # dates of one rule: a year of weeks and some
LAST = -1  # of `nth`: the last such weekday of the month
NOON = dt.time(12)  # there on every day, whatever the clocks do
UNTIL = "%Y%m%dT%H%M%SZ"  # as RFC 5545 writes it, in UTC
LONGEST_MONTH_EVERYWHERE = 28

TEXTS: dict[str, Promise] = {
    "no_end": gettext_lazy("Say until when, or how many times."),
    "no_days": gettext_lazy("There is no date in it. Look at the dates."),
    "too_many": gettext_lazy("At most %(most)s dates at a time."),
    "missing_hour": gettext_lazy(
        "The clocks are changed that night, and the time is skipped or there twice: "
        "%(days)s. Choose another time."
    ),
}
NTH: dict[int, Promise] = {
    1: pgettext_lazy("weekday of a month", "first"),
    2: pgettext_lazy("weekday of a month", "second"),
    3: pgettext_lazy("weekday of a month", "third"),
    4: pgettext_lazy("weekday of a month", "fourth"),
    LAST: pgettext_lazy("weekday of a month", "last"),
}


class Frequency(models.TextChoices):
    """How something repeats; every second week is a week with the interval 2."""

    WEEKLY = "weekly", gettext_lazy("Every week, or every few weeks")
    BY_WEEKDAY = "by_weekday", gettext_lazy("Every month on the same weekday")
    BY_DATE = "by_date", gettext_lazy("Every month on the same date")
    PICKED = "picked", gettext_lazy("On dates that I pick")


class Unplannable(ValueError):
    """A rule that gives no dates that can be kept; `text` says why, `code` to code."""

    def __init__(self, code: str, **words):
        super().__init__(code)
        self.code, self.words = code, words

    @property
    def text(self) -> str:
        """Why, in the reader's language."""
        return str(TEXTS[self.code]) % self.words


class Moment(NamedTuple):
    """One date of a rule: its local day, and from and until in UTC."""

    day: dt.date
    start: dt.datetime
    end: dt.datetime


class Rule(NamedTuple):
    """Which days something happens on, from `first` on.

    `nth` is which weekday of the month: by default that of `first`; LAST for the last.
    `until` is the last local day that may be one; else `count` says how many. `dates`
    are the days of a rule that is picked by hand, where `first` is the first of them.
    """

    freq: Frequency
    first: dt.date
    interval: int = 1
    nth: int | None = None
    until: dt.date | None = None
    count: int | None = None
    dates: tuple[dt.date, ...] = ()

    @classmethod
    def picked(cls, dates: Iterable[dt.date]) -> "Rule":
        """The days themselves, each once, in order."""
        days = tuple(sorted(set(dates)))
        if not days:
            raise Unplannable("no_days")
        return cls(Frequency.PICKED, days[0], dates=days)

    @property
    def until_at(self) -> dt.datetime | None:
        """The last second of the last day, in UTC."""
        if self.until is None:
            return None
        return at(self.until + DAY, MIDNIGHT) - dt.timedelta(seconds=1)

    @property
    def week_of_month(self) -> int:
        """Which weekday of the month: 1 to 4, or LAST; a fifth one is the last."""
        nth = self.nth or (self.first.day - 1) // 7 + 1
        return nth if nth in NTH else LAST

    def days(self) -> list[dt.date]:
        """The local days, in order.

        Raises Unplannable: no end, none, or more than MOST.
        """
        found = self.dates or tuple(self._from_rule())
        if not found:
            raise Unplannable("no_days")
        if len(found) > MOST:
            raise Unplannable("too_many", most=MOST)
        return list(found)

    def _from_rule(self) -> Iterable[dt.date]:
        if self.until is None and self.count is None:
            raise Unplannable("no_end")
        zone = timezone.get_default_timezone()
        said = {
            "dtstart": dt.datetime.combine(self.first, NOON, zone),
            "interval": self.interval,
        }
        # RFC 5545 allows one of the two.
        end = {"count": self.count} if self.count else {"until": self.until_at}
        if self.freq == Frequency.WEEKLY:
            rule = rrule(WEEKLY, **said, **end)
        elif self.freq == Frequency.BY_WEEKDAY:
            nth = weekday(self.first.weekday())(self.week_of_month)
            rule = rrule(MONTHLY, byweekday=nth, **said, **end)
        else:
            rule = rrule(MONTHLY, bymonthday=self.first.day, **said, **end)
        return (moment.date() for moment in islice(rule, MOST + 1))

    def moments(self, start: dt.time, end: dt.time, nights: int = 0) -> list[Moment]:
        """Each date from one wall time until another, so many nights later.

        Raises Unplannable where the clocks skip or repeat one of the times, and names
        the days: it is not guessed.
        """
        days = self.days()
        later = nights * DAY
        missing = [
            day
            for day in days
            if not (is_real(day, start) and is_real(day + later, end))
        ]
        if missing:
            words = ", ".join(map(in_words, missing))
            raise Unplannable("missing_hour", days=words)
        return [Moment(day, at(day, start), at(day + later, end)) for day in days]

    # As it is kept ------------------------------------------------------------------

    def to_json(self) -> dict:
        """For a JSON field; the end stands there in UTC, as in calendars."""
        said = {"freq": str(self.freq), "first": self.first.isoformat()}
        if self.dates:
            return said | {"dates": [day.isoformat() for day in self.dates]}
        said |= {"interval": self.interval, "nth": self.nth, "count": self.count}
        said["until"] = self.until_at.strftime(UNTIL) if self.until else None
        return said

    @classmethod
    def from_json(cls, said: dict) -> "Rule":
        """The rule that `to_json` wrote down."""
        until = said.get("until")
        if until:
            moment = dt.datetime.strptime(until, UNTIL).replace(tzinfo=dt.UTC)
            until = timezone.localtime(moment).date()
        return cls(
            Frequency(said["freq"]),
            dt.date.fromisoformat(said["first"]),
            interval=said.get("interval", 1),
            nth=said.get("nth"),
            until=until,
            count=said.get("count"),
            dates=tuple(map(dt.date.fromisoformat, said.get("dates", ()))),
        )

    # In words -----------------------------------------------------------------------

    def __str__(self) -> str:
        """`hver anden tirsdag til 3. marts 2027`, in the reader's language."""
        if self.dates:
            n = len(self.dates)
            return ngettext("on %(n)s picked date", "on %(n)s picked dates", n) % {
                "n": n
            }
        said = self._how_often() % {
            "n": self.interval,
            "day": self.first.day,
            "nth": NTH[self.week_of_month],
            "weekday": WEEKDAYS[self.first.weekday()],
        }
        if self.count:
            words = ngettext(
                "%(rule)s, %(n)s time", "%(rule)s, %(n)s times", self.count
            )
            return words % {"rule": said, "n": self.count}
        if self.until is None:
            return said
        return _("%(rule)s until %(day)s") % {"rule": said, "day": in_words(self.until)}

    def _how_often(self) -> str:
        """The words without the end, with places for day, weekday and number."""
        if self.freq == Frequency.WEEKLY:
            if self.interval > 2:
                return _("every %(n)s weeks on %(weekday)s")
            is_second = self.interval == 2
            return (
                _("every second %(weekday)s") if is_second else _("every %(weekday)s")
            )
        if self.freq == Frequency.BY_WEEKDAY:
            if self.interval > 1:
                return _("the %(nth)s %(weekday)s every %(n)s months")
            return _("the %(nth)s %(weekday)s of each month")
        if self.interval > 1:
            said = _("day %(day)s every %(n)s months")
        else:
            said = _("day %(day)s of each month")
        if self.first.day > LONGEST_MONTH_EVERYWHERE:
            said += _(" (not in months without that day)")
        return said


def in_words(day: dt.date) -> str:
    """`3. marts 2027`, `3 March 2027`."""
    return date_format(day, "j. F Y" if active_language() == "da" else "j F Y")
