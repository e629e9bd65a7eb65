"""Another time for a booking: date, from and until, with only what is free on offer."""

import datetime as dt
from urllib.parse import urlencode

from django import forms
from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from hub.formatting import clock
from hub.wall_time import DAY, at, is_real, local_day
from spaces import rules
from spaces.actions.asking import problems_of
from spaces.availability import Calendar, nearest
from spaces.hours import midnight
from spaces.models import Booking
from spaces.refusals import Problem, Refused, problem
from spaces.times import moment

TIMES = ("start", "until")
MINUTE = "%Y-%m-%dT%H:%M"


class MoveForm(forms.Form):
    """The time that a booking is moved to; what is chosen stays on offer."""

    date = forms.DateField(
        label=_("Date"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    start = forms.ChoiceField(label=_("From"))
    until = forms.ChoiceField(label=_("Until"))

    def __init__(self, booking: Booking, data):
        """Offer what is free on the chosen day, the booking itself not counted.

        It is bound once a time is chosen; a date alone only changes what is on offer.
        """
        self.booking, self.space = booking, booking.space
        prefetch_related_objects([self.space], "prices")
        self.day = self._day_of(data)
        chosen = choice_of(booking.starts_at, booking.ends_at) | {"date": self.day}
        super().__init__(data if "start" in data else None, initial=chosen)
        self.start_at = self.end_at = None
        for name, times in (("start", self.starts), ("until", self.ends)):
            self.fields[name].choices = self._choices(name, times)
        today = timezone.localdate()
        self.fields["date"].widget.attrs["min"] = today.isoformat()

    def _day_of(self, data) -> dt.date:
        try:
            return dt.date.fromisoformat(data.get("date", ""))
        except ValueError:
            return local_day(self.booking.starts_at)

    @cached_property
    def calendar(self) -> Calendar:
        """What is free around the day, by three queries."""
        first = midnight(self.day)
        longest = dt.timedelta(minutes=self.space.longest_minutes)
        ignoring = [self.booking]
        return Calendar([self.space], first, first + DAY + longest, ignoring=ignoring)

    @cached_property
    def starts(self) -> list[dt.datetime]:
        """When it may begin on the day."""
        return self.calendar.starts(self.space, self.day)

    @cached_property
    def ends(self) -> list[dt.datetime]:
        """When it may end, whatever it begins with."""
        found = (self.calendar.ends(self.space, start) for start in self.starts)
        return sorted({moment for each in found for moment in each})

    def _choices(self, name: str, times: list[dt.datetime]) -> list[tuple[str, str]]:
        """Values and words; one that was chosen and is not free any more stays."""
        offered = {self._value(each): self._label(each) for each in times}
        chosen = self.data.get(name) if self.is_bound else None
        if chosen and chosen not in offered and (there := self._read(chosen)):
            offered[chosen] = self._label(there)
            return [("", _("Choose")), *sorted(offered.items())]
        return [("", _("Choose")), *offered.items()]

    def _value(self, time: dt.datetime) -> str:
        local = timezone.localtime(time)
        return f"{local:%H:%M}" if local.date() == self.day else f"{local:{MINUTE}}"

    def _label(self, time: dt.datetime) -> str:
        return clock(time) if local_day(time) == self.day else moment(time)

    def _read(self, value: str) -> dt.datetime | None:
        """`HH:MM` of the day, or a whole local time; None for anything else."""
        wall = self._wall(value)
        return at(wall.date(), wall.time()) if wall else None

    def _wall(self, value: str) -> dt.datetime | None:
        try:
            if "T" in value:
                return dt.datetime.strptime(value, MINUTE)  # noqa: DTZ007 -- local
            return dt.datetime.combine(self.day, dt.time.fromisoformat(value))
        except ValueError:
            return None

    def clean(self):
        """Say by the field why a time cannot be had."""
        cleaned = super().clean()
        chosen = {name: self._wall(cleaned.get(name, "")) for name in TIMES}
        for name, wall in chosen.items():
            if wall and not is_real(wall.date(), wall.time()):
                self.add_error(name, problem("missing_hour").text)
        if self.errors:
            return cleaned
        self.start_at, self.end_at = (self._read(cleaned[name]) for name in TIMES)
        for wrong in self.problems():
            self.add_error(wrong.field or None, wrong.text)
        return cleaned

    def problems(self) -> list[Problem]:
        """What stands in the way, by the rules and by the calendar."""
        if found := problems_of(self.space, [(self.start_at, self.end_at)]):
            return found
        if self.is_where_it_is:
            return [problem("same_time")]
        if not self.calendar.is_free(self.space, self.start_at, self.end_at):
            return [problem("not_free")]
        return []

    @property
    def is_where_it_is(self) -> bool:
        """Whether the chosen time is the one that the booking has."""
        there = self.booking.starts_at, self.booking.ends_at
        return (self.start_at, self.end_at) == there

    def refuse(self, refused: Refused) -> None:
        """Show why the change was refused, each reason by its field."""
        for wrong in refused.problems:
            name = wrong.field if wrong.field in self.fields else None
            self.add_error(name, wrong.text)

    def nearest(self) -> list[dict]:
        """Free times near the one that was chosen, each with its fields."""
        if self.start_at is None:
            return []
        times = nearest(self.space, self.start_at, self.end_at, ignoring=[self.booking])
        return [
            {"offer": each, "query": urlencode(choice_of(each.start, each.end))}
            for each in times
        ]

    @property
    def price_ore(self) -> int:
        """What the new time costs the booker's group."""
        prices = rules.prices_of(self.space, self.start_at, self.end_at)
        return prices.of(self.booking.price_group)

    @property
    def is_answered_at_once(self) -> bool:
        """Whether the new time is confirmed without staff looking."""
        booking = self.booking
        return rules.answers_at_once(
            self.space, booking.organisation
        ) and rules.is_introduced(booking.booked_by, self.space)

    @property
    def answer_by(self) -> dt.datetime:
        """By when staff would answer."""
        return rules.answer_by(timezone.now(), self.start_at)


def choice_of(start: dt.datetime, end: dt.datetime) -> dict[str, str]:
    """The fields of a time."""
    start, end = timezone.localtime(start), timezone.localtime(end)
    is_one_day = start.date() == end.date()
    return {
        "date": f"{start:%Y-%m-%d}",
        "start": f"{start:%H:%M}",
        "until": f"{end:%H:%M}" if is_one_day else f"{end:{MINUTE}}",
    }
