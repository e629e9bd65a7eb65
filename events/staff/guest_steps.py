"""One guest: added by hand, corrected, moved up from the waiting list, cancelled."""

from collections.abc import Callable
from typing import NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from events import actions
from events.models import Occurrence, Signup
from events.refusals import problem
from events.staff.desk import date_or_404
from events.staff.guest_desk import (
    SEE_GUESTS,
    STATES,
    back_to,
    done,
    guest_or_404,
    page_of,
)
from events.staff.guest_forms import (
    AddForm,
    CancelForm,
    CorrectForm,
    PlaceForm,
    SeenForm,
)
from events.states import Actor, step_for
from hub.desk import for_staff
from hub.forms import status_of
from hub.models import User


@for_staff(SEE_GUESTS)
def add_guest(request: HttpRequest, pk: int) -> HttpResponse:
    """GET asks who comes, POST writes them down."""
    occurrence = date_or_404(pk)
    seats = occurrence.seats
    form = AddForm(request.POST or None, event=occurrence.event)
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent and done(form, actions.add_by_hand, seats=seats, by=request.user):
        words = _("%(name)s is on the list.") % form.said
        messages.success(request, words)
        return back_to(occurrence)
    return page_of(
        request, occurrence, "add_guest", _("Add a guest"),
        status=status_of(form), form=form, places=seats,
        free=None if seats.capacity is None else seats.capacity - seats.taken,
    )  # fmt: skip


@for_staff(SEE_GUESTS)
def event_guest(request: HttpRequest, pk: int, guest: int) -> HttpResponse:
    """GET shows one guest with a form to mend it, POST mends it."""
    occurrence, signup = guest_or_404(pk, guest)
    form = CorrectForm(request.POST or None, signup=signup, event=occurrence.event)
    if request.method == "POST" and not signup.is_active:
        return too_late(request, occurrence, signup)
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent and done(form, actions.correct, signup=signup):
        messages.success(request, _("Saved: %(name)s.") % form.said)
        return back_to(occurrence, f"guest-{signup.pk}")
    return draw(request, occurrence, signup, form, status=status_of(form))


def draw(
    request: HttpRequest,
    occurrence: Occurrence,
    signup: Signup,
    form: CorrectForm,
    status: int = 200,
) -> HttpResponse:
    """The page of one guest."""
    return page_of(
        request, occurrence, "guest", signup.name, status=status, signup=signup,
        state=STATES[signup.state],
        form=form if signup.is_active and not occurrence.is_over else None, icon="user",
        steps=[] if occurrence.is_over else steps_of(signup),
    )  # fmt: skip


def too_late(
    request: HttpRequest, occurrence: Occurrence, signup: Signup
) -> HttpResponse:
    """The guest as it is now, and that nothing was done."""
    messages.error(request, problem("changed").text)
    form = CorrectForm(signup=signup, event=occurrence.event)
    return draw(request, occurrence, signup, form, status=409)


def give_place(*, signup: Signup, by: User, reason: str) -> None:
    """Move somebody up from the waiting list."""
    actions.give_place(signup=signup, by=by, reason=reason)


def accept(*, signup: Signup, by: User) -> None:
    """Take the offered place for somebody who said yes to us."""
    actions.accept(signup=signup, actor=Actor.HOST)


def cancel(*, signup: Signup, by: User, reason: str) -> None:
    """Cancel for the host."""
    actions.cancel(signup=signup, actor=Actor.HOST, by=by, reason=reason)


class Step(NamedTuple):
    """What is asked, the step of the table, what does it, and the words.

    These are the heading, the button, and what is said afterwards.
    """

    form: type[SeenForm]
    name: str
    take: Callable[..., None]
    words: Callable[[], tuple[str, str, str]]


STEPS = {
    "place": Step(
        PlaceForm, "give_place", give_place,
        lambda: (_("Give a place"), _("Give the place"), _("%(name)s has a place.")),
    ),
    "accept": Step(
        SeenForm, "accept", accept,
        lambda: (
            _("Say yes for them"), _("They take the place"), _("%(name)s has a place."),
        ),
    ),
    "cancel": Step(
        CancelForm, "cancel", cancel,
        lambda: (
            _("Cancel a sign-up"), _("Cancel the sign-up"), _("Cancelled: %(name)s."),
        ),
    ),
}  # fmt: skip


def steps_of(signup: Signup) -> list[tuple[str, str]]:
    """What can be done with a sign-up as it stands: the address and the words."""
    return [
        (name, step.words()[1])
        for name, step in STEPS.items()
        if step_for(signup.state, step.name, Actor.HOST)
    ]


@for_staff(SEE_GUESTS)
def guest_step(request: HttpRequest, pk: int, guest: int, step: str) -> HttpResponse:
    """GET asks why, POST does it."""
    if step not in STEPS:
        raise Http404
    occurrence, signup = guest_or_404(pk, guest)
    kind, name, take, words = STEPS[step]
    if not step_for(signup.state, name, Actor.HOST):
        return too_late(request, occurrence, signup)
    heading, yes, said = words()
    form = kind(request.POST or None, now=str(signup.version))
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent and done(form, take, signup=signup, by=request.user):
        say_done(request, signup, said)
        return back_to(occurrence)
    return page_of(
        request, occurrence, "guest_step", heading, status=status_of(form),
        signup=signup, form=form, yes=yes, is_cancel=step == "cancel",
    )  # fmt: skip


def say_done(request: HttpRequest, signup: Signup, said: str) -> None:
    """What was done, and whom nobody has mailed."""
    messages.success(request, said % {"name": signup.name})
    if not signup.email:
        text = _("There is no e-mail address: tell %(name)s yourselves.")
        messages.warning(request, text % {"name": signup.name})
