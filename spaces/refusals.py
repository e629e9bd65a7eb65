"""Why something is refused: a code for code, a field for forms, words for people."""

import datetime as dt
from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hub.refusals import Problem, Refused
from spaces.models import Booking, Space

TEXTS: dict[str, Promise] = {
    "reversed": _("The time ends before it begins."),
    "past": _("This time has been."),
    "unreadable": _("Choose a date, a time from and a time until."),
    "missing_hour": _(
        "The clocks are changed that night: this time is skipped or is there twice. "
        "Choose another."
    ),
    "off_grid": _("Times begin and end every %(minutes)s minutes here."),
    "too_short": _("The shortest time here is %(length)s."),
    "too_long": _("The longest time here is %(length)s."),
    "too_soon": _("This space must be asked for %(hours)s hours before."),
    "too_far": _("This space can be booked up to %(days)s days ahead."),
    "closed": _("The space is closed at that time."),
    "taken": _("Somebody else has just taken this time."),
    "not_free": _("The space is not free at that time."),
    "same_time": _("This is the time that you have."),
    "each_other": _("Two of your times clash with each other."),
    "capacity": _("There is room for %(people)s people here."),
    "no_price": _("This space has no price yet. Please ring us."),
    "not_open": _("This space cannot be booked just now."),
    "quota": _(
        "Your organisation has %(left)s left here in that month, and this is %(asked)s."
    ),
    "too_late_to_answer": _(
        "There is too little time left for us to answer. Choose a space that answers "
        "at once, or ring us."
    ),
    "too_many": _("You have %(number)s requests that wait for an answer already."),
    "too_many_times": _("At most %(number)s times can be asked for together."),
    "too_many_holds": _(
        "Times have been held three times from your network within the hour. Please "
        "ring us, or try again later."
    ),
    "no_name": _("We do not know this CVR number yet. Write the organisation's name."),
    "price": _("The price is now %(price)s. Say yes to it, or choose another time."),
    "state": _("This has been answered or changed meanwhile."),
    "changed": _("Somebody else changed this at the same moment. Look again."),
    "too_late_to_cancel": _("It is too late to cancel here. Please ring us."),
    "too_late_to_move": _("It is too late to move it here. Please ring us."),
    "ran_out": _("The quarter of an hour is over, and the time is no longer yours."),
    "food": _("Say what becomes of the food."),
    "rules": _("Say yes to the rules of the house."),
    "circle": _("A space cannot be a part of itself."),
    "still_taken": _("Bookings stand in the way: %(clashes)s"),
}
FIELDS = {
    "past": "date",
    "unreadable": "date",
    "too_soon": "date",
    "too_far": "date",
    "reversed": "until",
    "too_short": "until",
    "too_long": "until",
    "off_grid": "start",
    "not_free": "start",
    "same_time": "start",
    "missing_hour": "start",
    "no_name": "organisation_name",
    "capacity": "people",
    "food": "food",
    "rules": "rules",
}


def problem(code: str, **words) -> Problem:
    """A problem in the reader's language."""
    text = str(TEXTS[code])
    return Problem(code, FIELDS.get(code, ""), text % words if words else text)


class Taken(Refused):
    """The time was free when it was shown and is not any more."""

    def __init__(self, space: Space, start: dt.datetime, end: dt.datetime):
        super().__init__(problem("taken"))
        self.space, self.start, self.end = space, start, end


class StandInTheWay(Refused):
    """Bookings that must be dealt with first."""

    def __init__(self, bookings: Iterable[Booking]):
        self.bookings = list(bookings)
        names = ", ".join(booking.reference for booking in self.bookings)
        super().__init__(problem("still_taken", clashes=names))


def refuse(code: str, **words) -> Refused:
    """`raise refuse("state")`."""
    return Refused(problem(code, **words))
