"""What the clock does: ends holds and requests."""

import datetime as dt

from django.utils import timezone

from spaces import messages
from spaces.actions.steps import guarded, read_again, take_step
from spaces.availability import nearest
from spaces.models import Booking
from spaces.refusals import Refused
from spaces.states import Actor, BookingState, Event

EXPIRES_BEFORE = dt.timedelta(hours=2)


def expire_holds() -> int:
    """End all holds that ran out; says how many."""
    now = timezone.now()
    held = Booking.objects.in_state(BookingState.HELD).filter(held_until__lte=now)
    return sum(_expired(booking) for booking in held)


def expire_requests() -> int:
    """End requests that nobody answered until two hours before, with an apology."""
    soon = timezone.now() + EXPIRES_BEFORE
    waiting = Booking.objects.in_state(*BookingState.waiting())
    return sum(_expired(each) for each in waiting.filter(starts_at__lte=soon))


def _expired(booking: Booking) -> bool:
    """Whether this booking was ended; somebody may have been quicker."""
    try:
        expire(booking=booking)
    except Refused:
        return False
    return True


@guarded
def expire(*, booking: Booking) -> Booking:
    """End a hold, or a request with an apology and free times.

    Raises Refused where it was sent or moved since it was read: its time is not up.
    """
    booking = read_again(booking, seen=booking.version)
    was_held = booking.state == BookingState.HELD
    take_step(booking, Event.EXPIRE, actor=Actor.CLOCK, answer_by=None)
    if not was_held:
        offers = nearest(booking.space, booking.starts_at, booking.ends_at)
        messages.tell("expired", [booking], offers=offers)
    return booking
