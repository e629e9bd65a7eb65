"""What forms of the desk are made of: days, times, and text without CPR numbers."""

import datetime as dt

from django import forms
from django.utils.translation import gettext_lazy as _

from hub.forms import DeskForm
from hub.models import User
from spaces.hours import DAY, MIDNIGHT
from spaces.models import Space, Venue
from spaces.refusals import problem
from spaces.rules import wall_time

DAY_FORMAT, TIME_FORMAT = "%Y-%m-%d", "%H:%M"


def day_field(label, *, required: bool = True, help_text="") -> forms.DateField:
    """A day, by the browser's own calendar."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        input_formats=[DAY_FORMAT, "%d.%m.%Y"],
        widget=forms.DateInput({"type": "date"}, DAY_FORMAT),
    )


def time_field(label, *, required: bool = True) -> forms.TimeField:
    """A wall time, to five minutes."""
    return forms.TimeField(
        label=label,
        required=required,
        input_formats=[TIME_FORMAT, "%H.%M"],
        widget=forms.TimeInput({"type": "time", "step": 300}, TIME_FORMAT),
    )


def words_field(label, *, required: bool = False, **kwargs) -> forms.CharField:
    """A few lines of our own."""
    widget = forms.Textarea({"rows": 2})
    return forms.CharField(
        label=label, required=required, max_length=600, widget=widget, **kwargs
    )


class TimeForm(DeskForm):
    """From and until, of one day or over midnight; `start` and `end` in UTC."""

    date = day_field(_("Day"))
    start_time = time_field(_("From"))
    until_date = day_field(
        _("Last day"), required=False, help_text=_("Empty: the same day.")
    )
    until_time = time_field(_("Until"))
    field_order = ("space", "date", "start_time", "until_time", "until_date")

    start: dt.datetime | None = None
    end: dt.datetime | None = None

    def clean(self):
        """Join day and time; refuse what the clocks skip or repeat, and a wrong end."""
        cleaned = super().clean()
        day, start = cleaned.get("date"), cleaned.get("start_time")
        last, until = cleaned.get("until_date") or day, cleaned.get("until_time")
        if day is None or start is None or last is None or until is None:
            return cleaned
        if until == MIDNIGHT and not cleaned.get("until_date"):
            last += DAY  # "until 00:00" is the end of the day
        self.start = self._moment("start_time", day, start)
        self.end = self._moment("until_time", last, until)
        if self.start and self.end and self.end <= self.start:
            self.add_error("until_time", problem("reversed").text)
        return cleaned

    def _moment(self, name: str, day: dt.date, time: dt.time) -> dt.datetime | None:
        moment = wall_time(day, time)
        if moment is None:
            self.add_error(name, problem("missing_hour").text)
        return moment


class GroupedSpaces(forms.models.ModelChoiceIterator):
    """Spaces under their houses."""

    def __iter__(self):
        if self.field.empty_label is not None and not self.field.is_many:
            yield "", self.field.empty_label
        houses: dict = {}
        for space in self.queryset.select_related("venue"):
            houses.setdefault(space.venue, []).append(self.choice(space))
        yield from sorted((str(house), rows) for house, rows in houses.items())


class SpaceField(forms.ModelChoiceField):
    """One of the spaces that the person looks after, under their houses."""

    iterator = GroupedSpaces
    is_many = False

    def __init__(self, **kwargs):
        super().__init__(Space.objects.none(), label=_("Space"), **kwargs)


class SpacesField(forms.ModelMultipleChoiceField):
    """Some of the spaces that the person looks after, ticked under their houses."""

    iterator = GroupedSpaces
    is_many = True
    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs):
        super().__init__(Space.objects.none(), label=_("Spaces"), **kwargs)


class HousesForm(DeskForm):
    """A form that narrows to one house; the houses are read once.

    `venues` are those that the person looks after, by key, with their districts.
    """

    venue = forms.TypedChoiceField(
        label=_("House"), coerce=int, empty_value=None, required=False
    )

    def __init__(self, *args, user: User, **kwargs):
        super().__init__(*args, **kwargs)
        rows = Venue.objects.looked_after_by(user).select_related("district")
        self.venues = {venue.pk: venue for venue in rows}
        choices = [(pk, str(venue)) for pk, venue in self.venues.items()]
        self.fields["venue"].choices = [("", _("All houses")), *choices]

    @property
    def house(self) -> Venue | None:
        """The house that was chosen."""
        return self.venues.get(self.cleaned_data.get("venue"))
