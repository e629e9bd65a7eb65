"""Dates of an event: add one, move it, put it off, cancel it, take it away."""

import datetime as dt

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from events import actions
from events.actions import Places, When
from events.models import Event, Occurrence, Seats, Signup
from events.models.signups import SignupQuerySet
from events.refusals import Refused, RoomsTaken
from events.staff.clashes import with_buttons
from events.staff.date_forms import (
    ChangeForm,
    DateForm,
    NoteForm,
    first_of,
)
from events.staff.desk import (
    PUBLISH,
    WRITE,
    date_or_404,
    event_or_404,
    for_staff,
    page,
    say,
)
from events.staff.words import from_value, room_of
from spaces.models import Booking
from spaces.staff.fields import DAY_FORMAT, TIME_FORMAT
from spaces.staff.words import when

INSTEAD = "instead"  # the value of a button: a free time near the one that was wanted


def back_to(event: Event) -> HttpResponseRedirect:
    """The page of the event."""
    return HttpResponseRedirect(reverse("event_desk", args=[event.pk]))


def sent(request: HttpRequest):
    """What was sent, with the time of the button that was pressed; None for a GET."""
    if request.method != "POST":
        return None
    time = from_value(request.POST.get(INSTEAD, ""))
    if time is None:
        return request.POST
    data = request.POST.copy()
    for name, value in first_of(*time).items():
        is_time = isinstance(value, dt.time)
        form = TIME_FORMAT if is_time else DAY_FORMAT
        data[name] = "" if value is None else value.strftime(form)
    return data


def may_change(request: HttpRequest, event: Event) -> bool:
    """Whether the person may change dates: of what readers see only publishers."""
    return request.user.has_perm(PUBLISH if event.is_shown else WRITE)


def refuse_others(request: HttpRequest, event: Event) -> HttpResponse | None:
    """Back to the event, in words, for who may write but not publish."""
    if may_change(request, event):
        return None
    messages.error(
        request, _("Readers see this event. Only publishers change its dates.")
    )
    return back_to(event)


@for_staff(WRITE)
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """One more date; of a published event its room is taken at once."""
    event = event_or_404(pk)
    if gone := refuse_others(request, event):
        return gone
    has_places = event.is_course and event.occurrences.exists()
    form = DateForm(sent(request), event=event, has_places=has_places)
    last = event.occurrences.select_related("space", "seats").last()
    if last and not form.is_bound:
        form.begin_with(When.of(last)._replace(booking=None))
        form.begin_with_places(Places.of(last.seats))
        form.initial |= {"date": None, "until_date": None}
    clashes = []
    if form.is_bound and form.is_valid():
        said = {"when": form.when, "seats": form.seats, "by": request.user}
        try:
            made = actions.add_date(event=event, **said)
        except RoomsTaken as taken:
            clashes = taken.clashes
        except Refused as refused:
            say(form, refused)
        else:
            words = {"when": when(made.starts_at, made.ends_at)}
            messages.success(request, _("Added: %(when)s.") % words)
            return back_to(event)
    said = {"heading": _("Add a date"), "yes": _("Add")} | heard_of_new(event)
    return ask(request, form, event, clashes, **said)


def ask(request, form, event, clashes=(), **said) -> HttpResponse:
    """The page with the form, and what is in the way."""
    status = 409 if clashes else 422 if form.is_bound and form.errors else 200
    heading = said.pop("heading")
    about = ", ".join(part for part in (str(event.title), said.pop("when", "")) if part)
    context = {"event": event, "form": form, "subheading": about}
    context["clashes"] = with_buttons(clashes)
    return page(request, "date", heading, status=status, **context, **said)


