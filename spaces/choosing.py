"""What a reader has chosen in an address: times, what is wrong with them, what is left.

The keys are the same on the list, the page of a space and the booking page; looking
changes nothing.
"""

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from spaces import rules
from spaces.actions.asking import problems_of
from spaces.actions.steps import blocked, require_apart
from spaces.availability import Calendar, nearest_in
from spaces.choices import PriceGroup
from spaces.hours import DAY, local_day, midnight, stretch
from spaces.models import Booking, Space
from spaces.refusals import Problem, Refused, problem
from spaces.times import when

SEARCHED = ("kind", "district", "people", "feature", "need", "price", "at_once")
MOST_TIMES = 8  # in one request
WINDOW = dt.timedelta(days=35)  # the days that are offered at once
MINUTE = dt.timedelta(minutes=1)
USUAL_LENGTH = dt.timedelta(hours=2)


class Slot(NamedTuple):
    """A chosen time in UTC."""

    start: dt.datetime
    end: dt.datetime

    @property
    def text(self) -> str:
        """As an address has it: wall times, `2026-11-26T16:00/2026-11-26T18:00`."""
        return f"{wall(self.start)}/{wall(self.end)}"

    @property
    def words(self) -> str:
        """`torsdag den 26. november 2026 kl. 16.00–18.00`."""
        return when(self.start, self.end)

    @classmethod
    def of(cls, booking: Booking) -> "Slot":
        """The time of a booking."""
        return cls(booking.starts_at, booking.ends_at)


class Chosen(NamedTuple):
    """A chosen time with what it costs, or with what is wrong with it."""

    slot: Slot
    prices: rules.Prices | None
    problems: list[Problem]


def wall(moment: dt.datetime) -> str:
    """A moment as the clocks of Copenhagen show it, without an offset."""
    return f"{timezone.localtime(moment):%Y-%m-%dT%H:%M}"


def read_slot(text: str) -> Slot | Problem:
    """A time out of an address, or what is wrong with how it is written."""
    first, _slash, last = text.partition("/")
    day, _t, clock = first.partition("T")
    return read_wish(day, clock, last)


def read_wish(date: str, start: str, until: str) -> Slot | Problem:
    """A date, a time from and a time until; `00:00` is the end of the day.

    `until` may have a date of its own. The repeated and the missing hour are refused.
    """
    try:
        day = dt.date.fromisoformat(date)
        begins = read_clock(start)
        last, _t, clock = until.rpartition("T")
        end_day = dt.date.fromisoformat(last) if last else day
        ends = read_clock(clock)
        if not last and ends == dt.time(0):
            end_day += DAY
        pair = rules.wall_time(day, begins), rules.wall_time(end_day, ends)
    except (ValueError, OverflowError):
        return problem("unreadable")
    return problem("missing_hour") if None in pair else Slot(*pair)


def read_clock(text: str) -> dt.time:
    """`16:00`; raises ValueError for all else, also for what has seconds or a zone."""
    return dt.datetime.strptime(text, "%H:%M").time()  # noqa: DTZ007 -- a wall time


