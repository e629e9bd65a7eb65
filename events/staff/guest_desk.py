"""What all pages about guests share: who comes in, whose they are, how it is drawn."""

from collections.abc import Callable

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy

from events.models import Occurrence, Signup
from events.refusals import Refused
from events.staff.desk import date_or_404, page, say
from events.states import SignupState
from spaces.staff.words import when

# As staff say it; `SignupState` speaks to the guest.
STATES = {
    SignupState.UNCONFIRMED: gettext_lazy("Has not confirmed yet"),
    SignupState.CONFIRMED: gettext_lazy("Comes"),
    SignupState.WAITLISTED: gettext_lazy("On the waiting list"),
    SignupState.OFFERED: gettext_lazy("Offered a place"),
    SignupState.CANCELLED_BY_SELF: gettext_lazy("Cancelled by themselves"),
    SignupState.CANCELLED_BY_HOST: gettext_lazy("Cancelled by us"),
    SignupState.EXPIRED: gettext_lazy("Did not answer in time"),
}
SEE_GUESTS, EXPORT = "events.see_guests", "events.export_guests"


def guest_or_404(pk: int, guest: int) -> tuple[Occurrence, Signup]:
    """A date and somebody on its list whose name is still known."""
    occurrence = date_or_404(pk)
    signup = get_object_or_404(Signup, pk=guest, seats=occurrence.seats_id)
    if signup.anonymised_at:
        raise Http404
    return occurrence, signup


def time_of(occurrence: Occurrence) -> str:
    """The day and the hours of a date."""
    return when(occurrence.starts_at, occurrence.ends_at)


def guests_url(occurrence: Occurrence, place: str = "") -> str:
    """The list of guests of a date, at a place on the page where one is named."""
    return reverse("event_guests", args=[occurrence.pk]) + (f"#{place}" * bool(place))


def back_to(occurrence: Occurrence, place: str = "") -> HttpResponseRedirect:
    """Lead to the list of guests."""
    return HttpResponseRedirect(guests_url(occurrence, place))


def page_of(
    request: HttpRequest, occurrence: Occurrence, name: str, heading: str, **more
) -> HttpResponse:
    """A page about one date: it says which under the heading."""
    about = f"{occurrence.event.title}, {time_of(occurrence)}"
    context = {"subheading": about, "occurrence": occurrence, "icon": "group"} | more
    return page(request, name, heading, **context)


def done(form: forms.Form, change: Callable[..., object], **more) -> bool:
    """Do what a form says; False where the form says by the field why not.

    Where somebody else changed it since the form was drawn nothing is done.
    """
    if form.is_stale:
        form.mark_changes()
        return False
    try:
        change(**form.said, **more)
    except Refused as refused:
        say(form, refused)
        return False
    return True
