"""Lists of bookings with names, in the local time, for those who may take them out."""

import datetime as dt
from collections.abc import Iterator

from django.utils.translation import gettext as _

from spaces.models import Booking
from spaces.models.bookings import BookingQuerySet
from spaces.staff.tables import Table, kroner, local

AT_ONCE = 500  # rows read from the database


def bookings(rows: BookingQuerySet) -> Table:
    """All that is known about each booking, one row each."""
    heads = [
        _("Reference"), _("State"), _("House"), _("Space"), _("From"), _("Until"),
        _("Hours"), _("Organisation"), _("CVR"), _("Name"), _("E-mail"), _("Telephone"),
        _("People"), _("What for"), _("Price, DKK"), _("Market price, DKK"),
        _("Legal basis"), _("EAN"), _("Reference of the payer"), _("Sent"),
        _("Answered"), _("Invoiced"),
    ]  # fmt: skip

    def lines() -> Iterator[list]:
        for row in rows.for_lists().iterator(AT_ONCE):
            yield [
                row.reference, row.get_state_display(), str(row.space.venue.name),
                str(row.space.name), local(row.starts_at), local(row.ends_at),
                row.minutes / 60, *whose(row), row.people, row.purpose,
                kroner(row.price_ore), kroner(row.market_price_ore),
                row.legal_basis_da, row.payer_ean, row.payer_reference,
                local(row.sent_at), local(row.decided_at), local(row.invoiced_at),
            ]  # fmt: skip

    return Table("bookings", heads, lines())


def whose(row: Booking) -> list[str]:
    """Organisation, its number, name, e-mail and telephone."""
    organisation = row.organisation
    return [
        organisation.name if organisation else "",
        organisation.cvr if organisation else "",
        row.name,
        row.email,
        row.phone,
    ]


def invoices(rows: BookingQuerySet, month: dt.date) -> Table:
    """What is to be paid for a month, with what the one who invoices must know."""
    heads = [
        _("Reference"), _("Organisation"), _("CVR"), _("Name"), _("E-mail"),
        _("Telephone"), _("EAN"), _("Reference of the payer"), _("House"), _("Space"),
        _("From"), _("Until"), _("Hours"), _("Amount, DKK"), _("Legal basis"),
        _("State"), _("Invoiced"),
    ]  # fmt: skip

    def lines() -> Iterator[list]:
        for row in rows.for_lists().iterator(AT_ONCE):
            yield [
                row.reference, *whose(row), row.payer_ean, row.payer_reference,
                str(row.space.venue.name), str(row.space.name), local(row.starts_at),
                local(row.ends_at), row.minutes / 60, kroner(row.price_ore),
                row.legal_basis_da, row.get_state_display(), local(row.invoiced_at),
            ]  # fmt: skip

    return Table(f"invoices-{month:%Y-%m}", heads, lines())
