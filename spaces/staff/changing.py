"""What staff do with one booking: move, cancel, write down who came, or an answer."""

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from hub.models import User
from spaces import actions, rules
from spaces.choices import CancelReason
from spaces.models import Booking, Space
from spaces.refusals import Refused, Taken
from spaces.staff.desk import booking_or_404, for_staff, page
from spaces.staff.doubts import are_seen, clash, codes_of, dearer, doubts_of
from spaces.staff.fields import DeskForm, SpaceField, TimeForm, words_field
from spaces.staff.words import when, who
from spaces.states import Actor

REASONS = [
    (each.value, each.label) for each in CancelReason if each != CancelReason.OWN
]


def back_to(booking: Booking) -> HttpResponseRedirect:
    """The page of the booking."""
    return HttpResponseRedirect(reverse("staff_booking", args=[booking.reference]))


class MoveForm(TimeForm):
    """Another time, another space, or both."""

    space = SpaceField()
    is_dearer_agreed = forms.BooleanField(
        label=gettext_lazy("The booker says yes to a higher price"), required=False
    )

    def __init__(self, *args, user: User, booking: Booking, **kwargs):
        start, end = map(timezone.localtime, (booking.starts_at, booking.ends_at))
        is_longer = start.date() != end.date()
        initial = {
            "space": booking.space_id,
            "date": start.date(),
            "start_time": start.time(),
            "until_time": end.time(),
            "until_date": end.date() if is_longer else None,
        }
        super().__init__(*args, initial=initial, **kwargs)
        theirs = Space.objects.looked_after_by(user).select_related("venue")
        self.fields["space"].queryset = theirs.prefetch_related("prices")
        self.booking = booking

    def doubts(self) -> list:
        """What speaks against the new time; that it is dearer too."""
        booking, space = self.booking, self.cleaned_data["space"]
        found = doubts_of(
            space,
            self.start,
            self.end,
            people=booking.people,
            food=booking.food,
            organisation=booking.organisation,
            ignoring=[booking],
        )
        more = dearer(booking, space, self.start, self.end)
        return found + ([more] if more else [])

    @property
    def accepted_ore(self) -> int | None:
        """The higher price, where the booker said yes to it."""
        prices = rules.prices_of(self.cleaned_data["space"], self.start, self.end)
        is_agreed = prices is not None and self.cleaned_data["is_dearer_agreed"]
        return prices.of(self.booking.price_group) if is_agreed else None


@for_staff()
def move(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask where to, warn of what the rules say against it, and move."""
    booking = booking_or_404(request, reference)
    form = MoveForm(request.POST or None, user=request.user, booking=booking)
    if not (request.method == "POST" and form.is_valid()):
        return ask(request, form, 422 if form.is_bound else 200)
    doubts = form.doubts()
    if not are_seen(doubts, request.POST):
        return ask(request, form, 422, doubts=doubts, seen=codes_of(doubts))
    try:
        booking = actions.move(
            booking=booking,
            start=form.start,
            end=form.end,
            space=form.cleaned_data["space"],
            accepted_ore=form.accepted_ore,
            by=request.user,
            actor=Actor.STAFF,
        )
    except Taken as taken:
        found = clash(taken.space, taken.start, taken.end, [booking])
        return ask(request, form, 409, refused=taken.problems, **found)
    except Refused as refused:
        return ask(request, form, 409, refused=refused.problems)
    say_moved(request, booking)
    return back_to(booking)


def ask(request: HttpRequest, form: MoveForm, status: int, **said) -> HttpResponse:
    """The page with the form, and what there is to say about what was sent."""
    booking = form.booking
    context = {
        "form": form,
        "booking": booking,
        "subheading": f"{who(booking)}, {when(booking.starts_at, booking.ends_at)}",
        "yes": _("Move"),
        "yes_all_the_same": _("Move all the same"),
    }
    heading = _("Move a booking")
    return page(request, "ask_time", heading, status=status, **context, **said)


def say_moved(request: HttpRequest, booking: Booking) -> None:
    """Where it is now, and whom nobody has mailed."""
    words = {"space": booking.space.name, "phone": booking.phone}
    words["when"] = when(booking.starts_at, booking.ends_at)
    messages.success(request, _("Moved to %(space)s, %(when)s.") % words)
    if not booking.email:
        text = _("There is no e-mail address: tell it by telephone, %(phone)s.")
        messages.warning(request, text % words)


class CancelForm(DeskForm):
    """Why, in one of our reasons and our own words."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Reason"),
        choices=[
            ("", gettext_lazy("Choose a reason")),
            (CancelReason.OWN, gettext_lazy("The booker asked for it.")),
            *REASONS,
        ],
    )
    words = words_field(gettext_lazy("In our own words"))

    def clean(self):
        """Another reason needs words."""
        cleaned = super().clean()
        is_other = cleaned.get("reason") == CancelReason.OTHER
        if is_other and not cleaned.get("words") and "words" not in self.errors:
            self.add_error("words", _("Say the reason in your own words."))
        return cleaned


@for_staff()
def cancel(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask why, and cancel."""
    booking = booking_or_404(request, reference)
    form = CancelForm(request.POST or None)
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        said = {"by": request.user, "actor": Actor.STAFF} | form.cleaned_data
        try:
            booking = actions.cancel(booking=booking, **said)
        except Refused as refused:
            messages.error(request, refused.problems[0].text)
            return back_to(booking)
        messages.success(request, _("Cancelled: %(who)s.") % {"who": who(booking)})
        if not booking.email:
            text = _("There is no e-mail address: tell it by telephone, %(phone)s.")
            messages.warning(request, text % {"phone": booking.phone})
        return back_to(booking)
    subheading = f"{who(booking)}, {when(booking.starts_at, booking.ends_at)}"
    context = {"form": form, "booking": booking, "subheading": subheading}
    return page(request, "cancel", _("Cancel a booking"), status=status, **context)


@for_staff()
@require_POST
def no_show(request: HttpRequest, reference: str) -> HttpResponse:
    """Write down that nobody came."""
    return _step(request, reference, actions.no_show, _("Written down: nobody came."))


@for_staff()
@require_POST
def came(request: HttpRequest, reference: str) -> HttpResponse:
    """Write down that they came after all."""
    return _step(request, reference, actions.came, _("Written down: they came."))


def _step(request: HttpRequest, reference: str, change, words: str) -> HttpResponse:
    booking = booking_or_404(request, reference)
    try:
        change(booking=booking, by=request.user)
    except Refused as refused:
        messages.error(request, refused.problems[0].text)
    else:
        messages.success(request, words)
    return back_to(booking)


class ReplyForm(DeskForm):
    """What the booker answered by telephone."""

    text = words_field(gettext_lazy("The answer"), required=True)


@for_staff()
@require_POST
def reply(request: HttpRequest, reference: str) -> HttpResponse:
    """Write down an answer that came by telephone: the request waits again."""
    booking = booking_or_404(request, reference)
    form = ReplyForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(form.errors["text"]))
        return back_to(booking)
    try:
        actions.answer(
            booking=booking, by=request.user, actor=Actor.STAFF, **form.cleaned_data
        )
    except Refused as refused:
        messages.error(request, refused.problems[0].text)
        return back_to(booking)
    messages.success(request, _("Written down. The request waits for you again."))
    return HttpResponseRedirect(reverse("booking_queue"))
