"""Nominating a local hero, and the nominee's answer by a private link."""

import uuid

from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hub import limits
from hub.forms import status_of
from hub.private_links import private
from hub.workdays import promised_by
from stories.actions import nominating
from stories.choices import NominationState
from stories.models import Nomination
from stories.models.nominations import REACHED_WITHIN
from stories.nomination_forms import NominationForm, NomineeForm
from stories.nominee_links import nomination_behind
from stories.refusals import Refused

FROM_ONE_ADDRESS_AN_HOUR = 5
FROM_ONE_SENDER_A_DAY = 5
OPEN = (NominationState.CONTACTED, NominationState.ACCEPTED)


@never_cache
def nominate(request: HttpRequest) -> HttpResponse:
    """The form; what was sent leads to its receipt, however often it was sent."""
    form = NominationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if made := send(request, form):
            return HttpResponseRedirect(reverse("nomination_sent", args=[made.key]))
        form.add_error(None, limits.TOO_MANY)
    context = {
        "form": form,
        "answer_by": promised_by(timezone.now()),
        "days": REACHED_WITHIN.days,
    }
    return render(request, "stories/nominate.html", context, status=status_of(form))


def send(request: HttpRequest, form: NominationForm) -> Nomination | None:
    """The nomination of a form; None where too many came from one place."""
    key = form.row_key
    if there := Nomination.objects.with_key(key):
        return there
    if not limits.allow_sender(
        request,
        form.said["email"],
        what="nomination",
        an_hour=FROM_ONE_ADDRESS_AN_HOUR,
        a_day=FROM_ONE_SENDER_A_DAY,
    ):
        return None
    return nominating.nominate(key=key, language=get_language(), **form.said)


@never_cache
def nomination_sent(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """What happens now: the same for what is held back, and it names nobody."""
    nomination = get_object_or_404(Nomination, key=key)
    context = {"nomination": nomination, "days": REACHED_WITHIN.days}
    return render(request, "stories/nomination_sent.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def nominee(request: HttpRequest, token: str) -> HttpResponse:
    """What was written; looking changes nothing, the two buttons do."""
    try:
        nomination = nomination_behind(token)
    except signing.SignatureExpired:
        return gone(request)
    except signing.BadSignature:
        return gone(request, status=404)
    if nomination is None or nomination.state not in OPEN:
        return gone(request, nomination)
    form = NomineeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return answer(request, nomination, form.cleaned_data["answer"])
    context = {"nomination": nomination, "form": form}
    return private(
        render(request, "stories/nominee.html", context, status=status_of(form))
    )


def answer(request: HttpRequest, nomination: Nomination, said: str) -> HttpResponse:
    """Do what the button says; pressed twice it is done once."""
    is_yes = said == NomineeForm.YES
    act = nominating.accept if is_yes else nominating.refuse
    try:
        act(nomination=nomination, seen=nomination.version)
    except Refused:  # answered already, or staff did something at the same moment
        return private(HttpResponseRedirect(request.path))
    return HttpResponseRedirect(request.path if is_yes else reverse("nominee_said_no"))


def gone(
    request: HttpRequest, nomination: Nomination | None = None, *, status: int = 410
) -> HttpResponse:
    """A link that is too old, not ours or done with: what one can do instead."""
    context = {"is_forged": status == 404, "nomination": nomination}
    page = render(request, "stories/nominee_gone.html", context, status=status)
    return private(page)


def nominee_said_no(request: HttpRequest) -> HttpResponse:
    """Thanks for a no; it says nothing of whom."""
    return render(request, "stories/nominee_said_no.html")
