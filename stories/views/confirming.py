"""The link of the yearly mail: opening it shows the facts, a press confirms them."""

from contextlib import suppress

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hub.forms import status_of
from stories.actions import confirming
from stories.addresses import organisation_url
from stories.profile_facts import facts_of, rows_of
from stories.profile_forms import ConfirmForm
from stories.refusals import Refused


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_profile(request: HttpRequest, token: str) -> HttpResponse:
    """All facts of a profile; looking changes nothing, the button does."""
    try:
        found = confirming.organisation_behind(token)
    except signing.SignatureExpired:
        return done(request, None, status=410)
    if found is None:
        raise Http404
    there, works = found
    if not works or not confirming.may_be_confirmed(there):
        return done(request, there, status=200 if there.is_listed else 410)
    form = ConfirmForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with suppress(Refused):  # somebody confirmed at the same moment
            confirming.confirm(organisation=there)
        return HttpResponseRedirect(request.path)
    context = {
        "organisation": there,
        "rows": rows_of(facts_of(there)),
        "form": form,
        "is_gone": not there.is_listed,
    }
    status = status_of(form)
    return render(request, "stories/confirm_profile.html", context, status=status)


def done(request: HttpRequest, organisation, *, status: int) -> HttpResponse:
    """Thank you, or what to do with a link that no longer works."""
    is_listed = organisation is not None and organisation.is_listed
    url = organisation_url(organisation) if is_listed else ""
    context = {"organisation": organisation, "url": url, "is_listed": is_listed}
    return render(request, "stories/profile_confirmed.html", context, status=status)
