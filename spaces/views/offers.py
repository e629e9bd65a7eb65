"""Offering a room, and the owner's yearly look at the facts by a link."""

import uuid
from contextlib import suppress

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from hub import limits
from hub.forms import status_of
from hub.workdays import promised_by
from spaces.actions import checking, offering
from spaces.facts_in_words import space_rows, venue_rows
from spaces.models import RoomOffer, Venue
from spaces.offer_forms import FactsForm, OfferForm
from spaces.refusals import Refused

OFFERS_AN_HOUR = 5  # from one network address
CHANGES_A_DAY = 10  # told about one house


@never_cache
def offer_room(request: HttpRequest) -> HttpResponse:
    """The form; what was sent leads to its receipt, however often it was sent."""
    form = OfferForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        if made := send(request, form):
            url = reverse("offer_sent", args=[made.key])
            return HttpResponseRedirect(url)
        form.add_error(None, limits.TOO_MANY)
    context = {"form": form, "answer_by": promised_by(timezone.now())}
    return render(request, "spaces/offer.html", context, status=status_of(form))


def send(request: HttpRequest, form: OfferForm) -> RoomOffer | None:
    """The offer of a form; None where too many came from one address."""
    key = form.row_key
    if there := RoomOffer.objects.with_key(key):
        return there
    place = f"offer from {limits.address_of(request)}"
    if not limits.allow(place, limit=OFFERS_AN_HOUR, window=limits.HOUR):
        return None
    return offering.offer(key=key, language=get_language(), **form.said)


@never_cache
def offer_sent(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """What happens now; the address is known to the sender only and names nobody."""
    offer = get_object_or_404(RoomOffer, key=key)
    return render(request, "spaces/offer_sent.html", {"offer": offer})


@never_cache
def confirm_facts(request: HttpRequest, token: str) -> HttpResponse:
    """All facts of a house; looking changes nothing, the buttons do."""
    try:
        found = checking.venue_behind(token)
    except signing.SignatureExpired:
        return render(request, "spaces/facts_old_link.html", status=410)
    if found is None:
        raise Http404
    venue, works = found
    if not works:
        return render(request, "spaces/facts_confirmed.html", {"venue": venue})
    form = FactsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["verdict"] == FactsForm.RIGHT:
            return confirm(request, venue)
        if hand_on(venue, form.cleaned_data["text"]):
            return render(request, "spaces/facts_changed.html", {"venue": venue})
        form.add_error(None, limits.TOO_MANY)
    context = {"venue": venue, "form": form} | facts_of(venue)
    return render(request, "spaces/facts.html", context, status=status_of(form))


def facts_of(venue: Venue) -> dict:
    """All that the owner is asked about, in words."""
    spaces = [(space, space_rows(space)) for space in venue.spaces.all()]
    return {"rows": venue_rows(venue), "spaces": spaces}


def confirm(request: HttpRequest, venue: Venue) -> HttpResponse:
    """Write down that all is right; the same address then says thank you."""
    with suppress(Refused):  # somebody confirmed at the same moment
        checking.confirm_facts(venue=venue)
    return HttpResponseRedirect(request.path)


def hand_on(venue: Venue, text: str) -> bool:
    """Tell what is not right, a double click once; whether it was not too much."""
    about = f"facts of {venue.pk} changed"
    if not limits.allow(f"{about}: {text}", limit=1, window=limits.DAY):
        return True
    if not limits.allow(about, limit=CHANGES_A_DAY, window=limits.DAY):
        return False
    checking.report_change(venue=venue, text=text)
    return True
