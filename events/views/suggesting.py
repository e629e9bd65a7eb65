"""An organisation suggests a public event in the time of one of its bookings."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from events.actions import suggest
from events.refusals import Refused
from events.suggestion_forms import SuggestionForm
from events.suggestions import may_suggest, suggestion_of
from hub.forms import status_of
from spaces.views.my_bookings import own_booking, signed_in


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def suggest_event(request: HttpRequest, reference: str) -> HttpResponse:
    """A title and two sentences; where it cannot be, the booking says why."""
    booking = own_booking(request, reference)
    here = reverse("my_booking", args=[reference])
    is_sent = request.method == "POST"
    if not is_sent and not may_suggest(booking, suggestion_of(booking)):
        return HttpResponseRedirect(here)
    form = SuggestionForm(request.POST or None)
    if is_sent and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("title", "summary")}
        try:
            suggest(
                booking=booking, language=request.LANGUAGE_CODE, by=request.user, **said
            )
        except Refused as refused:
            form.add_problems(refused)
        else:
            messages.success(request, _("Thank you. We look at it and write to you."))
            return HttpResponseRedirect(here)
    context = {"booking": booking, "form": form}
    status = status_of(form)
    return render(request, "events/suggest_event.html", context, status=status)
