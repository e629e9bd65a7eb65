"""Who comes when: today's dates first, then the coming ones, with their places."""

from typing import NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from events.choices import EventStatus, SignUpWay
from events.models import Occurrence, Signup
from events.staff.desk import SEE, page
from events.staff.guest_desk import SEE_GUESTS, time_of
from events.staff.words import place_of
from hub.desk import for_staff
from spaces.hours import DAY, midnight

A_PAGE = 25
ENTRY = (gettext_lazy("Who comes"), "guest_dates", "group", SEE, None)
NEARLY_FULL = 0.9  # of the places that guests may take


class Row(NamedTuple):
    """A date: what, when, where, and how its places stand."""

    occurrence: Occurrence
    time: str
    place: str
    waiting: int  # people
    flag: str


@for_staff(SEE)
def guest_dates(request: HttpRequest) -> HttpResponse:
    """Today's dates and the coming ones; or those that have been, the last first."""
    is_past = "past" in request.GET
    today = timezone.localdate()
    dates, tomorrow = Occurrence.objects.for_lists(), midnight(today + DAY)
    listed = dates.past() if is_past else dates.starting_from(tomorrow)
    shown = Paginator(listed, A_PAGE).get_page(request.GET.get("page"))
    now = []
    if not is_past and shown.number == 1:
        now = dates.between(midnight(today), tomorrow)
    return page(
        request,
        "guest_dates",
        _("Dates that have been") if is_past else _("Who comes"),
        icon="group",
        today=rows_of(now),
        rows=rows_of(shown),
        shown=shown,
        kept="past=1" if is_past else "",
        is_past=is_past,
        may_see=request.user.has_perm(SEE_GUESTS),
    )


def rows_of(dates: Page | list[Occurrence]) -> list[Row]:
    """Each date with how many wait; one query."""
    dates = list(dates)
    waiting = Signup.objects.waiting().order_by()
    waiting = waiting.filter(seats__in={each.seats_id for each in dates})
    counts = dict(waiting.values_list("seats").annotate(people=Sum("party_size")))
    return [
        Row(
            each,
            time_of(each),
            place_of(each, each.event),
            counts.get(each.seats_id, 0),
            flag_of(each),
        )
        for each in dates
    ]


def flag_of(occurrence: Occurrence) -> str:
    """What one must know about a date before its numbers; empty for nothing."""
    if occurrence.is_cancelled:
        return str(EventStatus.CANCELLED.label)
    if not occurrence.event.is_published:
        return _("Not public yet")
    if not occurrence.is_held:
        return _("Postponed")
    if occurrence.event.sign_up != SignUpWay.HERE:
        return ""
    seats = occurrence.seats
    if seats.is_full:
        return _("Full")
    for_guests = (seats.capacity or 0) - seats.held_back
    if seats.left is not None and seats.taken >= NEARLY_FULL * for_guests:
        words = ngettext("%(n)s place left", "%(n)s places left", seats.left)
        return words % {"n": seats.left}
    return ""
