"""Publish, now or by the clock; take back; cancel; copy; tell the story; delete."""

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from events import actions
from events.choices import EventStatus
from events.models import Event, Seats, Signup
from events.refusals import Refused, RoomsTaken
from events.staff.clashes import clashes_by_date, with_buttons
from events.staff.date_forms import NoteForm
from events.staff.dates import back_to, heard_by
from events.staff.desk import ADD, PUBLISH, WRITE, event_or_404, for_staff, page, say
from events.staff.fields import moment_field
from events.staff.missing import missing_in
from hub.formatting import clock, day
from hub.forms import DeskForm
from hub.waiting import edit_url


class PublishForm(DeskForm):
    """Now, or at a time of its own."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    publish_at = moment_field(
        gettext_lazy("Or later, at"),
        help_text=gettext_lazy(
            "The room is reserved then, not before. If it is taken by then, you get a "
            "mail and nothing is published."
        ),
    )

    def clean(self):
        """Later needs a time."""
        cleaned = super().clean()
        is_empty = not cleaned.get("publish_at") and "publish_at" not in self.errors
        if "later" in self.data and is_empty:
            self.add_error("publish_at", _("Say when."))
        return cleaned


@for_staff(PUBLISH)
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """GET shows what is missing and what is in the way, POST publishes or schedules."""
    event = event_or_404(pk)
    if event.status != EventStatus.DRAFT:
        messages.error(request, _("This is no draft any more."))
        return back_to(event)
    first = {"seen": event.version, "publish_at": event.publish_at}
    form = PublishForm(request.POST or None, initial=first)
    clashes = None
    if form.is_bound and form.is_valid():
        try:
            return do_publish(request, event, form)
        except RoomsTaken as taken:
            clashes = taken.clashes
        except Refused as refused:
            say(form, refused)
    return ask(request, event, form, clashes)


def do_publish(request: HttpRequest, event: Event, form: PublishForm) -> HttpResponse:
    """Publish at once or set the clock. Raises Refused, RoomsTaken."""
    seen, at = form.cleaned_data["seen"], form.cleaned_data["publish_at"]
    if "later" in form.data:
        actions.schedule(event=event, publish_at=at, seen=seen, by=request.user)
        words = {"day": day(at), "clock": clock(at)}
        text = _("It is published on %(day)s, %(clock)s.") % words
        messages.success(request, text)
        return back_to(event)
    actions.publish(event=event, by=request.user, seen=seen)
    messages.success(request, _("Published: readers see it, and the room is yours."))
    return back_to(event)


def ask(request, event: Event, form: PublishForm, clashes=None) -> HttpResponse:
    """What is missing, what is in the way, and the buttons where nothing is."""
    every = list(event.occurrences.for_desk())
    for date in every:
        date.event = event
    dates = [date for date in every if not date.is_over]
    status = 409 if clashes else 422 if form.errors else 200
    found = list(clashes_by_date(event, dates).values())
    context = {
        "event": event,
        "form": form,
        "missing": missing_in(event, every),
        "clashes": with_buttons(clashes) if clashes is not None else found,
        "number": len(dates),
        "rooms": sum(1 for date in dates if date.space_id and not date.booking_id),
        "subheading": str(event.title),
    }
    return page(request, "publish", _("Publish"), status=status, **context)


@for_staff(PUBLISH)
@require_POST
def unschedule(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a draft off the clock."""
    event = event_or_404(pk)
    said = {"publish_at": None, "seen": event.version, "by": request.user}
    return do(request, event, actions.schedule, _("It stays a draft."), **said)


def do(request: HttpRequest, event: Event, change, done: str, **said) -> HttpResponse:
    """Do it and say so, or say why not; back to the event."""
    try:
        change(event=event, **said)
    except Refused as refused:
        messages.error(request, refused.problems[0].text)
    else:
        messages.success(request, done)
    return back_to(event)


@for_staff(PUBLISH)
def unpublish(request: HttpRequest, pk: int) -> HttpResponse:
    """Make it a draft again, after asking."""
    event = event_or_404(pk)
    if request.method == "POST":
        done = _("It is a draft again, and the room is free.")
        return do(request, event, actions.unpublish, done, by=request.user)
    context = {
        "event": event,
        "text": _(
            "Readers no longer see the event, and the room is free for others. Where "
            "somebody has signed up, cancel it instead."
        ),
        "yes": _("Take it back"),
        "back": reverse("event_desk", args=[pk]),
        "subheading": str(event.title),
    }
    return page(request, "tell", _("Take back what is published"), **context)


@for_staff(PUBLISH)
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel the whole event: everybody who has signed up hears why."""
    event = event_or_404(pk)
    form = NoteForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            actions.cancel_event(event=event, by=request.user, **form.notes)
        except Refused as refused:
            say(form, refused)
        else:
            messages.success(request, _("Cancelled."))
            return back_to(event)
    context = {
        "event": event,
        "form": form,
        **heard_by(Signup.objects.to(Seats.objects.of(event)).active()),
        "text": _(
            "All coming dates are cancelled and their rooms are free. The page stays "
            "and says so. This cannot be undone."
        ),
        "yes": _("Cancel the event, and tell everybody"),
        "back": reverse("event_desk", args=[pk]),
        "subheading": str(event.title),
    }
    status = 422 if form.is_bound else 200
    return page(request, "tell", _("Cancel the event"), status=status, **context)


@for_staff(ADD)
@require_POST
def duplicate(request: HttpRequest, pk: int) -> HttpResponse:
    """A new draft with the same facts and no dates, open to be changed."""
    made = actions.duplicate(event=event_or_404(pk), by=request.user)
    text = _("This is the copy, a draft without dates. Change what is different.")
    messages.success(request, text)
    return HttpResponseRedirect(reverse("event_facts", args=[made.pk]))


@for_staff(WRITE)
@require_POST
def write_story(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the Danish page that tells the story; make it where there is none."""
    event = event_or_404(pk)
    try:
        story = actions.begin_story(event=event, by=request.user)
    except Refused as refused:
        messages.error(request, refused.problems[0].text)
        return back_to(event)
    return HttpResponseRedirect(edit_url(story))


@for_staff(WRITE)
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a draft, after asking."""
    event = event_or_404(pk)
    if request.method == "POST":
        try:
            actions.remove(event=event)
        except Refused as refused:
            messages.error(request, refused.problems[0].text)
            return back_to(event)
        words = {"title": event.title}
        messages.success(request, _("Deleted: %(title)s.") % words)
        return HttpResponseRedirect(reverse("event_drafts"))
    context = {
        "event": event,
        "text": _("The draft and its dates are deleted for good."),
        "yes": _("Delete the draft"),
        "back": reverse("event_desk", args=[pk]),
        "subheading": str(event.title),
    }
    return page(request, "tell", _("Delete a draft"), **context)
