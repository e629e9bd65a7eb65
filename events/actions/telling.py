"""What those who signed up hear when a date changes; in the change's transaction."""

import datetime as dt

from events.models import Occurrence


def date_changed(
    occurrence: Occurrence, *, former_start: dt.datetime, former_end: dt.datetime
) -> None:
    """Tell everybody with an active sign-up that the date has another time or place."""


def date_postponed(occurrence: Occurrence) -> None:
    """Tell everybody that the new date is not known yet; places stay theirs."""


def date_cancelled(occurrence: Occurrence) -> None:
    """Cancel the sign-ups of a date for the host, and tell everybody.

    Of a course only where no date is left; else those of the course are told which
    date falls out.
    """
