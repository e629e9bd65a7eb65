"""Mails that the clock sends: how one gets in, what waits, and what is late."""

import datetime as dt
from collections.abc import Iterable

from django.utils import timezone

from hub import limits, mail
from hub.models import User
from spaces import messages
from spaces.actions.steps import guarded, read_again
from spaces.hours import DAY
from spaces.models import Booking
from spaces.states import BookingState

ANSWERS = "answer_booking"


@guarded
def remind(*, booking: Booking) -> bool:
    """Mail how one gets in and a link to give the time back; once, whoever asks."""
    booking = read_again(booking)
    due = Booking.objects.to_remind(timezone.now()).filter(pk=booking.pk)
    if not due.update(reminded_at=timezone.now()):
        return False
    messages.tell("reminder", [booking])
    return True


@guarded
def tell_managers_of_late(*, booking: Booking) -> bool:
    """Mail the hub managers that a request has passed its answer-by time; once."""
    booking = read_again(booking)
    due = Booking.objects.late(timezone.now()).filter(pk=booking.pk)
    if not due.update(is_late_told=True):
        return False
    mail.tell_managers("booking_request_late", booking=booking)
    return True


def approvers() -> Iterable[User]:
    """Those whose group answers requests; who may do everything is not asked to."""
    there = User.objects.filter(groups__permissions__codename=ANSWERS, is_active=True)
    return there.distinct()


@guarded
def tell_of_waiting(*, user: User, on: dt.date) -> bool:
    """Mail somebody who answers what waits there; at most once a day."""
    waiting = list(
        Booking.objects.for_lists()
        .looked_after_by(user)
        .in_state(BookingState.REQUESTED)
        .order_by("answer_by", "pk")
    )
    key = f"requests_waiting {on} {user.pk}"
    # Counted in the transaction of the mail: both are there or neither is.
    if not waiting or not limits.allow(key, limit=1, window=DAY):
        return False
    mail.tell_user("booking_requests_waiting", user, bookings=waiting)
    return True
