"""A mail to all guests of a date: written, looked at with who gets it, then sent."""

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages

from events import actions
from events.models import Seats
from events.staff.desk import WRITE, date_or_404
from events.staff.guest_desk import back_to, page_of
from events.staff.guest_forms import MessageForm
from hub import limits
from hub.desk import for_staff
from hub.forms import status_of

SENT_ONCE = dt.timedelta(days=1)


@for_staff(WRITE)
def message_guests(request: HttpRequest, pk: int) -> HttpResponse:
    """First the words, then who gets them; sent by the second press."""
    occurrence = date_or_404(pk)
    guests = list(occurrence.seats.signups.active())
    form = MessageForm(request.POST or None)
    is_ready = request.method == "POST" and form.is_valid() and bool(guests)
    if is_ready and "sure" in request.POST:
        send(request, occurrence.seats, form)
        return back_to(occurrence)
    is_shown = is_ready and "change" not in request.POST
    reached = [each for each in guests if each.email]
    words = ngettext(
        "It goes to %(n)s address.", "It goes to %(n)s addresses.", len(reached)
    )
    return page_of(
        request, occurrence, "message", _("Write to all guests"),
        status=status_of(form), form=form, is_shown=is_shown, icon="mail",
        reached=words % {"n": len(reached)}, has_guests=bool(reached),
        unreached=[each for each in guests if not each.email],
    )  # fmt: skip


def send(request: HttpRequest, seats: Seats, form: MessageForm) -> None:
    """Send it once, however often the button is pressed; say to how many."""
    said = form.cleaned_data
    once = f"message to guests {said['key']}"
    if not limits.allow(once, limit=1, window=SENT_ONCE):
        messages.warning(request, _("This mail was sent already."))
        return
    number = actions.message_all(
        seats=seats, subject=said["subject"], text=said["text"], by=request.user
    )
    words = ngettext("Sent to %(n)s address.", "Sent to %(n)s addresses.", number)
    messages.success(request, words % {"n": number})
