"""The queue of the directory: what waits, each before and after, a yes or a no."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder

from hub.desk import for_staff
from hub.models import Organisation
from stories.actions.profile_answers import organisation_of, seen_as
from stories.choices import RequestKind
from stories.models import ProfileRequest
from stories.profile_facts import compare, facts_of
from stories.refusals import Refused
from stories.staff.profile_forms import ClaimForm, DeclineForm, FactsForm

SEE, ANSWER = "stories.view_profilerequest", "stories.change_profilerequest"


@for_staff(SEE)
def index(request: HttpRequest) -> HttpResponse:
    """What waits, the most urgent first; below it what was answered."""
    rows = ProfileRequest.objects.select_related("organisation")
    context = {"waiting": rows.waiting(), "answered": rows.answered()}
    return render(request, "stories/admin/profiles.html", context)


@for_staff(SEE)
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """One request: who asks, and each fact before and after."""
    return draw(request, get_object_or_404(ProfileRequest, pk=pk))


def draw(request: HttpRequest, asked: ProfileRequest, status: int = 200):
    """The page of one request as it stands."""
    there = organisation_of(asked)
    finder = AdminURLFinder(request.user)
    context = {
        "asked": asked,
        "organisation": there,
        "edit_url": finder.get_edit_url(there) if there else "",
        "has_number_of": there if there and not asked.organisation_id else None,
        "may_answer": asked.is_waiting and request.user.has_perm(ANSWER),
        "members": there.memberships.belonging().select_related("user")
        if there
        else [],
    } | before_and_after(asked, there)
    return render(request, "stories/admin/profile.html", context, status=status)


def before_and_after(asked: ProfileRequest, there: Organisation | None) -> dict:
    """Each fact as it is and as it would be, and what changed since it was asked.

    Of an answered request only what was asked is known.
    """
    if asked.kind == RequestKind.CLAIM:
        return {"rows": [], "stale": []}
    now = facts_of(there) if asked.is_waiting else facts_of(None) | asked.base
    rows = compare(now=now, asked=asked.values, base=asked.base)
    return {"rows": rows, "stale": [row.label for row in rows if row.is_stale]}


@for_staff(ANSWER)
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """GET shows the facts as they would stand, to be mended; POST says yes."""
    asked = get_object_or_404(ProfileRequest, pk=pk)
    there = organisation_of(asked)
    seen, data = seen_as(asked, there), request.POST or None
    if asked.kind == RequestKind.CLAIM:
        form = ClaimForm(data, request=asked, seen=seen)
    else:
        facts = facts_of(there) | asked.values
        first = {"seen": seen}
        form = FactsForm(
            data,
            request=asked,
            facts=facts,
            initial=first,
            instance=there or Organisation(),
        )
    title = _("Approve")
    return take(request, asked, form, title, _("Approved. %(name)s hears of it."))


@for_staff(ANSWER)
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    """GET asks for a reason, POST says no."""
    asked = get_object_or_404(ProfileRequest, pk=pk)
    form = DeclineForm(request.POST or None, request=asked)
    said = _("Declined. %(name)s gets your reason by mail.")
    return take(request, asked, form, _("Decline"), said)


def take(request: HttpRequest, asked: ProfileRequest, form, title: str, said: str):
    """Show the form or do what it says; too late is a 409."""
    if not asked.is_waiting:
        return too_late(request, asked)
    if request.method == "POST" and form.is_valid():
        try:
            form.take(by=request.user)
        except Refused:
            return too_late(request, get_object_or_404(ProfileRequest, pk=asked.pk))
        messages.success(request, said % {"name": asked.name or asked.email})
        return HttpResponseRedirect(reverse("profile_requests"))
    context = {"asked": asked, "form": form, "title": title}
    status = 422 if form.is_bound else 200
    return render(request, "stories/admin/profile_step.html", context, status=status)


def too_late(request: HttpRequest, asked: ProfileRequest) -> HttpResponse:
    """The request as it is now, and that something was changed meanwhile."""
    text = _("Something was changed meanwhile. Nothing was sent: look at it again.")
    if not asked.is_waiting:
        text = _("Somebody was quicker: this is now “%(state)s”. Nothing was sent.")
    messages.error(request, text % {"state": asked.get_state_display()})
    return draw(request, asked, status=409)


def number_waiting(request: HttpRequest) -> int:
    """How many wait, for the menu; asked once a request."""
    if not hasattr(request, "profiles_waiting"):
        request.profiles_waiting = ProfileRequest.objects.waiting().count()
    return request.profiles_waiting


ENTRY = (gettext_lazy("Profiles"), "profile_requests", "tasks", SEE, number_waiting)


def addresses() -> list:
    """Below `/admin/`; for the menu of local heroes."""
    return [
        path("profiles/", index, name="profile_requests"),
        path("profiles/<int:pk>/", show, name="profile_request"),
        path("profiles/<int:pk>/approve/", approve, name="approve_profile"),
        path("profiles/<int:pk>/decline/", decline, name="decline_profile"),
    ]
