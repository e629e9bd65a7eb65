"""Writing to an organisation, and what happens then."""

import datetime as dt
import uuid

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from hub import limits
from hub.forms import status_of
from hub.models import Organisation
from stories.actions import writing
from stories.addresses import organisation_url
from stories.contact_forms import ContactForm
from stories.models import ProfileMessage

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
# What may be sent from one network address, to one organisation, and with one sender's
# address: the copy must not become a way to write to strangers.
LIMITS: tuple[tuple[str, int, dt.timedelta, Promise], ...] = (
    ("address", 5, HOUR, _(
        "Too much was sent from here. Please try again later, or ring us."
    )),
    ("sender", 10, DAY, _(
        "You have written to many today. Please go on tomorrow, or ring us."
    )),
    ("organisation", 20, DAY, _(
        "They have got many messages today. Please try again tomorrow, or ring us."
    )),
)  # fmt: skip


@never_cache
def write_to(request: HttpRequest, slug: str) -> HttpResponse:
    """The form; what was sent leads to its receipt, however often it was sent."""
    organisation = get_object_or_404(Organisation.objects.listed(), slug=slug)
    form = ContactForm(request.POST or None, initial=known_of(request))
    if request.method == "POST" and form.is_valid():
        key = form.row_key(slug)
        refusal = too_many(request, organisation, form, key)
        if refusal is None:
            writing.write_to(
                key=key, organisation=organisation, language=get_language(), **form.said
            )
            return HttpResponseRedirect(reverse("message_sent", args=[slug, key]))
        form.add_error(None, refusal)
    context = {
        "form": form,
        "organisation": organisation,
        "profile_url": organisation_url(organisation),
    }
    return render(request, "stories/write_to.html", context, status=status_of(form))


def known_of(request: HttpRequest) -> dict:
    """Name and address of somebody who is signed in."""
    if not request.user.is_authenticated:
        return {}
    return {"name": request.user.get_full_name(), "email": request.user.email}


def too_many(
    request: HttpRequest, organisation: Organisation, form: ContactForm, key: uuid.UUID
) -> Promise | None:
    """Why nothing more is passed on now; None where it is, or was already."""
    if ProfileMessage.objects.with_key(key):
        return None
    whose = {
        "address": limits.address_of(request),
        "sender": form.cleaned_data["email"].lower(),
        "organisation": organisation.pk,
    }
    for name, limit, window, refusal in LIMITS:
        about = f"message by {name} {whose[name]}"
        if not limits.allow(about, limit=limit, window=window):
            return refusal
    return None


@never_cache
def message_sent(request: HttpRequest, slug: str, key: uuid.UUID) -> HttpResponse:
    """What happens now; the address is known to the sender only and names nobody."""
    sent = ProfileMessage.objects.select_related("organisation")
    message = get_object_or_404(sent, key=key, organisation__slug=slug)
    context = {
        "message": message,
        "organisation": message.organisation,
        "profile_url": organisation_url(message.organisation),
    }
    return render(request, "stories/message_sent.html", context)
