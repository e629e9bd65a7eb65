"""Who comes in, and what all pages of the booking desk share.

A venue host sees the same pages as the booking desk, narrowed to the own venues; what
belongs to another venue does not exist.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from hub import desk
from spaces.models import Booking

ANSWER = "spaces.answer_booking"
EXPORT = "spaces.export_booking"
INVOICE = "spaces.invoice_booking"


def for_staff(right: str = ANSWER) -> Callable:
    """`@for_staff()`: a view for who has a right; its answer is never kept."""
    return desk.for_staff(right)


def booking_or_404(request: HttpRequest, reference: str) -> Booking:
    """A booking in a venue that the person looks after."""
    theirs = Booking.objects.looked_after_by(request.user).for_lists()
    return get_object_or_404(theirs, reference=reference)


def page(
    request: HttpRequest, name: str, heading: str, *, status: int = 200, **context
) -> HttpResponse:
    """A page of the desk: its template in `spaces/admin/`, its heading, its context."""
    words = {"icon": "date", "heading": heading} | context
    return render(request, f"spaces/admin/{name}.html", words, status=status)
