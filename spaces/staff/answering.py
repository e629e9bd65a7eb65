"""Answering requests: one in its row, or many after a page that says who hears what."""

from typing import NamedTuple

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from spaces.models import Booking
from spaces.refusals import Refused
from spaces.staff import queue
from spaces.staff.answer_forms import (
    ANSWERS,
    APPROVE,
    ASK,
    DECLINE,
    AnswerForm,
    EntryForm,
    Forms,
)
from spaces.staff.desk import booking_or_404, for_staff, page
from spaces.staff.flags import Flags
from spaces.staff.words import what_became_of, when, who


@for_staff()
@require_POST
def answer(request: HttpRequest, reference: str) -> HttpResponse:
    """One answer to one request; what is wrong with it is said in its row."""
    booking = booking_or_404(request, reference)
    what = request.POST.get("what", "")
    if what not in ANSWERS:
        raise Http404
    needs_entry = Flags([booking]).needs_introduction(booking)
    form = Forms(booking, needs_entry=needs_entry, what=what, sent=request.POST)
    if not form.is_valid():
        messages.error(request, _("Nothing is sent yet. See the row that is open."))
        return queue.show(
            request, status=422, mending=booking.pk, what=what, sent=request.POST
        )
    try:
        form.send(booking, by=request.user, seen=number_of(request.POST.get("seen")))
    except Refused as refused:
        return too_late(request, booking, refused)
    messages.success(request, DONE[what]() % {"who": who(booking)})
    return HttpResponseRedirect(reverse("booking_queue"))


DONE = {
    APPROVE: lambda: _("Confirmed: %(who)s."),
    DECLINE: lambda: _("Declined: %(who)s."),
    ASK: lambda: _("The question is on its way to %(who)s."),
}


def too_late(request: HttpRequest, booking: Booking, refused: Refused) -> HttpResponse:
    """The queue as it is now, and why this answer did not count."""
    booking = booking_or_404(request, booking.reference)
    messages.error(request, f"{what_became_of(booking)} {refused.problems[0].text}")
    return queue.show(request, status=409)


def number_of(text: str | None) -> int | None:
    """A whole number that was sent; None where it is none."""
    return int(text) if text and text.isascii() and text.isdigit() else None


# Many at once -------------------------------------------------------------------------


class Told(NamedTuple):
    """One of many: the request as it was seen, who hears of it, and how."""

    booking: Booking
    seen: int
    who: str
    when: str
    flags: list[str]
    entry: EntryForm | None

    @property
    def ticket(self) -> str:
        """The booking as it was seen."""
        return f"{self.booking.pk}:{self.seen}"

    def is_valid(self) -> bool:
        """Whether the way in is chosen, where it must be."""
        return self.entry is None or self.entry.is_valid()


def ticked_by(request: HttpRequest) -> dict[int, int]:
    """The version by key of what was ticked. Raises Http404 for what nobody could."""
    found = {}
    for ticket in request.POST.getlist("ticked"):
        key, _colon, version = ticket.partition(":")
        if number_of(key) is None or number_of(version) is None:
            raise Http404
        found[int(key)] = int(version)
    return found


@for_staff()
@require_POST
def answer_many(request: HttpRequest) -> HttpResponse:
    """First who will hear what; then, when that is sent, do it."""
    what, seen = request.POST.get("what", ""), ticked_by(request)
    if what not in ANSWERS:
        raise Http404
    if not seen:
        messages.error(request, _("Tick at least one request first."))
        return queue.show(request, status=422)
    bookings = Booking.objects.looked_after_by(request.user).for_lists()
    bookings = sorted(
        bookings.filter(pk__in=seen), key=lambda each: (each.starts_at, each.pk)
    )
    if len(bookings) != len(seen):
        raise Http404
    is_sure = "sure" in request.POST
    sent = request.POST if is_sure else None
    form = ANSWERS[what](sent)
    all_told = told_of(bookings, seen, what, sent)
    if is_sure and all([form.is_valid(), *(each.is_valid() for each in all_told)]):
        return do_many(request, form, all_told)
    return page(
        request,
        "many",
        HEADINGS[what](),
        status=422 if is_sure else 200,
        icon="mail",
        subheading=how_many(len(all_told)),
        what=what,
        all_told=all_told,
        form=form,
    )


HEADINGS = {
    APPROVE: lambda: _("Say yes to these?"),
    DECLINE: lambda: _("Say no to these?"),
    ASK: lambda: _("Ask all of these?"),
}


def how_many(number: int) -> str:
    """`23 requests`."""
    return ngettext("%(n)s request", "%(n)s requests", number) % {"n": number}


def told_of(bookings: list[Booking], seen: dict, what: str, sent) -> list[Told]:
    """Who hears what, in the order of the times; the way in is chosen for each."""
    flags = Flags(bookings)
    return [
        Told(
            booking,
            seen[booking.pk],
            who(booking),
            when(booking.starts_at, booking.ends_at),
            flags.of(booking),
            EntryForm(sent, booking=booking, prefix=str(booking.pk))
            if what == APPROVE and flags.needs_introduction(booking)
            else None,
        )
        for booking in bookings
    ]


def do_many(
    request: HttpRequest, form: AnswerForm, all_told: list[Told]
) -> HttpResponse:
    """Do each; who was answered or withdrew meanwhile is told by name."""
    done = 0
    for each in all_told:
        way_in = each.entry.said if each.entry else {}
        try:
            form.send(each.booking, by=request.user, seen=each.seen, **way_in)
            done += 1
        except Refused:
            now = booking_or_404(request, each.booking.reference)
            messages.error(request, what_became_of(now))
    if done:
        words = ngettext("Done: %(n)s request.", "Done: %(n)s requests.", done)
        messages.success(request, words % {"n": done})
    return HttpResponseRedirect(reverse("booking_queue"))
