"""Closing spaces: first who is in the way, with numbers to ring, then do it."""

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from hub.models import User
from spaces import actions
from spaces.choices import CancelReason, ClosureKind
from spaces.hours import stretch
from spaces.models import Closure, Space, Venue
from spaces.refusals import Refused, StandInTheWay, Taken
from spaces.staff.desk import for_staff, page
from spaces.staff.doubts import in_the_way
from spaces.staff.fields import SpacesField, TimeForm, words_field
from spaces.staff.ways_out import WaysForm, WaysOut, bookings_in_the_way
from spaces.staff.words import when

# What bookers are told, by why we close.
REASON_TO_CANCEL = {
    ClosureKind.EVENT: CancelReason.NEEDED,
    ClosureKind.MAINTENANCE: CancelReason.REPAIR,
    ClosureKind.OTHER: CancelReason.CLOSED,
}
BELONGS_TO_EVENT = gettext_lazy(
    "It belongs to an event: move or cancel the event instead."
)


class CloseForm(TimeForm):
    """Which spaces, from when until when, and why."""

    venue = forms.ModelChoiceField(
        Venue.objects.none(),
        label=gettext_lazy("The whole house"),
        required=False,
        empty_label=gettext_lazy("No: only what is ticked below"),
    )
    spaces = SpacesField(required=False)
    kind = forms.ChoiceField(
        label=gettext_lazy("Why"),
        choices=ClosureKind.choices,
        initial=ClosureKind.MAINTENANCE,
    )
    reason_da = forms.CharField(
        label=gettext_lazy("Reason in Danish"),
        max_length=160,
        help_text=gettext_lazy("Readers and those who have booked see it."),
    )
    reason_en = forms.CharField(
        label=gettext_lazy("Reason in English"), max_length=160, required=False
    )
    words = words_field(
        gettext_lazy("To those who have booked"),
        help_text=gettext_lazy("Empty: they read the reason above."),
    )
    field_order = (
        "venue", "spaces", "date", "start_time", "until_date", "until_time", "kind",
        "reason_da", "reason_en", "words",
    )  # fmt: skip

    def __init__(self, *args, user: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["venue"].queryset = Venue.objects.looked_after_by(user)
        theirs = Space.objects.looked_after_by(user).select_related("venue")
        self.fields["spaces"].queryset = theirs

    def clean(self):
        """Something must be closed."""
        cleaned = super().clean()
        is_something = cleaned.get("venue") or cleaned.get("spaces")
        if not is_something and not {"venue", "spaces"} & set(self.errors):
            self.add_error("spaces", _("Choose a house, or tick spaces."))
        return cleaned

    def chosen(self) -> list[Space]:
        """All spaces that are to be closed, each once."""
        cleaned = self.cleaned_data
        found = {space.pk: space for space in cleaned["spaces"]}
        if cleaned["venue"]:
            rows = cleaned["venue"].spaces.select_related("venue")
            found |= {space.pk: space for space in rows}
        return [found[pk] for pk in sorted(found)]

    @property
    def said(self) -> dict:
        """The keyword arguments of `actions.close`, except what is in the way."""
        names = ("kind", "reason_da", "reason_en", "words")
        said = {name: self.cleaned_data[name] for name in names}
        said["cancel_reason"] = REASON_TO_CANCEL[said["kind"]]
        return said | {"start": self.start, "end": self.end}


@for_staff()
def close(request: HttpRequest) -> HttpResponse:
    """Ask what and why; list who is in the way; close, move and cancel at once."""
    form = CloseForm(request.POST or None, user=request.user)
    if not (request.method == "POST" and form.is_valid()):
        return ask(request, form, 422 if form.is_bound else 200)
    spaces = form.chosen()
    if not spaces:
        form.add_error("venue", _("This house has no spaces."))
        return ask(request, form, 422)
    time = stretch(form.start, form.end)
    bookings = list(bookings_in_the_way(spaces, time))
    is_sure = "sure" in request.POST
    ways = WaysForm(
        request.POST if is_sure else None, ways=WaysOut(spaces, time, bookings)
    )
    if bookings and not (is_sure and ways.is_valid()):
        return ask(request, form, 422 if is_sure else 200, ways=ways)
    moving = ways.moving if bookings else []
    cancelling = ways.cancelling if bookings else []
    said = form.said | {"moving": moving, "cancelling": cancelling}
    try:
        actions.close(spaces=spaces, by=request.user, **said)
    except StandInTheWay:
        messages.error(request, _("Somebody booked meanwhile. Look at the list again."))
        bookings = list(bookings_in_the_way(spaces, time))
        ways = WaysForm(ways=WaysOut(spaces, time, bookings))
        return ask(request, form, 409, ways=ways)
    except Taken as taken:
        found = in_the_way(taken.space, taken.start, taken.end)
        return ask(request, form, 409, refused=taken.problems, clashes=found)
    except Refused as refused:
        return ask(request, form, 409, refused=refused.problems)
    say_closed(request, moving, cancelling)
    return HttpResponseRedirect(reverse("staff_closures"))


def ask(request: HttpRequest, form: CloseForm, status: int, **said) -> HttpResponse:
    """The page: the form, or who is in the way."""
    if status == 422:
        messages.error(request, _("Nothing is closed yet. See the fields below."))
    ways = said.pop("ways", None)
    rows = ways.rows() if ways else []
    hidden = [
        (field.html_name, value)
        for field in form
        for value in as_list(field.value())
        if value not in (None, "")
    ]
    return page(
        request,
        "close_ways" if rows else "close",
        _("Who is in the way") if rows else _("Close spaces"),
        status=status,
        icon="lock",
        form=form,
        rows=rows,
        hidden=hidden,
        without_mail=[row for row in rows if not row["booking"].email],
        **said,
    )


def as_list(value) -> list:
    """The values of a field, one or many."""
    return value if isinstance(value, list) else [value]


def say_closed(request: HttpRequest, moving: list, cancelling: list) -> None:
    """What was done, and whom staff must ring."""
    messages.success(request, _("Closed."))
    if moving:
        words = ngettext(
            "%(n)s booking is moved.", "%(n)s bookings are moved.", len(moving)
        )
        messages.success(request, words % {"n": len(moving)})
    if cancelling:
        words = ngettext(
            "%(n)s booking is cancelled.",
            "%(n)s bookings are cancelled.",
            len(cancelling),
        )
        messages.success(request, words % {"n": len(cancelling)})
    told = [goal.booking for goal in moving] + cancelling
    for booking in told:
        if not booking.email:
            words = {"name": booking.name, "phone": booking.phone}
            text = _("%(name)s has no e-mail address. Ring: %(phone)s.") % words
            messages.warning(request, text)


@for_staff()
def closures(request: HttpRequest) -> HttpResponse:
    """Coming closed times, each with a button to open again."""
    theirs = Closure.objects.looked_after_by(request.user).coming()
    theirs = theirs.with_event().select_related("closed_by")
    theirs = theirs.prefetch_related("spaces__venue")
    mine = set(Venue.objects.looked_after_by(request.user).values_list("pk", flat=True))
    rows = [
        {
            "closure": each,
            "when": when(each.starts_at, each.ends_at),
            "spaces": spaces_in_words(each),
            "may_open": {space.venue_id for space in each.spaces.all()} <= mine,
        }
        for each in theirs
    ]
    number = ngettext("%(n)s closed time", "%(n)s closed times", len(rows))
    return page(
        request,
        "closures",
        _("Closed times"),
        icon="lock",
        rows=rows,
        subheading=number % {"n": len(rows)},
        belongs_to_event=BELONGS_TO_EVENT,
    )


def spaces_in_words(closure: Closure) -> str:
    """The spaces of a closed time under their houses."""
    houses: dict = {}
    for space in closure.spaces.all():
        houses.setdefault(str(space.venue.name), []).append(str(space.name))
    return "; ".join(
        f"{house}: {', '.join(sorted(names))}" for house, names in houses.items()
    )


@for_staff()
@require_POST
def open_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a closed time away, where all its spaces are looked after."""
    theirs = Closure.objects.looked_after_by(request.user).with_event()
    theirs = theirs.prefetch_related("spaces")
    closure = get_object_or_404(theirs, pk=pk)
    mine = set(Venue.objects.looked_after_by(request.user).values_list("pk", flat=True))
    if not {space.venue_id for space in closure.spaces.all()} <= mine:
        messages.error(request, _("Spaces of other houses are closed by it too."))
        return HttpResponseRedirect(reverse("staff_closures"))
    if closure.is_of_event:
        messages.error(request, BELONGS_TO_EVENT)
        return HttpResponseRedirect(reverse("staff_closures"))
    actions.open_again(closure=closure)
    messages.success(request, _("Open again."))
    return HttpResponseRedirect(reverse("staff_closures"))
