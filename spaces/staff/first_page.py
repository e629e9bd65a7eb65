"""What the admin's first page says about bookings: a button, and what waits."""

from django.db.models import Min, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hub.first_page import Button, Waiting, register_button, register_list
from hub.models import Organisation
from spaces.models import Booking, Problem
from spaces.staff.desk import ANSWER
from spaces.staff.menu import number_waiting
from spaces.staff.queue import waiting_for
from spaces.staff.words import when, who
from spaces.states import BookingState

CONFIRM = "hub.change_organisation"


def answer_requests(request: HttpRequest) -> Button | None:
    """The queue, with how many wait."""
    if not request.user.has_perm(ANSWER):
        return None
    number = number_waiting(request)
    words = ngettext("%(n)s waits for an answer", "%(n)s wait for an answer", number)
    text = words % {"n": number} if number else _("None waits just now")
    return Button(_("Answer requests"), text, reverse("booking_queue"), "mail")


def who_comes(request: HttpRequest) -> Button | None:
    """Today's paper."""
    if not request.user.has_perm(ANSWER):
        return None
    text = _("Who comes when, and how they get in")
    return Button(
        _("Today in the house"), text, reverse("staff_today"), "clipboard-list"
    )


def requests(request: HttpRequest) -> list[Waiting]:
    """The most urgent requests."""
    if not request.user.has_perm(ANSWER):
        return []
    queue = reverse("booking_queue")
    return [
        Waiting(
            f"{each.space.name}, {when(each.starts_at, each.ends_at)}",
            f"{queue}#booking-{each.pk}",
            who(each),
            each.sent_at,
        )
        for each in waiting_for(request).for_lists()
    ]


def problems(request: HttpRequest) -> list[Waiting]:
    """What was wrong in rooms and nobody has seen to."""
    if not request.user.has_perm(ANSWER):
        return []
    theirs = Problem.objects.looked_after_by(request.user).for_lists().waiting()
    url = reverse("staff_problems")
    return [
        Waiting(
            f"{each.booking.space.name}: {each}",
            f"{url}#problem-{each.pk}",
            who(each.booking),
            each.told_at,
        )
        for each in theirs
    ]


def organisations(request: HttpRequest) -> list[Waiting]:
    """Organisations with coming bookings that nobody has looked at yet."""
    if not (request.user.has_perm(ANSWER) and request.user.has_perm(CONFIRM)):
        return []
    coming = Booking.objects.looked_after_by(request.user).coming()
    since = Min(
        "bookings__sent_at", filter=Q(bookings__state__in=BookingState.coming())
    )
    rows = Organisation.objects.filter(
        is_confirmed=False, bookings__in=coming.order_by()
    )
    rows = rows.annotate(since=since).order_by("since")
    return [
        Waiting(each.name, organisation_url(each), each.cvr, each.since)
        for each in rows
    ]


def organisation_url(organisation: Organisation) -> str:
    """Where staff confirm an organisation after looking."""
    return reverse("wagtailsnippets_hub_organisation:edit", args=[organisation.pk])


def register() -> None:
    """Add to the first page."""
    register_button(answer_requests, order=5)
    register_button(who_comes, order=6)
    register_list(gettext_lazy("Requests to answer"), requests, order=5)
    register_list(gettext_lazy("Problems in rooms"), problems, order=6)
    register_list(gettext_lazy("New organisations to confirm"), organisations, order=7)
