"""The rules of one space about one time, and by when an answer is due; no writing."""

import datetime as dt
from typing import NamedTuple

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hub.models import Organisation, User
from hub.wall_time import DAY, at, is_real, local_day
from hub.workdays import last_working_day_before, promised_by
from spaces.availability import bookable_between, is_on_grid
from spaces.choices import Approval, PriceGroup
from spaces.hours import midnight
from spaces.models import Booking, Introduction, Space
from spaces.models.bookings import minutes_between
from spaces.refusals import Problem, problem
from spaces.states import BookingState

NOON = dt.time(12)


def length_in_words(minutes: int) -> str:
    """`2 timer`, `1 time og 30 minutter`, `3 døgn`."""
    days, rest = divmod(minutes, 24 * 60)
    hours, left = divmod(rest, 60)
    parts = []
    if days:
        parts.append(ngettext("%(n)d day", "%(n)d days", days) % {"n": days})
    if hours:
        parts.append(ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours})
    if left or not parts:
        parts.append(ngettext("%(n)d minute", "%(n)d minutes", left) % {"n": left})
    return _(" and ").join(parts)


def problems_of_time(
    space: Space, start: dt.datetime, end: dt.datetime, *, now: dt.datetime
) -> list[Problem]:
    """What is wrong with a time by the space's own rules, whoever else has booked."""
    if end <= start:
        return [problem("reversed")]
    if start <= now:
        return [problem("past")]
    found = []
    minutes = minutes_between(start, end)
    if not (is_on_grid(space, start) and is_on_grid(space, end)):
        found.append(problem("off_grid", minutes=space.start_interval_minutes))
    if minutes < space.shortest_minutes:
        length = length_in_words(space.shortest_minutes)
        found.append(problem("too_short", length=length))
    if minutes > space.longest_minutes:
        length = length_in_words(space.longest_minutes)
        found.append(problem("too_long", length=length))
    may = bookable_between(space, now)
    if start < may.start:
        found.append(problem("too_soon", hours=space.notice_hours))
    if end > may.end:
        found.append(problem("too_far", days=space.horizon_days))
    return found


def wall_time(day: dt.date, time: dt.time) -> dt.datetime | None:
    """A local wall time in UTC; None where the clocks skip or repeat it."""
    return at(day, time) if is_real(day, time) else None


def problems_of_wish(space: Space, *, people: int, food: str) -> list[Problem]:
    """What is wrong with what somebody wants to do there."""
    found = []
    if people > space.capacity:
        found.append(problem("capacity", people=space.capacity))
    if space.is_kitchen and not food:
        found.append(problem("food"))
    return found


# Money --------------------------------------------------------------------------------


def group_of(organisation: Organisation | None) -> PriceGroup:
    """Which price somebody pays."""
    is_confirmed = organisation is not None and organisation.is_confirmed
    return PriceGroup.CONFIRMED if is_confirmed else PriceGroup.OTHERS


class Prices(NamedTuple):
    """What a time costs each group, in whole øre."""

    confirmed: int
    others: int
    basis_da: str
    basis_en: str
    market_basis_da: str
    market_basis_en: str

    def of(self, group: str) -> int:
        """The price of one group."""
        return self.confirmed if group == PriceGroup.CONFIRMED else self.others

    def basis_of(self, group: str) -> tuple[str, str]:
        """The legal basis of a group's price, in Danish and English."""
        if group == PriceGroup.CONFIRMED:
            return self.basis_da, self.basis_en
        return self.market_basis_da, self.market_basis_en


def prices_of(space: Space, start: dt.datetime, end: dt.datetime) -> Prices | None:
    """Both prices of a time, by real hours; None where one is missing."""
    day = local_day(start)
    low = space.price_on(PriceGroup.CONFIRMED, day)
    market = space.price_on(PriceGroup.OTHERS, day)
    if low is None or market is None:
        return None
    return Prices(
        low.of(start, end),
        market.of(start, end),
        low.legal_basis_da,
        low.legal_basis_en,
        market.legal_basis_da,
        market.legal_basis_en,
    )


