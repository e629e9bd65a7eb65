"""The guests of a date: who comes, who waits, and a press for each at the door."""

from collections import Counter
from collections.abc import Iterable

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from events.actions.attending import tick, tick_rest
from events.choices import Presence, SignUpWay
from events.models import Occurrence, Seats, Signup
from events.refusals import Refused
from events.staff.desk import WRITE, date_or_404
from events.staff.guest_desk import (
    EXPORT,
    SEE_GUESTS,
    STATES,
    back_to,
    guest_or_404,
    page_of,
)
from events.staff.words import place_of
from events.states import SignupState
from hub.desk import for_staff
from hub.forms import DeskForm

# å sorts after ø in Danish, where Unicode has it before æ.
DANISH = str.maketrans({"æ": "{a", "ø": "{b", "å": "{c", "ä": "{a", "ö": "{b"})


class PresenceForm(DeskForm):
    """Came, did not come, or not ticked."""

    presence = forms.ChoiceField(choices=Presence.choices, required=False)


def people(rows: Iterable[Signup]) -> int:
    """How many people some sign-ups are."""
    return sum(row.party_size for row in rows)


def by_name(rows: Iterable[Signup]) -> list[Signup]:
    """In the order of a Danish list of names."""
    return sorted(rows, key=lambda row: (row.name.lower().translate(DANISH), row.pk))


class Guests:
    """The sign-ups of a date, or of a course, by where they stand; one query."""

    def __init__(self, seats: Seats):
        rows = list(seats.signups.order_by("created_at", "pk"))
        by_state = {state: [] for state in SignupState}
        for row in rows:
            by_state[row.state].append(row)
        self.coming = by_name(by_state[SignupState.CONFIRMED])
        self.offered = sorted(
            by_state[SignupState.OFFERED], key=lambda row: (row.state_until, row.pk)
        )
        self.waiting = sorted(
            by_state[SignupState.WAITLISTED],
            key=lambda row: (row.waiting_since or row.created_at, row.pk),
        )
        self.unconfirmed = by_state[SignupState.UNCONFIRMED]
        over = (
            SignupState.CANCELLED_BY_SELF,
            SignupState.CANCELLED_BY_HOST,
            SignupState.EXPIRED,
        )
        self.gone = [
            (STATES[state], len(by_state[state])) for state in over if by_state[state]
        ]
        self.people = people(self.coming)
        self.people_waiting = people(self.waiting)
        ticked = Counter()
        for row in self.coming:
            ticked[row.presence] += row.party_size
        self.came = ticked[Presence.PRESENT]
        self.missed = ticked[Presence.NO_SHOW]
        self.not_ticked = ticked[Presence.UNKNOWN]
        self.are_some = any(row.is_active for row in rows)
        self.are_forgotten = any(row.anonymised_at for row in rows)


@for_staff(SEE_GUESTS)
def event_guests(request: HttpRequest, pk: int) -> HttpResponse:
    """Everybody on the list of a date."""
    return show(request, date_or_404(pk))


def show(request: HttpRequest, occurrence: Occurrence, status: int = 200):
    """The list as it is now."""
    event = occurrence.event
    is_begun = timezone.localdate() >= timezone.localdate(occurrence.starts_at)
    return page_of(
        request,
        occurrence,
        "guests",
        _("Guests"),
        status=status,
        guests=Guests(occurrence.seats),
        event=event,
        place=place_of(occurrence, event),
        dates=dates_of_course(occurrence) if event.is_course else [],
        signs_up_here=event.sign_up == SignUpWay.HERE,
        may_tick=is_begun and not occurrence.is_cancelled,
        may_change=request.user.has_perm(WRITE),
        may_export=request.user.has_perm(EXPORT),
    )


def dates_of_course(occurrence: Occurrence) -> list[Occurrence]:
    """All dates that share the list of a course."""
    return list(occurrence.seats.occurrences.order_by("starts_at", "pk"))


@for_staff(SEE_GUESTS)
@require_POST
def tick_guest(request: HttpRequest, pk: int, guest: int) -> HttpResponse:
    """Write down whether somebody came, and go on at the same place of the list."""
    occurrence, signup = guest_or_404(pk, guest)
    form = PresenceForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose “Came” or “Did not come”."))
        return show(request, occurrence, 422)
    try:
        tick(
            signup=signup,
            occurrence=occurrence,
            presence=form.cleaned_data["presence"],
            by=request.user,
        )
    except Refused as refused:
        messages.error(request, refused.problems[0].text)
        return show(request, occurrence, 409)
    return back_to(occurrence, f"guest-{signup.pk}")


@for_staff(SEE_GUESTS)
@require_POST
def tick_all(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down that all came who are not ticked yet."""
    occurrence = date_or_404(pk)
    try:
        number = tick_rest(occurrence=occurrence, by=request.user)
    except Refused as refused:
        messages.error(request, refused.problems[0].text)
        return show(request, occurrence, 409)
    words = ngettext(
        "Ticked: %(n)s sign-up came.", "Ticked: %(n)s sign-ups came.", number
    )
    messages.success(request, words % {"n": number})
    return back_to(occurrence)
