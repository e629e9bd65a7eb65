"""What those who signed up hear when a date changes; in the change's transaction."""

import datetime as dt

from django.db.models import F

from events import letters
from events.actions.places import locked
from events.actions.signing import cancel_within
from events.gatherings import Gathering
from events.models import Occurrence, Seats, Signup
from events.states import Actor
from hub.models import User
from hub.transactions import whole


def date_changed(
    occurrence: Occurrence, *, former_start: dt.datetime, former_end: dt.datetime
) -> None:
    """Tell everybody with an active sign-up that the date has another time or place.

    An offered or unconfirmed place never waits past the new beginning.
    """
    with locked(occurrence.seats) as gathering:
        rows = Signup.objects.filter(seats=gathering.seats).active()
        late = rows.filter(state_until__gt=occurrence.starts_at)
        late.update(state_until=occurrence.starts_at, version=F("version") + 1)
        former = {"former_start": former_start, "former_end": former_end}
        tell_all("moved", gathering, date=occurrence, **former)


def date_postponed(occurrence: Occurrence) -> None:
    """Tell everybody that the new date is not known yet; places stay theirs."""
    with locked(occurrence.seats) as gathering:
        tell_all("postponed", gathering, date=occurrence)


def date_cancelled(occurrence: Occurrence) -> None:
    """Cancel the sign-ups of a date for the host, and tell everybody.

    Of a course only where no date is left; else those of the course are told which
    date falls out.
    """
    with locked(occurrence.seats) as gathering:
        is_all_off = gathering.is_cancelled
        words = {"date": occurrence, "is_all_off": is_all_off}
        tell_all("date_cancelled", gathering, **words)
        if is_all_off:
            for signup in Signup.objects.filter(seats=gathering.seats).active():
                cancel_within(signup, gathering, actor=Actor.HOST, tells=False)


def tell_all(name: str, gathering: Gathering, **context) -> int:
    """Queue a mail to each with an active sign-up and an address; says how many."""
    rows = Signup.objects.filter(seats=gathering.seats).active().exclude(email="")
    signups = list(rows.order_by("created_at", "pk"))
    for signup in signups:
        letters.tell(name, signup, gathering, **context)
    return len(signups)


@whole
def message_all(*, seats: Seats, subject: str, text: str, by: User | None) -> int:
    """Mail words of the host to all who may still come; says to how many.

    `by` is who of the staff wrote; guests see the hub.
    """
    return tell_all("message", Gathering(seats), headline=subject, text=text)
