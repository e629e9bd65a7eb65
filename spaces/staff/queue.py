"""The requests that wait for an answer, the most urgent first, one line each."""

from collections.abc import Iterable
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spaces.models import Booking
from spaces.staff.answer_forms import Forms
from spaces.staff.desk import for_staff, page
from spaces.staff.flags import Flags
from spaces.staff.words import short_money, when, who

MOST_ROWS = 100


class Row(NamedTuple):
    """One request as the queue shows it."""

    booking: Booking
    who: str
    when: str
    flags: list[str]
    urgency: str
    price: str
    forms: Forms

    @property
    def is_plain(self) -> bool:
        """Whether nothing about it asks for a second look."""
        return not self.flags and not self.booking.answer

    @property
    def ticket(self) -> str:
        """The booking as it was seen: its key and its version."""
        return f"{self.booking.pk}:{self.booking.version}"


def rows_of(
    bookings: Iterable[Booking],
    *,
    mending: int | None = None,
    what: str = "",
    sent: QueryDict | None = None,
) -> list[Row]:
    """Rows with their flags and forms; `mending` is the key of the one sent wrongly."""
    bookings = list(bookings)
    flags = Flags(bookings)
    return [
        Row(
            booking=booking,
            who=who(booking),
            when=when(booking.starts_at, booking.ends_at),
            flags=flags.of(booking),
            urgency=flags.urgency(booking),
            price=short_money(booking.price_ore),
            forms=Forms(
                booking,
                needs_entry=flags.needs_introduction(booking),
                what=what if booking.pk == mending else "",
                sent=sent,
            ),
        )
        for booking in bookings
    ]


def waiting_for(request: HttpRequest):
    """All requests that the person may answer, the most urgent first."""
    return Booking.objects.looked_after_by(request.user).waiting()


@for_staff()
def queue(request: HttpRequest) -> HttpResponse:
    """The requests; `?plain=1` has all plain ones ticked."""
    return show(request)


def show(request: HttpRequest, *, status: int = 200, **mending) -> HttpResponse:
    """The page of the queue, after an answer that did not work too."""
    found = list(waiting_for(request).for_lists()[: MOST_ROWS + 1])
    has_more = len(found) > MOST_ROWS
    if not has_more:
        request.bookings_waiting = len(found)  # the menu need not ask again
    rows = rows_of(found[:MOST_ROWS], **mending)
    ticked = request.POST.getlist("ticked")
    if request.GET.get("plain"):
        ticked = [row.ticket for row in rows if row.is_plain]
    plain = sum(row.is_plain for row in rows)
    return page(
        request,
        "queue",
        _("Requests"),
        status=status,
        icon="mail",
        subheading=how_many(len(found), has_more),
        rows=rows,
        ticked=ticked,
        plain=plain,
        has_more=has_more,
    )


def how_many(number: int, is_more: bool) -> str:
    """`23 wait for an answer`."""
    if is_more:
        return _("more than %(n)s wait for an answer") % {"n": MOST_ROWS}
    words = ngettext("%(n)s waits for an answer", "%(n)s wait for an answer", number)
    return words % {"n": number}
