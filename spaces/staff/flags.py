"""What is out of the ordinary about a request, in words, and only where it is so."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hub.formatting import clock
from spaces.choices import FoodSale
from spaces.hours import local_day
from spaces.models import Booking, Introduction
from spaces.rules import length_in_words, month_of
from spaces.staff.words import short_day
from spaces.states import BookingState

REMEMBERED = dt.timedelta(days=365)  # how long a late or missed booking is told
LATE_TWICE = 2


class Past(NamedTuple):
    """How often an organisation, or a person without one, was said yes to, and more."""

    known: int = 0
    late: int = 0
    missed: int = 0


def _counts() -> dict:
    known = (BookingState.CONFIRMED, BookingState.CANCELLED, BookingState.NO_SHOW)
    lately = Q(starts_at__gte=timezone.now() - REMEMBERED)
    return {
        "known": Count("pk", filter=Q(state__in=known)),
        "late": Count("pk", filter=Q(is_cancelled_late=True) & lately),
        "missed": Count("pk", filter=Q(state=BookingState.NO_SHOW) & lately),
    }


def _by(rows: QuerySet, name: str) -> dict:
    """The past by organisation or person, by one query."""
    found = rows.values(name).annotate(**_counts()).order_by()
    return {
        (name, row[name]): Past(row["known"], row["late"], row["missed"])
        for row in found
    }


class Flags:
    """The flags of some requests, in a fixed number of queries."""

    def __init__(self, bookings: Iterable[Booking]):
        self.bookings = list(bookings)
        self.now = timezone.now()
        bookers = {each.booked_by_id for each in self.bookings} - {None}
        theirs = {each.organisation_id for each in self.bookings} - {None}
        mine = Booking.objects.filter(organisation=None, booked_by__in=bookers)
        self._past = _by(
            Booking.objects.filter(organisation__in=theirs), "organisation"
        )
        self._past |= _by(mine, "booked_by")
        self._introduced = self._introductions(bookers)
        self._used = self._minutes()

    def _introductions(self, people: set[int]) -> set[tuple]:
        """(person, space or kind) of all introductions that were held."""
        rows = Introduction.objects.filter(
            user__in=people, held_on__lte=timezone.localdate()
        )
        return {
            (user, space or kind)
            for user, space, kind in rows.values_list("user", "space", "kind")
        }

    def _minutes(self) -> dict[tuple, int]:
        """Minutes by organisation, space and month, where a space has a quota."""
        limited = [
            each
            for each in self.bookings
            if each.organisation_id and each.space.quota_hours_per_month is not None
        ]
        used: dict[tuple, int] = defaultdict(int)
        if not limited:
            return used
        months = [month_of(each.starts_at) for each in limited]
        rows = Booking.objects.in_state(*BookingState.coming(), BookingState.NO_SHOW)
        rows = rows.starting(min(months)[0], max(last for _first, last in months))
        rows = rows.filter(
            organisation__in={each.organisation_id for each in limited},
            space__in={each.space_id for each in limited},
        )
        for row in rows.only("organisation", "space", "starts_at", "ends_at"):
            used[_quota_key(row)] += row.minutes
        return used

    def needs_introduction(self, booking: Booking) -> bool:
        """Whether who asks has not been shown the space, which must be shown."""
        if not booking.space.requires_introduction:
            return False
        held = {
            (booking.booked_by_id, booking.space_id),
            (booking.booked_by_id, booking.space.kind),
        }
        return not held & self._introduced

    def of(self, booking: Booking) -> list[str]:
        """The flags of one request; none where it is plain."""
        name = "organisation" if booking.organisation_id else "booked_by"
        past = self._past.get((name, getattr(booking, f"{name}_id")), Past())
        found = []
        if not past.known:
            found.append(_("first time"))
        if self.needs_introduction(booking):
            found.append(_("no introduction"))
        if booking.food == FoodSale.REGISTERED:
            found.append(_("sells food, registered"))
        if booking.food == FoodSale.BELOW:
            found.append(_("sells food, not registered"))
        if over := self._over(booking):
            found.append(_("%(length)s over the quota") % {"length": over})
        if past.late >= LATE_TWICE:
            found.append(_("gave back late %(n)s times") % {"n": past.late})
        if past.missed:
            missed = ngettext(
                "nobody came, once", "nobody came, %(n)s times", past.missed
            )
            found.append(missed % {"n": past.missed})
        return found

    def _over(self, booking: Booking) -> str:
        """By how much the month's hours are exceeded, in words."""
        quota = booking.space.quota_hours_per_month
        if not booking.organisation_id or quota is None:
            return ""
        over = self._used[_quota_key(booking)] - quota * 60
        return length_in_words(over) if over > 0 else ""

    def urgency(self, booking: Booking) -> str:
        """That an answer is due today or late; empty where there is time."""
        due = booking.answer_by
        if due is None:
            return ""
        words = {"day": short_day(due), "time": clock(due)}
        if due < self.now:
            return _("answer late: due %(day)s %(time)s") % words
        if local_day(due) == local_day(self.now):
            return _("answer due today %(time)s") % words
        return ""


def _quota_key(booking: Booking) -> tuple:
    month = month_of(booking.starts_at)[0]
    return booking.organisation_id, booking.space_id, month
