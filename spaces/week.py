"""One week of a space at a glance: each day's stretches in words."""

import datetime as dt
import re
from collections.abc import Iterable
from typing import NamedTuple

from django.db import models
from django.http import QueryDict
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hub.bilingual import active_language
from hub.workdays import is_holiday
from spaces.addresses import asked, book_url, kept_from
from spaces.availability import (
    Calendar,
    bookable_between,
    last_on_grid,
    next_on_grid,
)
from spaces.hours import DAY, Stretch, days_of, local_day, midnight
from spaces.models.rooms import Space
from spaces.wording import times_in_words

WEEK = 7 * DAY
NAMED = re.compile(r"(\d{4})-W(\d\d)")


class Kind(models.TextChoices):
    """What a stretch of a day is to somebody who looks for a time."""

    FREE = "free", pgettext_lazy("space", "Free")
    HELD = "held", _("Being booked")
    TAKEN = "taken", _("Taken")
    CLOSED = "closed", _("Closed")
    PAST = "past", _("Over")
    SOON = "soon", _("Too late")
    LATER = "later", _("Not yet")

    @property
    def look(self) -> str:
        """Which of the three looks of the design it has."""
        if self == self.FREE:
            return "free"
        return "shut" if self in (self.CLOSED, self.LATER) else "busy"


class Slot(NamedTuple):
    """A stretch of one day. `url` leads into booking where one may begin in it."""

    kind: Kind
    times: str
    url: str = ""
    is_chosen: bool = False


class Day(NamedTuple):
    """A day with its stretches in order; a day that is closed has none."""

    day: dt.date
    name: str
    date: str
    slots: list[Slot]
    is_holiday: bool


class Link(NamedTuple):
    """Number and address of a week."""

    number: int
    url: str


class Week(NamedTuple):
    """Seven days. `earlier` and `later` are the weeks beside it, None at the ends."""

    number: int
    days: list[Day]
    earlier: Link | None
    later: Link | None

    @property
    def dates(self) -> str:
        """`23.–29. november 2026`, `30 November – 6 December 2026`."""
        first, last = self.days[0].day, self.days[-1].day
        number = "j." if active_language() == "da" else "j"
        year = " Y" if first.year != last.year else ""
        is_one = first.month == last.month
        since = date_format(first, number if is_one else f"{number} F{year}")
        until = date_format(last, f"{number} F Y")
        return f"{since}–{until}" if is_one else f"{since} – {until}"


def monday_of(query: QueryDict, space: Space, now: dt.datetime) -> dt.date:
    """The Monday of the week that is asked for, within those that may be booked.

    By `week=2026-W48`, else by `date`, else today's; what nobody understands is not
    asked for.
    """
    asked_for = _named(query.get("week", "")) or _dated(query.get("date", ""))
    first = local_day(now)
    last = local_day(bookable_between(space, now).end - DAY)
    return _monday(min(max(asked_for or first, first), last))


def _monday(day: dt.date) -> dt.date:
    return day - day.weekday() * DAY


def _named(text: str) -> dt.date | None:
    found = NAMED.fullmatch(text)
    try:
        return found and dt.date.fromisocalendar(int(found[1]), int(found[2]), 1)
    except ValueError:
        return None


