"""What people look for, and what they look for in vain; nothing says who."""

import datetime as dt

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub.desk import for_staff
from hub.forms import DeskForm
from search.models import Follower, Lookup

RIGHT = "search.view_lookup"
MOST = 100
PERIODS = {"30": _("30 days"), "90": _("90 days"), "365": _("A year")}


class PeriodForm(DeskForm):
    """How far back one looks."""

    days = forms.ChoiceField(label=_("The last"), choices=list(PERIODS.items()))

    @property
    def since(self) -> dt.date:
        """The first day that counts; thirty days ago where none of ours is given."""
        is_given = self.is_bound and self.is_valid()
        days = int(self.cleaned_data["days"]) if is_given else 30
        return timezone.localdate() - dt.timedelta(days=days)


@for_staff(RIGHT)
def report(request: HttpRequest) -> HttpResponse:
    """The words that were typed most, and those that found nothing."""
    form = PeriodForm(request.GET if "days" in request.GET else None)
    rows = Lookup.objects.since(form.since).counted()
    context = {
        "form": form,
        "wanted": rows[:MOST],
        "in_vain": rows.in_vain()[:MOST],
        "followers": Follower.objects.confirmed().counted(),
    }
    return render(request, "search/admin/report.html", context)
