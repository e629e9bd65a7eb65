"""The places of a date: how many, how many held back, how long a waiting list."""

from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin import messages

from events import actions
from events.models import Seats
from events.staff.desk import WRITE, date_or_404
from events.staff.guest_desk import back_to, done, page_of
from events.staff.guest_forms import PlacesForm
from hub.desk import for_staff
from hub.forms import status_of


@for_staff(WRITE)
def event_places(request: HttpRequest, pk: int) -> HttpResponse:
    """GET shows the places, POST changes them; what becomes free is offered."""
    occurrence = date_or_404(pk)
    seats = occurrence.seats
    form = PlacesForm(request.POST or None, seats=seats)
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent and done(form, actions.change_places, seats=seats, by=request.user):
        messages.success(request, _("The places are changed."))
        return back_to(occurrence)
    return page_of(
        request, occurrence, "places", _("Places"),
        status=status_of(form), form=form, seats=seats, log=changes_of(seats),
    )  # fmt: skip


def changes_of(seats: Seats) -> list[dict]:
    """Who changed the places when, the last first: name and both numbers of each."""
    return [
        {
            "change": change,
            "said": [
                (capfirst(Seats._meta.get_field(name).verbose_name), *numbers)
                for name, numbers in change.changes.items()
            ],
        }
        for change in seats.changes.select_related("changed_by")
    ]
