"""The log that a booking of the demo would have, by its state."""

import datetime as dt

from hub.models import User
from spaces.models import Booking, BookingEvent
from spaces.states import Actor, BookingState, Event

_HELD, _WAITS = BookingState.HELD, BookingState.REQUESTED
_YES, _ASKED = BookingState.CONFIRMED, BookingState.QUESTION
SENT = ((Event.HOLD, "", _HELD), (Event.SEND, _HELD, _WAITS))
ANSWERED = (*SENT, (Event.CONFIRM, _WAITS, _YES))
STEPS = {
    _WAITS: SENT,
    _ASKED: (*SENT, (Event.ASK, _WAITS, _ASKED)),
    _YES: ANSWERED,
    BookingState.DECLINED: (*SENT, (Event.DECLINE, _WAITS, BookingState.DECLINED)),
    BookingState.WITHDRAWN: (*SENT, (Event.WITHDRAW, _WAITS, BookingState.WITHDRAWN)),
    BookingState.EXPIRED: (*SENT, (Event.EXPIRE, _WAITS, BookingState.EXPIRED)),
    BookingState.CANCELLED: (*ANSWERED, (Event.CANCEL, _YES, BookingState.CANCELLED)),
    BookingState.NO_SHOW: (*ANSWERED, (Event.NO_SHOW, _YES, BookingState.NO_SHOW)),
}
BY_STAFF = {Event.ASK, Event.CONFIRM, Event.DECLINE, Event.NO_SHOW, Event.BOOK}
STAFF = "booking@example.org"


def steps_of(booking: Booking) -> list[BookingEvent]:
    """Unsaved lines, from the first step to the one that led to the state."""
    steps = STEPS[booking.state]
    if booking.is_by_staff:
        steps = ((Event.BOOK, "", _YES),)
    staff = User.objects.filter(email=STAFF).first()
    return [
        BookingEvent(
            booking=booking,
            event=event,
            from_state=since,
            to_state=to,
            actor=actor_of(event),
            user=user_of(event, booking, staff),
            reason=booking.reason if to == booking.state else "",
            starts_at=booking.starts_at,
            ends_at=booking.ends_at,
            happened_at=moment_of(event, booking),
        )
        for event, since, to in steps
    ]


def actor_of(event: Event) -> Actor:
    """Who takes such a step."""
    if event == Event.EXPIRE:
        return Actor.CLOCK
    return Actor.STAFF if event in BY_STAFF else Actor.BOOKER


def user_of(event: Event, booking: Booking, staff: User | None) -> User | None:
    """The account that took the step; a hold has none."""
    if event in {Event.HOLD, Event.EXPIRE}:
        return None
    return staff if event in BY_STAFF else booking.booked_by


def moment_of(event: Event, booking: Booking) -> dt.datetime:
    """When the step was taken."""
    if event in {Event.HOLD, Event.SEND, Event.BOOK}:
        return booking.sent_at
    if event == Event.NO_SHOW:
        return booking.ends_at
    if event == Event.EXPIRE:
        return booking.starts_at - dt.timedelta(hours=2)
    if event == Event.CONFIRM and booking.state == BookingState.CANCELLED:
        return booking.sent_at + dt.timedelta(hours=3)
    if event == Event.ASK:
        return booking.sent_at + dt.timedelta(hours=4)
    return booking.decided_at
