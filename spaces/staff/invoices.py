"""Once a month: what is to be invoiced, taken out as a list and ticked off."""

import datetime as dt

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from spaces import actions
from spaces.hours import DAY, midnight
from spaces.models import Booking
from spaces.models.bookings import BookingQuerySet
from spaces.rules import month_of
from spaces.staff.desk import EXPORT, INVOICE, booking_or_404, for_staff, page
from spaces.staff.fields import DeskForm
from spaces.staff.words import when, who

MONTH = "%Y-%m"


class MonthForm(DeskForm):
    """Which month; the last whole one where none is given."""

    month = forms.DateField(
        label=gettext_lazy("Month"),
        required=False,
        input_formats=[MONTH],
        widget=forms.DateInput({"type": "month"}, MONTH),
    )

    @property
    def first(self) -> dt.date:
        """The first day of the month."""
        last = timezone.localdate().replace(day=1) - DAY
        chosen = self.cleaned_data.get("month") if self.is_valid() else None
        return (chosen or last).replace(day=1)


def of_month(user, first: dt.date) -> BookingQuerySet:
    """What somebody has to pay for a month: what began in it, is over and costs."""
    theirs = Booking.objects.looked_after_by(user).to_pay()
    return theirs.starting(*month_of(midnight(first)))


@for_staff(INVOICE)
def invoices(request: HttpRequest) -> HttpResponse:
    """The month's list; sent, what is ticked becomes invoiced."""
    form = MonthForm(request.GET)
    first = form.first
    rows = of_month(request.user, first)
    if request.method == "POST":
        return tick(request, rows, first)
    found = list(rows.for_lists())
    left = Booking.objects.looked_after_by(request.user).to_pay()
    left = left.filter(invoiced_at=None, starts_at__lt=midnight(first)).count()
    return page(
        request,
        "invoices",
        _("To invoice"),
        icon="list-ul",
        subheading=date_format(first, "F Y").lower(),
        form=form,
        month=first.strftime(MONTH),
        before=(first - DAY).strftime(MONTH),
        after=(first + 31 * DAY).strftime(MONTH),
        open_rows=[row_of(each) for each in found if each.invoiced_at is None],
        done_rows=[row_of(each) for each in found if each.invoiced_at],
        open_ore=sum(each.price_ore for each in found if each.invoiced_at is None),
        done_ore=sum(each.price_ore for each in found if each.invoiced_at),
        left=left,
        is_all="all" in request.GET,
        may_export=request.user.has_perm(EXPORT),
    )


def row_of(booking: Booking) -> dict:
    """A line of the list."""
    time = when(booking.starts_at, booking.ends_at)
    return {"booking": booking, "who": who(booking), "when": time}


def tick(request: HttpRequest, rows: BookingQuerySet, first: dt.date) -> HttpResponse:
    """Tick off what was chosen; what is ticked already stays as it is."""
    ticked = [each for each in request.POST.getlist("ticked") if each.isdecimal()]
    done = actions.tick_invoiced(bookings=rows.filter(pk__in=ticked), by=request.user)
    if done:
        words = ngettext("%(n)s is ticked off.", "%(n)s are ticked off.", len(done))
        messages.success(request, words % {"n": len(done)})
    else:
        messages.error(request, _("Tick at least one that is not ticked off yet."))
    return back_to(first)


def back_to(first: dt.date) -> HttpResponseRedirect:
    """The list of the month."""
    url = reverse("staff_invoices")
    return HttpResponseRedirect(f"{url}?month={first.strftime(MONTH)}")


@for_staff(INVOICE)
@require_POST
def untick(request: HttpRequest, reference: str) -> HttpResponse:
    """Take a tick back: the invoice was not sent after all."""
    booking = booking_or_404(request, reference)
    if actions.untick_invoiced(booking=booking, by=request.user):
        text = _("The tick is taken back: %(reference)s.")
        messages.success(request, text % {"reference": booking.reference})
    return back_to(timezone.localtime(booking.starts_at).date().replace(day=1))
