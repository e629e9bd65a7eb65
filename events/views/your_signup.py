"""One's own sign-up, by the link in its mails: looking changes nothing, buttons do."""

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from events import actions
from events.addresses import event_url
from events.calendars import calendar_of
from events.gatherings import Gathering
from events.links import signup_behind, token_for
from events.models import Signup
from events.refusals import Refused
from events.signup_forms import ActForm, CorrectForm
from events.states import Actor, SignupState
from hub.calendars import CONTENT_TYPE
from hub.forms import status_of
from hub.private_links import private


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, token: str) -> HttpResponse:
    """Where the sign-up stands, and what can be done with it."""
    try:
        signup = signup_behind(token)
    except (signing.BadSignature, ValueError):
        return gone(request, status=404)
    if signup is None or signup.anonymised_at:
        return gone(request, status=410)
    gathering = Gathering(signup.seats)
    act, correction = ActForm(), CorrectForm(signup=signup, event=gathering.event)
    if request.method == "POST":
        if request.POST.get("act") == ActForm.CORRECT:
            correction = CorrectForm(request.POST, signup=signup, event=gathering.event)
            response = correct(request, signup, correction)
        else:
            act = ActForm(request.POST)
            response = do(request, signup, act)
        if response:
            return response
        signup, gathering = signup_behind(token), Gathering(signup.seats)
    context = about(signup, gathering) | {"act": act, "correction": correction}
    status = max(status_of(act), status_of(correction))
    page = render(request, "events/your_signup.html", context, status=status)
    return private(page)


def correct(
    request: HttpRequest, signup: Signup, form: CorrectForm
) -> HttpResponse | None:
    """Put right what was said; None where it was refused, and the form says why."""
    if not form.is_valid():
        return None
    try:
        actions.correct(signup=signup, **form.said)
    except Refused as refused:
        form.refuse(refused.problems)
        return None
    messages.success(request, _("It is changed."))
    return private(HttpResponseRedirect(request.path))


def do(request: HttpRequest, signup: Signup, form: ActForm) -> HttpResponse | None:
    """Do what the button says; pressed twice it is done once."""
    if not form.is_valid():
        return None
    act = form.cleaned_data["act"]
    if act == ActForm.DELETE:
        actions.delete(signup=signup)
        return HttpResponseRedirect(reverse("your_signup_deleted"))
    try:
        if act == ActForm.CONFIRM:
            actions.confirm(signup=signup)
        elif act == ActForm.ACCEPT:
            actions.accept(signup=signup)
        else:
            actions.cancel(signup=signup, actor=Actor.GUEST)
    except Refused as refused:
        for problem in refused.problems:
            form.add_error(None, problem.text)
        return None
    return private(HttpResponseRedirect(request.path))


def about(signup: Signup, gathering: Gathering) -> dict:
    """What the page tells."""
    event = gathering.event
    is_waiting = signup.state == SignupState.WAITLISTED
    has_place = signup.state == SignupState.CONFIRMED
    return {
        "signup": signup,
        "token": token_for(signup),
        "gathering": gathering,
        "dates": gathering.told,
        "event": event,
        "event_url": event_url(event, get_language()),
        "place_in_queue": Signup.objects.place_of(signup) if is_waiting else None,
        "problem": gathering.problem(),
        "can_change": signup.is_active and not gathering.is_over,
        "date": gathering.told[0],
        "seats_left": gathering.seats.left,
        "online_url": event.online_url if has_place else "",
    }


@never_cache
@require_safe
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The dates for one's own calendar; with the online link for who has a place."""
    try:
        signup = signup_behind(token)
    except (signing.BadSignature, ValueError):
        signup = None
    if signup is None or signup.anonymised_at:
        raise Http404
    gathering = Gathering(signup.seats)
    has_place = signup.state == SignupState.CONFIRMED
    file = calendar_of(gathering.told, language=get_language(), private=has_place)
    response = private(HttpResponse(file, content_type=CONTENT_TYPE))
    name = f'attachment; filename="{gathering.event.slug}.ics"'
    response.headers["Content-Disposition"] = name
    return response


def gone(request: HttpRequest, *, status: int) -> HttpResponse:
    """A link that is not ours, or whose sign-up is deleted: what one can do instead."""
    context = {"is_forged": status == 404}
    page = render(request, "events/your_signup_gone.html", context, status=status)
    return private(page)


@require_safe
def deleted(request: HttpRequest) -> HttpResponse:
    """It is done; the page names nobody."""
    return render(request, "events/your_signup_deleted.html")
