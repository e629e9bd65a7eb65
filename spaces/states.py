"""A booking's states as one table: what leads from where to where, and who may.

`in use` and `completed` are no states: they are read from the clock. A hold, a request
and a confirmed booking keep others out.
"""

from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class BookingState(models.TextChoices):
    """Where a booking stands."""

    HELD = "held", _("Being booked")
    REQUESTED = "requested", _("Waits for an answer")
    QUESTION = "question", _("We have asked a question")
    CONFIRMED = "confirmed", _("Confirmed")
    DECLINED = "declined", pgettext_lazy("booking", "Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    EXPIRED = "expired", _("Not answered in time")
    CANCELLED = "cancelled", _("Cancelled")
    NO_SHOW = "no_show", _("Nobody came")

    @classmethod
    def blocking(cls) -> tuple[str, ...]:
        """Those that keep others out."""
        return cls.HELD, *cls.coming()

    @classmethod
    def coming(cls) -> tuple[str, ...]:
        """Those that may still be used: what a person has sent and nobody refused."""
        return *cls.waiting(), cls.CONFIRMED

    @classmethod
    def waiting(cls) -> tuple[str, ...]:
        """Those that somebody must still answer."""
        return cls.REQUESTED, cls.QUESTION

    @classmethod
    def refused(cls) -> tuple[str, ...]:
        """Those that came to nothing before they were confirmed."""
        return cls.DECLINED, cls.WITHDRAWN, cls.EXPIRED

    @property
    def in_calendars(self) -> str:
        """STATUS of an event (RFC 5545, 3.8.1.11); a no-show is seen by staff only."""
        if self in self.waiting() or self == self.HELD:
            return "TENTATIVE"
        if self in (self.CONFIRMED, self.NO_SHOW):
            return "CONFIRMED"
        return "CANCELLED"


class Actor(models.TextChoices):
    """Who took a step."""

    BOOKER = "booker", _("The booker")
    STAFF = "staff", _("Staff")
    CLOCK = "clock", _("The clock")


class Event(models.TextChoices):
    """What happens to a booking."""

    HOLD = "hold", _("Held")
    SEND = "send", _("Sent")
    BOOK = "book", _("Booked by staff")
    ASK = "ask", _("A question was asked")
    ANSWER = "answer", _("The question was answered")
    CONFIRM = "confirm", _("Confirmed")
    DECLINE = "decline", pgettext_lazy("booking", "Declined")
    WITHDRAW = "withdraw", _("Withdrawn")
    EXPIRE = "expire", _("Expired")
    CANCEL = "cancel", _("Cancelled")
    MOVE = "move", _("Moved")
    NO_SHOW = "no_show", _("Nobody came")
    CAME = "came", _("They came after all")
    BILL = "bill", _("Ticked as invoiced")
    UNBILL = "unbill", _("Not invoiced after all")


class Step(NamedTuple):
    """One row of the table; `to` has the states that the step may end in."""

    event: Event
    since: tuple[BookingState, ...]
    to: tuple[BookingState, ...]
    by: tuple[Actor, ...]


_S, _B, _C = Actor.STAFF, Actor.BOOKER, Actor.CLOCK
_HELD, _ASKED = BookingState.HELD, BookingState.QUESTION
_WAITS, _YES = BookingState.REQUESTED, BookingState.CONFIRMED
STEPS = (
    Step(Event.SEND, (_HELD,), (_WAITS, _YES), (_B,)),
    Step(Event.ASK, (_WAITS,), (_ASKED,), (_S,)),
    Step(Event.ANSWER, (_ASKED,), (_WAITS,), (_B, _S)),
    Step(Event.CONFIRM, (_WAITS, _ASKED), (_YES,), (_S,)),
    Step(Event.DECLINE, (_WAITS, _ASKED), (BookingState.DECLINED,), (_S,)),
    Step(Event.WITHDRAW, (_HELD, _WAITS, _ASKED), (BookingState.WITHDRAWN,), (_B,)),
    Step(Event.EXPIRE, (_HELD, _WAITS, _ASKED), (BookingState.EXPIRED,), (_C,)),
    Step(Event.CANCEL, (_YES,), (BookingState.CANCELLED,), (_B, _S)),
    Step(Event.CANCEL, (_WAITS, _ASKED), (BookingState.CANCELLED,), (_S,)),
    Step(Event.MOVE, (_WAITS, _ASKED, _YES), (_WAITS, _YES), (_B, _S)),
    Step(Event.NO_SHOW, (_YES,), (BookingState.NO_SHOW,), (_S,)),
    Step(Event.CAME, (BookingState.NO_SHOW,), (_YES,), (_S,)),
)


def step_for(state: str, event: str, actor: str) -> Step | None:
    """The row that lets this actor do this in this state; None where none does."""
    return next(
        (
            step
            for step in STEPS
            if step.event == event and state in step.since and actor in step.by
        ),
        None,
    )
