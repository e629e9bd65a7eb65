"""A sign-up's states as one table: what leads from where to where, and who may.

A confirmed and an offered place are taken; so is that of somebody who has not confirmed
the address yet, where there was one to keep. `expired` is a sign-up that nobody
confirmed, or an offered place that nobody took, in time.
"""

from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _


class SignupState(models.TextChoices):
    """Where a sign-up stands."""

    UNCONFIRMED = "unconfirmed", _("Waits for your confirmation")
    CONFIRMED = "confirmed", _("Signed up")
    WAITLISTED = "waitlisted", _("On the waiting list")
    OFFERED = "offered", _("Offered a place")
    CANCELLED_BY_SELF = "cancelled_by_self", _("Cancelled by yourself")
    CANCELLED_BY_HOST = "cancelled_by_host", _("Cancelled by the host")
    EXPIRED = "expired", _("Not confirmed in time")

    @classmethod
    def active(cls) -> tuple["SignupState", ...]:
        """Those that may still come: one for each address and date."""
        return cls.UNCONFIRMED, cls.CONFIRMED, cls.WAITLISTED, cls.OFFERED

    @classmethod
    def with_place(cls) -> tuple["SignupState", ...]:
        """Those that always hold their places."""
        return cls.CONFIRMED, cls.OFFERED

    @classmethod
    def without_place(cls) -> tuple["SignupState", ...]:
        """Those that never hold places."""
        over = (cls.CANCELLED_BY_SELF, cls.CANCELLED_BY_HOST, cls.EXPIRED)
        return cls.WAITLISTED, *over


class Actor(models.TextChoices):
    """Who took a step."""

    GUEST = "guest", _("The guest")
    HOST = "host", _("Staff")
    CLOCK = "clock", _("The clock")


class Step(NamedTuple):
    """One row of the table; `to` has the states that the step may end in."""

    name: str
    since: tuple[SignupState, ...]
    to: tuple[SignupState, ...]
    by: tuple[Actor, ...]


_S = SignupState
_G, _H, _C = Actor.GUEST, Actor.HOST, Actor.CLOCK
STEPS = (
    # A link that is used late confirms all the same, while there is a place.
    Step(
        "confirm", (_S.UNCONFIRMED, _S.EXPIRED), (_S.CONFIRMED, _S.WAITLISTED), (_G, _H)
    ),
    Step("offer", (_S.WAITLISTED,), (_S.OFFERED,), (_C, _H)),
    Step("accept", (_S.OFFERED,), (_S.CONFIRMED,), (_G, _H)),
    Step("give_place", (_S.WAITLISTED,), (_S.CONFIRMED,), (_H,)),
    Step("expire", (_S.UNCONFIRMED, _S.OFFERED), (_S.EXPIRED,), (_C,)),
    Step("cancel", _S.active(), (_S.CANCELLED_BY_SELF,), (_G,)),
    Step("cancel", _S.active(), (_S.CANCELLED_BY_HOST,), (_H, _C)),
)


def step_for(state: str, name: str, actor: str) -> Step | None:
    """The row that lets this actor do this in this state; None where none does."""
    return next(
        (
            step
            for step in STEPS
            if step.name == name and state in step.since and actor in step.by
        ),
        None,
    )