def read_date(text: str) -> dt.date | None:
    """A date out of an address; None where it is none."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


class Choice:
    """The times chosen in one space so far, and those that may be chosen.

    Reading the address asks nothing; what is free is asked once, by 3 queries, when it
    is wanted. `ignoring` are bookings that do not count: what the reader holds already.
    """

    def __init__(
        self, space: Space, query: QueryDict, *, ignoring: Iterable[Booking] = ()
    ):
        self.space, self.ignoring = space, list(ignoring)
        self.now = timezone.now()
        self.wish = {key: query.get(key, "") for key in ("date", "start", "until")}
        self.searched = {key: query.getlist(key) for key in SEARCHED if key in query}
        texts = list(dict.fromkeys(query.getlist("time")))
        read = [read_slot(text) for text in texts[:MOST_TIMES]]
        slots = (each for each in read if isinstance(each, Slot))
        self.slots = list(dict.fromkeys(slots))
        self.unread = [each for each in read if not isinstance(each, Slot)]
        if len(texts) > MOST_TIMES:
            self.unread.append(problem("too_many_times", number=MOST_TIMES))
        self.picked = read_wish(**self.wish) if all(self.wish.values()) else None
        self._set_window()

    @cached_property
    def calendar(self) -> Calendar:
        """What is free in the window, and around all times that can be had."""
        whole = self._to_be_read()
        return Calendar([self.space], *whole, now=self.now, ignoring=self.ignoring)

    # What was chosen

    def _look_at(self, slot: Slot) -> Chosen:
        wrong = problems_of(self.space, [slot])
        if not wrong and not self.calendar.is_free(self.space, *slot):
            wrong = [self._why_not_free(slot)]
        prices = None if wrong else rules.prices_of(self.space, *slot)
        return Chosen(slot, prices, wrong)

    def _why_not_free(self, slot: Slot) -> Problem:
        wanted = stretch(*slot)
        is_open = any(p.holds(wanted) for p in self.calendar.open(self.space))
        return problem("not_free" if is_open else "closed")

    @cached_property
    def new(self) -> Chosen | None:
        """The time in the three fields, unless it is among the others already."""
        if not isinstance(self.picked, Slot) or self.picked in self.slots:
            return None
        return self._look_at(self.picked)

    @cached_property
    def all(self) -> list[Chosen]:
        """All chosen times, in order of time."""
        found = [self._look_at(slot) for slot in self.slots]
        found += [self.new] if self.new else []
        return sorted(found, key=lambda each: each.slot)

    @property
    def good(self) -> list[Chosen]:
        """Those that may be asked for."""
        return [each for each in self.all if not each.problems]

    @cached_property
    def problems(self) -> list[Problem]:
        """What is wrong with the times together, or with how they are written."""
        try:
            require_apart(self.space, [each.slot for each in self.good])
        except Refused as refused:
            return self.unread + refused.problems
        return self.unread

    @property
    def is_ready(self) -> bool:
        """Whether there are times and nothing is wrong with them."""
        return bool(self.all) and self.all == self.good and not self.problems

    @property
    def is_adding(self) -> bool:
        """Whether a further time is being looked for, beside those that there are."""
        return bool(self.slots and self.wish["date"]) and not self.new

    @property
    def new_problems(self) -> list[Problem]:
        """What is wrong with the three fields."""
        if isinstance(self.picked, Problem):
            return [self.picked]
        return self.new.problems if self.new else []

    def total(self, group: str) -> int:
        """What all good times cost a group, in øre."""
        return sum(each.prices.of(group) for each in self.good)

    @property
    def market_ore(self) -> int:
        """What all others than confirmed organisations pay."""
        return self.total(PriceGroup.OTHERS)

    @property
    def confirmed_ore(self) -> int:
        """What confirmed organisations pay."""
        return self.total(PriceGroup.CONFIRMED)

    # What may be chosen

    def _set_window(self) -> None:
        """The days that are offered: five weeks from a little before the wanted day."""
        today = local_day(self.now)
        last = today + dt.timedelta(days=self.space.horizon_days)
        wanted = read_date(self.wish["date"]) or today
        wanted = min(max(wanted, today), last)
        monday = wanted - dt.timedelta(days=wanted.weekday())
        self.first_day = max(today, monday - dt.timedelta(days=7))
        self.last_day = min(self.first_day + WINDOW - DAY, last)
        self.later = self.last_day + DAY if self.last_day < last else None

    def _to_be_read(self) -> tuple[dt.datetime, dt.datetime]:
        """From and until of the calendar: the window and the times that can be had."""
        edge = midnight(local_day(self.now) + (self.space.horizon_days + 2) * DAY)
        picked = [self.picked] if isinstance(self.picked, Slot) else []
        ends = [slot.end for slot in [*self.slots, *picked] if slot.end < edge]
        starts = [
            slot.start for slot in [*self.slots, *picked] if slot.start > self.now
        ]
        first = min([midnight(self.first_day), *starts])
        return first - DAY, max([midnight(self.last_day + 2 * DAY), *ends]) + DAY

    @cached_property
    def days(self) -> list[dt.date]:
        """The days of the window on which something is free."""
        number = (self.last_day - self.first_day).days + 1
        days = (self.first_day + n * DAY for n in range(number))
        return [day for day in days if self.calendar.starts(self.space, day)]

    @property
    def day(self) -> dt.date | None:
        """The day whose times are offered: the wanted one, else the first free one."""
        wanted = read_date(self.wish["date"])
        if wanted and self.first_day <= wanted <= self.last_day:
            return wanted
        return self.first_answered or next(iter(self.days), None)

    @cached_property
    def first_answered(self) -> dt.date | None:
        """The first free day for which staff can still answer in time."""
        days = (day for day in self.days if not self._is_too_late(day))
        return next(days, None)

    def _is_too_late(self, day: dt.date) -> bool:
        return rules.is_too_late_to_answer(self.now, midnight(day + DAY) - MINUTE)

    @property
    def in_time(self) -> str:
        """The page with the first day for which staff can still answer."""
        return self.address(date=self.first_answered.isoformat()) + "#choose"

    def starts(self) -> list[dt.datetime]:
        """When a booking may begin on that day."""
        return self.calendar.starts(self.space, self.day) if self.day else []

    def ends(self) -> list[dt.datetime]:
        """When a booking that begins on that day may end."""
        found = (self.calendar.ends(self.space, start) for start in self.starts())
        return sorted({end for ends in found for end in ends})

    def usual_end(self, start: dt.datetime) -> dt.datetime | None:
        """The end that is proposed: two hours, or what comes nearest to it."""
        ends = self.calendar.ends(self.space, start)
        fitting = [end for end in ends if end - start >= USUAL_LENGTH]
        return fitting[0] if fitting else (ends[-1] if ends else None)

    def nearest(self, slot: Slot) -> list[Slot]:
        """Free times of the same length around one that is not to be had."""
        kept = [blocked(self.space, *each.slot) for each in self.good]
        found = nearest_in(self.calendar, self.space, stretch(*slot), most=6)
        apart = (
            Slot(offer.start, offer.end)
            for offer in found
            if not any(
                blocked(self.space, offer.start, offer.end).touches(other)
                for other in kept
            )
        )
        near = sorted(apart, key=lambda each: abs(each.start - slot.start))
        return sorted(near[:3])

    # Addresses

    def address(
        self, times: Iterable[Slot] = (), *, space: Space | None = None, **wish
    ) -> str:
        """The booking page with other times; what was searched for travels along."""
        query = QueryDict(mutable=True)
        for name, values in self.searched.items():
            query.setlist(name, values)
        query.setlist("time", [slot.text for slot in times])
        for name, value in wish.items():
            query[name] = value
        page = reverse("book", args=[(space or self.space).slug])
        return f"{page}?{query.urlencode('/:')}"

    @property
    def with_removals(self) -> list[tuple[Chosen, str]]:
        """Each time with the address without it; none for the only one."""
        slots = [each.slot for each in self.all]
        only = len(slots) == 1
        return [
            (each, "" if only else self.address(s for s in slots if s != each.slot))
            for each in self.all
        ]

    @property
    def later_days(self) -> str:
        """The page with the days after the window."""
        return self.address(self.slots, date=self.later.isoformat()) + "#choose"

    @property
    def elsewhere(self) -> str:
        """The page with the week of the first time, nothing chosen."""
        day = local_day(self.slots[0].start) if self.slots else self.first_day
        return self.address(date=day.isoformat()) + "#choose"

    @property
    def one_more(self) -> str:
        """The page that asks for a further time, all others kept."""
        last = self.good[-1].slot
        kept = [each.slot for each in self.good]
        return self.address(kept, date=local_day(last.start).isoformat()) + "#choose"
