"""What was used, what was looked for in vain, and what the city gave, in numbers."""

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Count, DurationField, ExpressionWrapper, F, Q, Sum
from django.db.models.functions import Coalesce, TruncMonth
from django.utils.translation import gettext as _

from spaces.choices import PriceGroup, SpaceKind
from spaces.hours import midnight
from spaces.models import Booking, Space, UnmetSearch
from spaces.staff.tables import Table, kroner, local
from spaces.states import BookingState

KEPT = Q(state__in=(BookingState.CONFIRMED, BookingState.NO_SHOW))
NOTHING = dt.timedelta(0)


def year_of(year: int) -> tuple[dt.datetime, dt.datetime]:
    """The beginning and the end of a local year, in UTC."""
    return midnight(dt.date(year, 1, 1)), midnight(dt.date(year + 1, 1, 1))


def hours(length: dt.timedelta) -> float:
    """A length in hours, to the quarter of an hour's hundredth."""
    return round(length.total_seconds() / 3600, 2)


def use(user, year: int) -> Table:
    """Per space and month: bookings, hours, people, and what came to nothing."""
    heads = [
        _("House"), _("Space"), _("Kind"), _("Month"), _("Bookings"), _("Hours used"),
        _("People"), _("Nobody came"), _("Given back late"), _("Refused or expired"),
        _("Waits or asked"),
    ]  # fmt: skip
    length = ExpressionWrapper(
        F("ends_at") - F("starts_at"), output_field=DurationField()
    )
    rows = (
        Booking.objects.looked_after_by(user)
        .starting(*year_of(year))
        .values("space", month=TruncMonth("starts_at", tzinfo=zone()))
        .annotate(
            bookings=Count("pk", filter=KEPT),
            length=Coalesce(Sum(length, filter=KEPT), NOTHING),
            people=Coalesce(Sum("people", filter=KEPT), 0),
            missed=Count("pk", filter=Q(state=BookingState.NO_SHOW)),
            late=Count("pk", filter=Q(is_cancelled_late=True)),
            refused=Count("pk", filter=Q(state__in=REFUSED)),
            waits=Count("pk", filter=Q(state__in=BookingState.waiting())),
        )
        .order_by("space", "month")
    )
    spaces = Space.objects.select_related("venue").in_bulk()

    def lines() -> Iterator[list]:
        for row in rows.iterator():
            space = spaces[row["space"]]
            yield [
                str(space.venue.name), str(space.name), space.get_kind_display(),
                row["month"].strftime("%Y-%m"), row["bookings"], hours(row["length"]),
                row["people"], row["missed"], row["late"], row["refused"], row["waits"],
            ]  # fmt: skip

    return Table(f"use-{year}", heads, lines())


REFUSED = (BookingState.DECLINED, BookingState.EXPIRED)


def zone() -> ZoneInfo:
    """The zone of months and years."""
    return ZoneInfo(settings.TIME_ZONE)


def in_vain(user, year: int) -> Table:
    """Searches that found no free space; nothing in them says who looked."""
    heads = [
        _("Day"), _("Kind"), _("District"), _("From"), _("Until"), _("People"),
        _("Other wishes"),
    ]  # fmt: skip
    rows = UnmetSearch.objects.filter(searched_on__year=year)
    rows = rows.select_related("district").order_by("searched_on", "pk")
    kinds = dict(SpaceKind.choices)

    def lines() -> Iterator[list]:
        for row in rows.iterator():
            yield [
                row.searched_on.isoformat(), str(kinds.get(row.kind, "")),
                str(row.district.name) if row.district else "", local(row.wanted_from),
                local(row.wanted_until), row.people, ", ".join(map(str, row.more)),
            ]  # fmt: skip

    return Table(f"searches-in-vain-{year}", heads, lines())


def state_aid(user, year: int) -> Table:
    """Per organisation and legal basis: market price, price, and the difference."""
    heads = [
        _("Year"), _("Organisation"), _("CVR"), _("Price group"), _("Legal basis"),
        _("Bookings"), _("Market price, DKK"), _("Price, DKK"), _("Difference, DKK"),
    ]  # fmt: skip
    rows = (
        Booking.objects.looked_after_by(user)
        .used()
        .starting(*year_of(year))
        .values(
            "organisation",
            "organisation__name",
            "organisation__cvr",
            "price_group",
            "legal_basis_da",
        )  # fmt: skip
        .annotate(
            bookings=Count("pk"), market=Sum("market_price_ore"), paid=Sum("price_ore")
        )
        .order_by("organisation__name", "organisation", "price_group", "legal_basis_da")
    )
    groups = dict(PriceGroup.choices)

    def lines() -> Iterator[list]:
        for row in rows.iterator():
            yield [
                year, row["organisation__name"] or _("People without an organisation"),
                row["organisation__cvr"] or "", str(groups[row["price_group"]]),
                row["legal_basis_da"], row["bookings"], kroner(row["market"]),
                kroner(row["paid"]), kroner(row["market"] - row["paid"]),
            ]  # fmt: skip

    return Table(f"state-aid-{year}", heads, lines())
