"""What organisations suggest: say yes, and it is a draft; say no, and they hear why."""

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from events import actions
from events.choices import EventStatus
from events.models import Event
from events.refusals import Refused
from events.staff.dates import back_to
from events.staff.desk import PUBLISH, event_or_404, for_staff, page
from hub.forms import DeskForm


class DeclineForm(DeskForm):
    """No, and why."""

    reason = forms.CharField(
        label=gettext_lazy("Why we say no"),
        max_length=600,
        widget=forms.Textarea({"rows": 4}),
        help_text=gettext_lazy("They read it in a mail."),
    )


def number_waiting(request: HttpRequest) -> int:
    """How many wait, for the menu."""
    return Event.objects.suggested().count()


def too_late(request: HttpRequest, event: Event) -> HttpResponse:
    """Somebody was quicker."""
    text = _("Somebody was quicker: this is now “%(state)s”. Nothing was sent.")
    messages.error(request, text % {"state": event.get_status_display()})
    return back_to(event)


@for_staff(PUBLISH)
@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Make it a draft, and open its form."""
    event = event_or_404(pk)
    try:
        actions.take_up(event=event, by=request.user)
    except Refused:
        return too_late(request, event)
    text = _("It is a draft now. Fill in what is missing, then publish.")
    messages.success(request, text)
    return HttpResponseRedirect(reverse("event_facts", args=[pk]))


@for_staff(PUBLISH)
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    """GET asks for a reason, POST says no."""
    event = event_or_404(pk)
    if event.status != EventStatus.SUGGESTED:
        return too_late(request, event)
    form = DeclineForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            actions.decline_suggestion(event=event, reason=reason, by=request.user)
        except Refused:
            return too_late(request, event)
        messages.success(request, _("Declined. They get your reason by mail."))
        return HttpResponseRedirect(reverse("event_suggestions"))
    context = {
        "event": event,
        "form": form,
        "yes": _("Say no"),
        "back": reverse("event_desk", args=[pk]),
        "subheading": str(event.title),
    }
    status = 422 if form.is_bound else 200
    return page(request, "tell", _("Say no to a suggestion"), status=status, **context)
