"""One's own organisations: as they stand, what waits, and asking for a change."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from hub.forms import status_of
from hub.models import Membership, Organisation, OrganisationState
from hub.workdays import promised_by
from stories.actions import confirming, listing
from stories.addresses import organisation_url
from stories.choices import RequestKind
from stories.models import ProfileRequest
from stories.profile_facts import facts_of
from stories.profile_forms import ChangeForm, ClaimForm
from stories.refusals import Refused
from stories.views.listing import send

LATEST = 5  # answers shown
METHODS = ["GET", "HEAD", "POST"]
signed_in = login_required(login_url="sign_in")
CHANGES = (*OrganisationState.listed(), OrganisationState.DRAFT)


def own(request: HttpRequest, slug: str) -> Organisation | None:
    """An organisation that the reader belongs to; another's is None."""
    mine = Membership.objects.belonging().filter(user=request.user)
    rows = Organisation.objects.filter(pk__in=mine.values("organisation"))
    return rows.filter(slug=slug).first()


@never_cache
@require_safe
@signed_in
def my_organisations(request: HttpRequest) -> HttpResponse:
    """Each with its state and what can be done, and what waits for an answer."""
    mine = Membership.objects.filter(user=request.user)
    mine = mine.select_related("organisation").order_by("organisation__name")
    asked = list(ProfileRequest.objects.of(request.user).waiting())
    changes = (each for each in asked if each.kind != RequestKind.CLAIM)
    open_for = {each.organisation_id for each in changes}
    answered = ProfileRequest.objects.of(request.user).answered()
    context = {
        "rows": [about(each, open_for) for each in mine],
        "waiting": asked,
        "answered": answered[:LATEST],
    }
    return render(request, "stories/my_organisations.html", context)


def about(membership: Membership, open_for: set) -> dict:
    """What the page says of one organisation."""
    there, state = membership.organisation, membership.organisation.state
    has_asked = membership.role == Membership.Role.ASKED
    return {
        "organisation": there,
        "has_asked": has_asked,
        "url": organisation_url(there) if there.is_listed else "",
        "may_change": state in CHANGES and there.pk not in open_for,
        "may_be_listed": (
            state == OrganisationState.PRIVATE and there.pk not in open_for
        ),
        "may_confirm": there.is_listed,
        "may_come_back": confirming.is_gone_by_silence(there),
    }


@never_cache
@require_http_methods(METHODS)
@signed_in
def change_organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """The facts as they stand, to be put right; who does not belong may claim them."""
    there = own(request, slug)
    if there is None:
        get_object_or_404(Organisation.objects.listed(), slug=slug)
        return HttpResponseRedirect(reverse("claim_organisation", args=[slug]))
    is_private = there.state == OrganisationState.PRIVATE
    if not is_private and there.state not in CHANGES:
        return HttpResponseRedirect(reverse("my_organisations"))
    kind = RequestKind.LISTING if is_private else RequestKind.CHANGE
    form = ChangeForm(request.POST or None, facts=facts_of(there))
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent and (response := send(request, form, kind, organisation=there)):
        return response
    context = {
        "form": form,
        "organisation": there,
        "is_private": is_private,
        "waiting": ProfileRequest.objects.open_for(there),
        "answer_by": promised_by(timezone.now()),
    }
    status = status_of(form)
    return render(request, "stories/change_organisation.html", context, status=status)


@never_cache
@require_http_methods(METHODS)
@signed_in
def claim_organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """How one belongs to a profile that is there; staff decide."""
    there = get_object_or_404(Organisation.objects.listed(), slug=slug)
    if own(request, slug) is not None:
        return HttpResponseRedirect(reverse("my_organisations"))
    first = {"person": request.user.get_full_name()}
    form = ClaimForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        said = {"name": form.cleaned_data["person"], "text": form.cleaned_data["text"]}
        kind = RequestKind.CLAIM
        if response := send(request, form, kind, organisation=there, **said):
            return response
    context = {
        "form": form,
        "organisation": there,
        "answer_by": promised_by(timezone.now()),
    }
    status = status_of(form)
    return render(request, "stories/claim_organisation.html", context, status=status)


@require_POST
@signed_in
def withdraw(request: HttpRequest, key) -> HttpResponse:
    """Take back what one has asked; answered meanwhile, it says so."""
    mine = ProfileRequest.objects.filter(asked_by=request.user)
    made = get_object_or_404(mine, key=key)
    try:
        listing.withdraw(request=made)
    except Refused:
        messages.info(request, _("It was answered or taken back already."))
    else:
        messages.success(request, _("It is taken back."))
    return HttpResponseRedirect(reverse("my_organisations"))


@require_POST
@signed_in
def confirm_own(request: HttpRequest, slug: str) -> HttpResponse:
    """All of it is right, said from one's own list; another's is 404."""
    there = own(request, slug)
    if there is None:
        raise Http404
    was_gone = confirming.is_gone_by_silence(there)
    try:
        confirming.confirm(organisation=there)
    except Refused:
        messages.info(request, _("Nothing was changed: look at how it stands now."))
    else:
        said = (
            _("%(name)s is in the directory again.")
            if was_gone
            else _("Thank you. All of it is confirmed today: %(name)s.")
        )
        messages.success(request, said % {"name": there.name})
    return HttpResponseRedirect(reverse("my_organisations"))