# Who says yes, and by when ------------------------------------------------------------


def answers_at_once(space: Space, organisation: Organisation | None) -> bool:
    """Whether nobody needs to look at a request of this organisation."""
    if space.approval == Approval.CONFIRMED:
        return organisation is not None and organisation.is_confirmed
    return space.approval == Approval.AUTOMATIC


def is_introduced(user: User | None, space: Space) -> bool:
    """Whether somebody may use the space alone, as far as introductions go."""
    if not space.requires_introduction:
        return True
    if user is None or not user.is_authenticated:
        return False
    held = Introduction.objects.filter(user=user, held_on__lte=timezone.localdate())
    return held.filter(Q(space=space) | Q(kind=space.kind)).exists()


def answer_by(sent_at: dt.datetime, starts_at: dt.datetime) -> dt.datetime:
    """When an answer is due: the sooner of the promise and noon before the start.

    Noon is that of the last working day before the booking's day.
    """
    noon = at(last_working_day_before(local_day(starts_at)), NOON)
    return min(promised_by(sent_at), noon)


def is_too_late_to_answer(now: dt.datetime, starts_at: dt.datetime) -> bool:
    """Whether no working time is left in which staff could answer."""
    return answer_by(now, starts_at) <= now


class Answer(NamedTuple):
    """When an answer comes, as far as it can be said before it is known who asks."""

    at_once: bool
    at_once_for_confirmed: bool
    by: dt.datetime
    is_too_late: bool

    @property
    def is_possible(self) -> bool:
        """Whether anybody can still be answered in time."""
        return self.at_once or self.at_once_for_confirmed or not self.is_too_late


def answer_to(space: Space, starts_at: dt.datetime, user: User | None) -> Answer:
    """What is promised for a time in a space before somebody asks for it."""
    now, may_enter = timezone.now(), is_introduced(user, space)
    return Answer(
        space.approval == Approval.AUTOMATIC and may_enter,
        space.approval == Approval.CONFIRMED and may_enter,
        answer_by(now, starts_at),
        is_too_late_to_answer(now, starts_at),
    )


# How much one organisation may have ---------------------------------------------------


def month_of(moment: dt.datetime) -> tuple[dt.datetime, dt.datetime]:
    """The beginning and the end of the local month of a moment, in UTC."""
    first = local_day(moment).replace(day=1)
    next_first = (first + 31 * DAY).replace(day=1)
    return midnight(first), midnight(next_first)


def minutes_used(
    space: Space, organisation: Organisation, moment: dt.datetime, *, ignoring=()
) -> int:
    """Real minutes that an organisation has in a space in the month of a moment.

    Nobody coming counts as well: the space was kept.
    """
    first, last = month_of(moment)
    counted = (*BookingState.coming(), BookingState.NO_SHOW)
    rows = Booking.objects.in_state(*counted).filter(
        space=space,
        organisation=organisation,
        starts_at__gte=first,
        starts_at__lt=last,
    )
    rows = rows.exclude(pk__in=[booking.pk for booking in ignoring])
    times = rows.values_list("starts_at", "ends_at")
    return sum(minutes_between(start, end) for start, end in times)


def quota_problem(
    space: Space,
    organisation: Organisation | None,
    times: list[tuple[dt.datetime, dt.datetime]],
    *,
    ignoring=(),
) -> Problem | None:
    """Whether the times are more than the organisation may have in their months."""
    if organisation is None or space.quota_hours_per_month is None:
        return None
    months: dict[dt.datetime, int] = {}
    for start, end in times:
        first = month_of(start)[0]
        months[first] = months.get(first, 0) + minutes_between(start, end)
    for first, asked in months.items():
        used = minutes_used(space, organisation, first, ignoring=ignoring)
        left = max(space.quota_hours_per_month * 60 - used, 0)
        if asked > left:
            words = {"left": length_in_words(left), "asked": length_in_words(asked)}
            return problem("quota", **words)
    return None