@for_staff(WRITE)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Another time or place; who has signed up hears of it, and that is shown first."""
    date = date_or_404(pk)
    if gone := refuse_others(request, date.event):
        return gone
    form = ChangeForm(sent(request), occurrence=date)
    time = from_value(request.GET.get(INSTEAD, ""))
    if time and not form.is_bound:
        form.initial |= first_of(*time)
    clashes, guests = [], guests_of(date)
    is_fine = form.is_bound and form.is_valid()
    if is_fine and guests and form.is_moved and "sure" not in request.POST:
        told = {"from": when(date.starts_at, date.ends_at)}
        told["to"] = when(form.start, form.end)
        return ask_change(request, form, date, told=told, **heard_by(guests))
    if is_fine:
        said = {"seen": form.cleaned_data["seen"], "by": request.user} | form.notes
        try:
            date = actions.change_date(occurrence=date, when=form.when, **said)
        except RoomsTaken as taken:
            clashes = taken.clashes
        except Refused as refused:
            say(form, refused)
        else:
            words = {"when": when(date.starts_at, date.ends_at)}
            messages.success(request, _("Saved: %(when)s.") % words)
            return back_to(date.event)
    return ask_change(request, form, date, clashes)


def ask_change(request, form, date: Occurrence, clashes=(), **said) -> HttpResponse:
    """The page of one date: its form, and what else can be done with it."""
    if said:
        messages.warning(
            request, _("Nothing is changed yet. Look at what guests hear.")
        )
    return ask(
        request,
        form,
        date.event,
        clashes,
        heading=_("Change a date"),
        yes=_("Save"),
        date=date,
        when=when(date.starts_at, date.ends_at),
        bookings=bookings_for(date),
        is_roomless=room_of(date, date.event).is_wrong,
        **said,
    )


def guests_of(date: Occurrence) -> SignupQuerySet:
    """The sign-ups that a change concerns."""
    rows = date.seats.signups
    return rows.active() if date.event.is_shown else rows.none()


def heard_by(guests: SignupQuerySet) -> dict:
    """How many hear of it by mail, and whom staff must tell themselves."""
    unreached = list(guests.without_address())
    return {"guests": guests.count() - len(unreached), "unreached": unreached}


def heard_of_new(event: Event) -> dict:
    """Who hears of new dates: of a course that readers know, all who signed up."""
    guests = Signup.objects.to(Seats.objects.of(event)).active()
    is_told = event.is_course and event.is_published
    return heard_by(guests if is_told else guests.none())


def bookings_for(date: Occurrence) -> list[Booking]:
    """Bookings that keep the room for the time of a date and could be used for it."""
    is_kept = date.booking_id and actions.covers(date.booking, date)
    if date.space_id is None or date.closure_id or is_kept or date.is_over:
        return []
    return list(Booking.objects.covering(date.space, date.starts_at, date.ends_at))


@for_staff(WRITE)
@require_POST
def use_booking(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a booking that is there keep the room."""
    date = date_or_404(pk)
    if gone := refuse_others(request, date.event):
        return gone
    reference = request.POST.get("reference", "")
    booking = get_object_or_404(Booking, reference=reference)
    try:
        actions.use_booking(occurrence=date, booking=booking)
    except Refused as refused:
        messages.error(request, refused.problems[0].text)
    else:
        text = _("The date uses booking %(reference)s.")
        messages.success(request, text % {"reference": reference})
    return back_to(date.event)


@for_staff(WRITE)
@require_POST
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Move the date of a draft to a free time near it, by one press."""
    date = date_or_404(pk)
    time = from_value(request.POST.get(INSTEAD, ""))
    if date.event.is_shown or time is None:
        url = reverse("event_date", args=[pk])
        return HttpResponseRedirect(url)
    goal = When.of(date)._replace(start=time[0], end=time[1], booking=None)
    try:
        date = actions.change_date(occurrence=date, when=goal, by=request.user)
    except Refused as refused:
        messages.error(request, refused.problems[0].text)
    else:
        words = {"when": when(date.starts_at, date.ends_at)}
        messages.success(request, _("Moved to %(when)s.") % words)
    return HttpResponseRedirect(reverse("event_desk", args=[date.event_id]) + "#dates")


@for_staff(PUBLISH)
def postpone(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that the new date is not known yet."""
    said = {
        "heading": _("Put off a date"),
        "yes": _("Put it off, and tell everybody"),
        "text": _(
            "Readers see that the date is put off and that the new one is not known "
            "yet. Whoever has signed up keeps the place. The room is free again."
        ),
        "done": _("Put off."),
    }
    return tell(request, pk, actions.postpone, **said)


@for_staff(PUBLISH)
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel one date."""
    said = {
        "heading": _("Cancel a date"),
        "yes": _("Cancel the date, and tell everybody"),
        "text": _(
            "The date stays in the list and says that it is cancelled. The room is "
            "free again. This cannot be undone: add a new date instead."
        ),
        "done": _("Cancelled."),
    }
    return tell(request, pk, actions.cancel_date, **said)


def tell(request: HttpRequest, pk: int, change, **said) -> HttpResponse:
    """GET shows who will hear what, POST does it."""
    date = date_or_404(pk)
    form = NoteForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            change(occurrence=date, by=request.user, **form.notes)
        except Refused as refused:
            say(form, refused)
        else:
            messages.success(request, said["done"])
            return back_to(date.event)
    context = {
        "event": date.event,
        "form": form,
        **heard_by(guests_of(date)),
        "back": reverse("event_date", args=[pk]),
        "subheading": f"{date.event.title}, {when(date.starts_at, date.ends_at)}",
    }
    status = 422 if form.is_bound else 200
    heading = said.pop("heading")
    return page(request, "tell", heading, status=status, **context, **said)


@for_staff(WRITE)
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a date away that nobody has seen, after asking."""
    date = date_or_404(pk)
    if gone := refuse_others(request, date.event):
        return gone
    if request.method == "POST":
        try:
            actions.remove_date(occurrence=date)
        except Refused as refused:
            messages.error(request, refused.problems[0].text)
            return HttpResponseRedirect(reverse("event_date", args=[pk]))
        messages.success(request, _("Removed."))
        return back_to(date.event)
    context = {
        "event": date.event,
        "text": _("The date is taken away, as if it had never been there."),
        "yes": _("Remove the date"),
        "back": reverse("event_date", args=[pk]),
        "subheading": f"{date.event.title}, {when(date.starts_at, date.ends_at)}",
    }
    return page(request, "tell", _("Remove a date"), **context)
