"""Writing the facts of an event: a new one, and one that is there."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from events import actions
from events.models import Event
from events.refusals import Refused
from events.staff.dates import back_to
from events.staff.desk import (
    ADD,
    PUBLISH,
    WRITE,
    event_or_404,
    for_staff,
    page,
    say,
)
from events.staff.event_forms import FactsForm


@for_staff(ADD)
def new(request: HttpRequest) -> HttpResponse:
    """A new draft; then its dates."""
    form = FactsForm(request.POST or None)
    if form.is_bound and form.is_valid():
        event = actions.begin(event=form.instance, save=form.write, by=request.user)
        text = _("The draft is saved. Now say when and where it is.")
        messages.success(request, text)
        return HttpResponseRedirect(reverse("event_date_add", args=[event.pk]))
    context = {"form": form, "yes": _("Save the draft and go on to dates")}
    status = 422 if form.is_bound else 200
    return page(request, "facts", _("Make an event"), status=status, **context)


@for_staff(WRITE)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """The facts of an event; of what readers see only publishers change them."""
    event = event_or_404(pk)
    if event.is_shown and not request.user.has_perm(PUBLISH):
        text = _("Readers see this event. Only publishers change its facts.")
        messages.error(request, text)
        return back_to(event)
    form = FactsForm(request.POST or None, instance=event_or_404(pk))
    if form.is_bound and form.is_valid():
        seen = form.cleaned_data["seen"]
        try:
            actions.change_facts(
                event=event, save=form.write, seen=seen, by=request.user
            )
        except Refused as refused:
            return too_late(request, event, form, refused)
        messages.success(request, _("Saved."))
        return back_to(event)
    return ask(request, event, form, 422 if form.is_bound else 200)


def ask(request, event: Event, form: FactsForm, status: int, **said) -> HttpResponse:
    """The page with the form."""
    context = {"event": event, "form": form, "yes": _("Save")}
    context |= {"subheading": str(event.title)}
    return page(request, "facts", _("Facts"), status=status, **context, **said)


def too_late(request, event: Event, form: FactsForm, refused: Refused) -> HttpResponse:
    """What was typed, kept, and what somebody else wrote meanwhile; then save again."""
    if refused.code != "changed":
        say(form, refused)
        return ask(request, event, form, 422)
    now = event_or_404(event.pk)
    differing = form.differing(now)
    data = request.POST.copy()
    data["seen"] = str(now.version)
    form = FactsForm(data, instance=event_or_404(event.pk))
    return ask(request, now, form, 409, differing=differing, is_changed=True)
