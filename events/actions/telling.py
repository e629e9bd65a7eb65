"""What those who signed up hear when a date changes; in the change's transaction."""

import datetime as dt
from collections.abc import Iterable

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
        _wait_no_longer(gathering, than=occurrence.starts_at)
        former = {"former_start": former_start, "former_end": former_end}
        tell_all("moved", gathering, date=occurrence, **former)


def _wait_no_longer(gathering: Gathering, *, than: dt.datetime) -> None:
    rows = Signup.objects.filter(seats=gathering.seats).active()
    late = rows.filter(state_until__gt=than)
    late.update(state_until=than, version=F("version") + 1)


def dates_added(occurrences: Iterable[Occurrence]) -> None:
    """Tell everybody who has signed up for a course of its new dates, in one mail.

    The calendar file in it has all dates of the course. What has been is not told.
    """
    added = {date.pk: date for date in occurrences if not date.is_over}
    if not added:
        return
    [first, *_others] = added.values()
    with locked(first.seats) as gathering:
        dates = [date for date in gathering.dates if date.pk in added]
        _wait_no_longer(gathering, than=dates[0].starts_at)
        tell_all("dates_added", gathering, added=dates)


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
