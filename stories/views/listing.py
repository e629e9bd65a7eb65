"""Asking to be listed: all facts on one page, then a code, and it is sent."""

import uuid

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from hub import codes, limits, signing_in
from hub.forms import status_of
from hub.models import Organisation
from hub.workdays import promised_by
from stories.actions import listing
from stories.choices import RequestKind
from stories.models import ProfileRequest
from stories.profile_forms import ListingForm
from stories.refusals import Refused

REQUESTS_AN_HOUR = 10  # of one person; `hub.codes` counts by network address
WORDS = {
    "open": _("A change of this profile waits for our answer already."),
    "same": _("Nothing differs from what we have."),
    "number": _("This number is in the directory already, as %(name)s."),
}


@never_cache
def list_organisation(request: HttpRequest) -> HttpResponse:
    """The form; who is not signed in gets a code, and loses nothing on the way."""
    form = ListingForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        if there := ProfileRequest.objects.with_key(form.row_key):
            return to_receipt(there)
        if not is_known(form, request.user):
            if not request.user.is_authenticated:
                return prove(request, form)
            return send_listing(request, form)
    return page(request, form)


def page(request: HttpRequest, form: ListingForm) -> HttpResponse:
    """The form as it stands, with what is wrong by the fields."""
    context = {"form": form, "answer_by": promised_by(timezone.now())}
    status = status_of(form)
    return render(request, "stories/list_organisation.html", context, status=status)


def is_known(form: ListingForm, user) -> bool:
    """Whether the number is another's in the directory; then the form says whose.

    Of one that only books nobody is told: staff see it.
    """
    there = same_number(form.cleaned_data["cvr"])
    if there is None or not there.is_listed or belongs(user, there):
        return False
    form.existing = there
    form.add_error("cvr", WORDS["number"] % {"name": there.name})
    return True


def same_number(number: str) -> Organisation | None:
    """The organisation that has a CVR number already."""
    return Organisation.objects.filter(cvr=number).first() if number else None


def belongs(user, organisation: Organisation) -> bool:
    """Whether somebody belongs to an organisation."""
    if not user.is_authenticated:
        return False
    return organisation.memberships.belonging().filter(user=user).exists()


# The code -----------------------------------------------------------------------------


def prove(request: HttpRequest, form: ListingForm) -> HttpResponse:
    """Mail a code to the address, ask for it, and take it: all facts come along."""
    email = form.cleaned_data["mail"]
    token = request.POST.get("token", "")
    if "code" not in request.POST or "again" in request.POST:
        try:
            token = signing_in.send_code(email, request)
        except codes.CodeError as error:
            form.add_error("mail", signing_in.REASONS[error.code])
            return page(request, form)
        return code_page(request, form, signing_in.CodeForm(), token)
    code = signing_in.CodeForm(request.POST)
    if not code.is_valid():
        return code_page(request, form, code, token)
    try:
        proven = codes.check(token, code.cleaned_data["code"], signing_in.SIGN_IN)
        response = signing_in.sign_in(request, proven)
    except codes.CodeError as error:
        if there := ProfileRequest.objects.with_key(form.row_key):
            return to_receipt(there)  # a double click used the code up
        code.add_error("code", signing_in.REASONS[error.code])
        return code_page(request, form, code, token)
    return send_listing(request, form) if request.user.is_authenticated else response


def code_page(request: HttpRequest, form, code, token: str) -> HttpResponse:
    """The field for the code; what was told before is in the page, unseen."""
    context = {
        "form": form,
        "code_form": code,
        "token": token,
        "email": form.cleaned_data["mail"],
        "debug": settings.DEBUG,
    }
    status = status_of(code)
    return render(request, "stories/list_code.html", context, status=status)


# Sending ------------------------------------------------------------------------------


def send_listing(request: HttpRequest, form: ListingForm) -> HttpResponse:
    """Write it down; one's own booking organisation is asked to be listed as it is."""
    there = same_number(form.cleaned_data["cvr"])
    own = there if there and belongs(request.user, there) else None
    if own is not None and own.is_listed:
        return HttpResponseRedirect(reverse("change_organisation", args=[own.slug]))
    return send(request, form, RequestKind.LISTING, organisation=own) or page(
        request, form
    )


def send(request: HttpRequest, form, kind: RequestKind, **said) -> HttpResponse | None:
    """Ask for what the form says; None where it was refused, and the form says why."""
    if there := ProfileRequest.objects.with_key(form.row_key):
        return to_receipt(there)
    whose = f"profile request of {request.user.pk}"
    if not limits.allow(whose, limit=REQUESTS_AN_HOUR, window=limits.HOUR):
        form.add_error(None, limits.TOO_MANY)
        return None
    facts = {"facts": form.facts} if kind != RequestKind.CLAIM else {}
    try:
        made = listing.ask(
            kind=kind,
            key=form.row_key,
            by=request.user,
            language=get_language(),
            **facts | said,
        )
    except Refused as refused:
        form.add_error(None, WORDS[refused.code])
        return None
    return to_receipt(made)


def to_receipt(made: ProfileRequest) -> HttpResponseRedirect:
    """Where one reads what happens next."""
    return HttpResponseRedirect(reverse("profile_request_sent", args=[made.key]))


@never_cache
def sent(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """What happens now; the address is known to the sender only."""
    made = get_object_or_404(ProfileRequest, key=key)
    return render(request, "stories/profile_request_sent.html", {"asked": made})
