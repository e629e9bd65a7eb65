"""The hub's addresses, and bookings as most make them first: look, and write then.

No transaction, no lock, and no question whether the row is still the one that was read.
"""

from importlib import import_module

from hub.urls import handler404, handler500, urlpatterns
from spaces import actions
from spaces.actions import steps
from spaces.availability import leaves_of
from spaces.models import Booking
from spaces.refusals import refuse
from spaces.staff.answer_forms import AnswerForm
from spaces.states import BookingState
from tests.faults import careless_events

__all__ = ["handler404", "handler500", "urlpatterns"]
MODULES = ("asking", "changing", "deciding")
VERBS = ("hold", "confirm", "decline", "withdraw")


def bookings():
    """Bookings that nobody locks."""
    return Booking.objects.select_related("space__venue", "organisation")


def read_again(booking, seen=None):
    """A booking as it is now, and perhaps not any more when it is written."""
    return bookings().get(pk=booking.pk)


def take_step(booking, event, *, actor, to=None, by=None, **changes):
    """The step, whatever happened since the booking was read."""
    step = steps.step_for(booking.state, event, actor)
    if step is None:
        raise refuse("state")
    was, to = booking.state, to or step.to[0]
    Booking.objects.filter(pk=booking.pk).update(state=to, **changes)
    if to not in BookingState.blocking():
        booking.occupancies.update(is_blocking=False, expires_at=None)
    booking.refresh_from_db()
    steps.write_down(booking, event, was=was, actor=actor, by=by)
    return booking


CARELESS = {
    "lock": leaves_of,
    "locked_bookings": bookings,
    "read_again": read_again,
    "take_step": take_step,
}
for name in MODULES:
    module = import_module(f"spaces.actions.{name}")
    for known in CARELESS.keys() & vars(module).keys():
        setattr(module, known, CARELESS[known])
for verb in VERBS:
    setattr(actions, verb, getattr(actions, verb).__wrapped__)
careless_events.be_careless()
AnswerForm.change = staticmethod(actions.confirm)
