"""All bookings, found by words, days, state and house; and one with its whole log."""

import datetime as dt

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hub.models import User
from spaces.hours import DAY, midnight
from spaces.models import Booking, Venue
from spaces.models.bookings import BookingQuerySet
from spaces.staff.changing import ReplyForm
from spaces.staff.desk import EXPORT, booking_or_404, for_staff, page
from spaces.staff.fields import DeskForm, day_field
from spaces.staff.queue import rows_of
from spaces.staff.words import when, who
from spaces.states import BookingState

A_PAGE = 50


class SearchForm(DeskForm):
    """What is looked for; every field may be empty."""

    q = forms.CharField(
        label=gettext_lazy("Reference, name, e-mail, telephone or organisation"),
        required=False,
        max_length=100,
    )
    first = day_field(gettext_lazy("From and with"), required=False)
    last = day_field(gettext_lazy("Until and with"), required=False)
    state = forms.ChoiceField(
        label=gettext_lazy("State"),
        choices=[
            ("", gettext_lazy("All")),
            *(each for each in BookingState.choices if each[0] != BookingState.HELD),
        ],
        required=False,
    )
    venue = forms.ModelChoiceField(
        Venue.objects.none(),
        label=gettext_lazy("House"),
        required=False,
        empty_label=gettext_lazy("All"),
    )

    def __init__(self, *args, user: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["venue"].queryset = Venue.objects.looked_after_by(user)

    def found(self) -> BookingQuerySet:
        """The bookings, the latest first; none where a field is wrong."""
        rows = Booking.objects.looked_after_by(self.user).order_by("-starts_at", "pk")
        if not self.is_valid():
            return rows.none()
        said = self.cleaned_data
        rows = rows.found_by(said["q"])
        if said["first"]:
            rows = rows.filter(ends_at__gt=midnight(said["first"]))
        if said["last"] and said["last"] < dt.date.max:
            rows = rows.filter(starts_at__lt=midnight(said["last"] + DAY))
        if said["state"]:
            rows = rows.in_state(said["state"])
        return rows.filter(space__venue=said["venue"]) if said["venue"] else rows


@for_staff()
def all_bookings(request: HttpRequest) -> HttpResponse:
    """The list; without a question the coming ones of today and later come first."""
    form = SearchForm(request.GET, user=request.user)
    found = Paginator(form.found().for_lists(), A_PAGE)
    shown = found.get_page(request.GET.get("page"))
    rows = [
        {"booking": each, "who": who(each), "when": when(each.starts_at, each.ends_at)}
        for each in shown
    ]
    kept = request.GET.copy()
    kept.pop("page", None)
    number = ngettext("%(n)s booking", "%(n)s bookings", found.count)
    return page(
        request,
        "all",
        _("All bookings"),
        icon="search",
        subheading=number % {"n": found.count},
        form=form,
        rows=rows,
        shown=shown,
        kept=kept.urlencode(),
        may_export=request.user.has_perm(EXPORT),
    )


@for_staff()
def booking(request: HttpRequest, reference: str) -> HttpResponse:
    """One booking: what it is, what can be done with it, and what was done."""
    found = booking_or_404(request, reference)
    is_waiting = found.state in BookingState.waiting()
    [row] = rows_of([found]) if is_waiting else [plain_row(found)]
    theirs = Booking.objects.looked_after_by(request.user)
    together = theirs.sent_together(found.batch).exclude(pk=found.pk)
    is_no_show = found.state == BookingState.NO_SHOW
    return page(
        request,
        "booking",
        f"{found.reference}, {who(found)}",
        subheading=found.get_state_display(),
        booking=found,
        row=row,
        together=[(each, when(each.starts_at, each.ends_at)) for each in together],
        is_waiting=is_waiting,
        reply=ReplyForm() if found.state == BookingState.QUESTION else None,
        may_be_changed=found.state in BookingState.coming()
        and found.ends_at > timezone.now(),
        may_be_missed=found.is_confirmed and found.has_begun,
        is_no_show=is_no_show,
        log=found.events.select_related("user"),
        problems=found.problems.all(),
        why=found.reason_in_words,
    )


def plain_row(found: Booking) -> dict:
    """What the page says of a booking that waits for no answer."""
    return {"who": who(found), "when": when(found.starts_at, found.ends_at)}
