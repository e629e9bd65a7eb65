"""What one signs up for: one date, or all dates of a course; whether one still can."""

import datetime as dt
from functools import cached_property

from django.utils import timezone

from events.choices import SignUpWay
from events.models import Event, Occurrence, Seats
from events.refusals import Problem, problem


class Gathering:
    """The dates that share one row of places, with their event."""

    def __init__(self, seats: Seats):
        dates = seats.occurrences.select_related("event__contact", "space__venue")
        self.seats = seats
        self.dates: list[Occurrence] = list(dates.order_by("starts_at", "pk"))

    @property
    def event(self) -> Event | None:
        """What it is; None where the last date was taken away."""
        return self.dates[0].event if self.dates else None

    @cached_property
    def held(self) -> list[Occurrence]:
        """Dates that take place at their time."""
        return [date for date in self.dates if date.is_held]

    @property
    def told(self) -> list[Occurrence]:
        """Dates that people are told of: those held, else all that there are."""
        return self.held or self.dates

    @property
    def next(self) -> Occurrence | None:
        """The next date that has not begun."""
        now = timezone.now()
        return next((date for date in self.held if date.starts_at > now), None)

    @property
    def is_cancelled(self) -> bool:
        """Whether nothing of it takes place any more."""
        return all(date.is_cancelled for date in self.dates)

    @property
    def is_over(self) -> bool:
        """Whether its last date has been."""
        return all(date.is_over for date in self.told)

    @property
    def ends_at(self) -> dt.datetime | None:
        """When the last of it ends."""
        return max((date.ends_at for date in self.told), default=None)

    @property
    def closes_at(self) -> dt.datetime:
        """From when nobody signs up any more: of a course, before its first date."""
        return self.told[0].sign_up_closes_at

    @property
    def interpreter_by(self) -> dt.datetime:
        """Until when an interpreter can be ordered."""
        return self.told[0].interpreter_by

    @property
    def is_time_for_interpreter(self) -> bool:
        """Whether one can be ordered still."""
        return self.interpreter_by > timezone.now()

    def problem(self) -> Problem | None:
        """Why nobody can sign up now; None where they can."""
        event, now = self.event, timezone.now()
        if event is None or self.is_cancelled:
            return problem("cancelled")
        if self.is_over:
            return problem("over")
        if not event.is_published or event.sign_up != SignUpWay.HERE:
            return problem("closed")
        if not self.held:
            return problem("postponed")
        if event.opens_at and event.opens_at > now:
            return problem("not_open")
        return problem("closed") if self.closes_at <= now else None
