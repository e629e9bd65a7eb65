"""Why something is refused: a code for code, a field for forms, words for people."""

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from events.models import Occurrence
from hub.refusals import Problem, Refused

TEXTS: dict[str, Promise] = {
    "state": _("This has been done or changed meanwhile. Look again."),
    "changed": _("Somebody else changed this at the same moment. Look again."),
    "no_dates": _("Give the event a date first."),
    "no_place": _("Say where it is: a space, another place, or online."),
    "english": _("Needed to publish: everybody reads it, in both languages."),
    "danish": _("Needed to publish."),
    "has_page": _("A page tells of this event. Delete that page first."),
    "no_list": _("There is no page of all events yet. Ask a manager to make it."),
    "past_time": _("Choose a time that has not been."),
    "rooms": _("The room is taken on some of the dates."),
    "not_open": _("Sign-up is not open yet."),
    "closed": _("Sign-up is closed."),
    "over": _("This date has been."),
    "cancelled": _("This date is cancelled."),
    "postponed": _("This date is postponed. Wait until the new one is set."),
    "wait": _("All places are taken. You can go on the waiting list."),
    "only": ngettext_lazy(
        "Only %(left)s place is left, and the waiting list is full.",
        "Only %(left)s places are left, and the waiting list is full.",
        "left",
    ),
    "no_more": _("There are not that many places. Free just now: %(left)s."),
    "full": _("There is no place left, and the waiting list is full."),
    "party": ngettext_lazy(
        "Only %(left)s place is left. Be fewer, or go on the waiting list.",
        "Only %(left)s places are left. Be fewer, or go on the waiting list.",
        "left",
    ),
    "party_too_large": ngettext_lazy(
        "At most %(most)s person in one sign-up. Ring us if you are more.",
        "At most %(most)s people in one sign-up. Ring us if you are more.",
        "most",
    ),
    "twice": _("This address has signed up already."),
    "too_early": _("Tick who came on the day itself, not before."),
    "below_taken": ngettext_lazy(
        "%(taken)s place is taken already.",
        "%(taken)s places are taken already.",
        "taken",
    ),
    "reversed": _("It must end after it begins."),
    "gone": _("This date is not there any more. Look again."),
    "booking": _(
        "The booking is cancelled, in another space, or too short to set up, meet and "
        "clear away."
    ),
    "signed_up": _(
        "Somebody has signed up. Cancel instead: then everybody hears of it."
    ),
    "was_shown": _("Readers have seen this date. Cancel it instead: it says so."),
    "course": _(
        "Somebody has signed up, so it stays as it is: for all dates, or for each."
    ),
    "not_confirmed": _(
        "Only a confirmed booking in the time to come can become an event."
    ),
    "no_organisation": _("This booking is for no organisation. Please write to us."),
    "suggested": _("This has been suggested already."),
    "expired": _("The time to say yes is over, and the place has gone on."),
    "held_back": _("No more places can be held back than there are."),
}  # fmt: skip
FIELDS = {
    "party": "party_size",
    "only": "party_size",
    "no_more": "party_size",
    "party_too_large": "party_size",
    "twice": "email",
    "below_taken": "capacity",
    "reversed": "ends_at",
    "booking": "booking",
    "course": "is_course",
    "held_back": "held_back",
    "past_time": "publish_at",
}


def problem(code: str, *, field: str = "", **words) -> Problem:
    """A problem in the reader's language."""
    text = TEXTS[code] % words if words else str(TEXTS[code])
    return Problem(code, field or FIELDS.get(code, ""), text)


class Clash(NamedTuple):
    """A date whose room is taken: by what, and the nearest times when it is free."""

    occurrence: Occurrence
    taken_by: str
    nearest: list[tuple[dt.datetime, dt.datetime]]


class RoomsTaken(Refused):
    """Rooms of some dates are taken; `clashes` names each of them."""

    def __init__(self, clashes: Iterable[Clash]):
        super().__init__(problem("rooms"))
        self.clashes = list(clashes)


def refuse(code: str, **words) -> Refused:
    """`raise refuse("state")`."""
    return Refused(problem(code, **words))