def _dated(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def calendar_of_week(space: Space, monday: dt.date, *, now: dt.datetime) -> Calendar:
    """What is free in a week, and after it as far as a time may last."""
    longest = dt.timedelta(minutes=space.longest_minutes)
    start, end = midnight(monday), midnight(monday + WEEK) + longest
    return Calendar([space], start, end, now=now)


def week_of(
    space: Space,
    monday: dt.date,
    *,
    query: QueryDict | None = None,
    now: dt.datetime | None = None,
    calendar: Calendar | None = None,
    chosen: Iterable[Stretch] = (),
) -> Week:
    """The week that begins on a Monday, by three queries.

    `query` is what was typed so far: it travels along with each link. `calendar` is
    that of `calendar_of_week`, if it is there already; `chosen` are times that the
    reader looks for or has chosen.
    """
    now, query = now or timezone.now(), query if query is not None else QueryDict()
    calendar = calendar or calendar_of_week(space, monday, now=now)
    drawn = _Drawn(calendar, space, query, list(chosen))
    start, end = midnight(monday), midnight(monday + WEEK)
    return Week(
        number=monday.isocalendar().week,
        days=[drawn.day(day) for day in days_of(Stretch(start, end))],
        earlier=_link(monday - WEEK, query) if start > now else None,
        later=_link(monday + WEEK, query) if end < drawn.may.end else None,
    )


def _link(monday: dt.date, query: QueryDict) -> Link:
    url = kept_from(query, week=f"{monday:%G-W%V}")
    return Link(monday.isocalendar().week, f"{url}#week")


class _Drawn:
    """The days of one space, from one calendar."""

    def __init__(
        self, calendar: Calendar, space: Space, query: QueryDict, chosen: list[Stretch]
    ):
        self.space, self.query, self.chosen = space, query, chosen
        self.calendar, self.taken = calendar, calendar.taken(space)
        self.may = bookable_between(space, calendar.now)
        self.now = next_on_grid(space, calendar.now)
        self.soonest = max(next_on_grid(space, self.may.start), self.now)
        self.shortest = dt.timedelta(minutes=space.shortest_minutes)
        parts = [
            Stretch(next_on_grid(space, part.start), last_on_grid(space, part.end))
            for part in calendar.free(space)
        ]
        self.free = [p for p in parts if p.end - p.start >= self.shortest]

    def day(self, day: dt.date) -> Day:
        """A day with what is free and what is not."""
        whole = Stretch(midnight(day), midnight(day + DAY))
        opened = self.calendar.hours.open(self.space, whole)
        return Day(
            day=day,
            name=date_format(day, "D") + ("." if active_language() == "da" else ""),
            date=date_format(day, "j. b" if active_language() == "da" else "j M"),
            slots=[slot for part in opened for slot in self._slots(part)],
            is_holiday=not opened and is_holiday(day),
        )

    def _slots(self, part: Stretch) -> Iterable[Slot]:
        """The stretches of an open time, those of one kind joined."""
        found: list[tuple[Kind, Stretch]] = []
        edges = self._edges(part)
        for piece in map(Stretch, edges, edges[1:]):
            kind = self._kind(piece)
            if found and found[-1][0] == kind:
                piece = Stretch(found.pop()[1].start, piece.end)
            found.append((kind, piece))
        return (self._slot(*each) for each in found)

    def _edges(self, part: Stretch) -> list[dt.datetime]:
        taken = [(row.start, row.end) for row in self.taken]
        turns = [self.now, self.soonest, self.may.end]
        edges = {edge for pair in (*taken, *self.free) for edge in pair} | {*turns}
        inside = {edge for edge in edges if part.start < edge < part.end}
        return sorted({*part, *inside})

    def _kind(self, piece: Stretch) -> Kind:
        """What a piece between two edges is; what is too short to book is taken."""
        if piece.end <= self.now:
            return Kind.PAST
        for row in self.taken:
            if row.stretch.touches(piece):
                if row.closure_id:
                    return Kind.CLOSED
                return Kind.HELD if row.is_held else Kind.TAKEN
        if any(part.touches(piece) for part in self.free):
            return Kind.FREE
        if piece.end <= self.soonest:
            return Kind.SOON
        return Kind.LATER if piece.start >= self.may.end else Kind.TAKEN

    def _slot(self, kind: Kind, piece: Stretch) -> Slot:
        if kind != Kind.FREE:
            return Slot(kind, times_in_words(piece))
        time, is_chosen = self._time_in(piece)
        url = book_url(self.space) + kept_from(self.query, week="", **asked(time))
        return Slot(
            kind,
            times_in_words(piece),
            url if time.start + self.shortest <= time.end else "",
            is_chosen,
        )

    def _time_in(self, piece: Stretch) -> tuple[Stretch, bool]:
        """The time to book for a free stretch: one that is chosen, else all of it."""
        free = next(part for part in self.free if part.touches(piece))
        for each in self.chosen:
            if piece.start <= each.start < piece.end and free.holds(each):
                return each, True
        longest = dt.timedelta(minutes=self.space.longest_minutes)
        end = max(piece.end, min(piece.start + self.shortest, free.end))
        last = last_on_grid(self.space, min(end, piece.start + longest))
        return Stretch(piece.start, last), False
