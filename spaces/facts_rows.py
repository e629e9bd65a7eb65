"""The rows of a venue's and a space's forms: hours, access, prices."""

import datetime as dt
from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.forms import WagtailAdminModelForm

from spaces.choices import OF, AccessFeature
from spaces.hours import MIDNIGHT
from spaces.kroner import KronerField


class HoursForm(WagtailAdminModelForm):
    """Hours of one weekday."""

    def clean(self):
        """Say by the field what the database would refuse."""
        said = super().clean()
        opens, closes = said.get("opens"), said.get("closes")
        if opens and closes and closes != MIDNIGHT and closes <= opens:
            self.add_error("closes", _("It closes before it opens."))
        since, until = said.get("valid_from"), said.get("valid_until")
        if since and until and until < since:
            self.add_error("valid_until", _("It ends before it begins."))
        return said


class PriceForm(WagtailAdminModelForm):
    """What an hour costs a group, in kroner."""

    ore_per_hour = KronerField(label=_("Kroner an hour"))


class VenueAccessForm(WagtailAdminModelForm):
    """What somebody looked at on the way in."""

    is_of_venue = True

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["feature"].choices = [
            ("", "---------"),
            *(
                (feature.value, feature.label)
                for feature in AccessFeature
                if OF[feature].is_of_venue == self.is_of_venue
            ),
        ]
        self.fields["looked_on"].widget.attrs["autocomplete"] = "off"


class SpaceAccessForm(VenueAccessForm):
    """What somebody looked at in the room."""

    is_of_venue = False


class RowsFormSet(BaseChildFormSet):
    """Rows of one owner; `kept` are those that are right so far and stay."""

    @property
    def kept(self) -> list[forms.ModelForm]:
        """The forms with all their values, but for those that are to be deleted."""
        return [
            form
            for form in self.forms
            if form.has_changed() or form.instance.pk
            if form not in self.deleted_forms and not form.errors
        ]

    def refuse_twice(self, names: Iterable[str], field: str, reason) -> None:
        """Say by the field of the later row that an earlier one has the same values."""
        seen = set()
        for form in self.kept:
            value = tuple(form.cleaned_data.get(name) for name in names)
            if value in seen:
                form.add_error(field, reason)
            seen.add(value)


class HoursFormSet(RowsFormSet):
    """Hours that do not overlap while both hold."""

    def clean(self):
        """Say by the later row which hours overlap."""
        super().clean()
        earlier = []
        for form in self.kept:
            hours = form.cleaned_data
            if any(overlap(hours, other) for other in earlier):
                form.add_error(
                    "opens", _("These hours overlap others of the same weekday.")
                )
            earlier.append(hours)


def overlap(one: dict, other: dict) -> bool:
    """Whether two rows of hours share a time on some day."""
    return (
        one["weekday"] == other["weekday"]
        and one["opens"] < end_of(other)
        and other["opens"] < end_of(one)
        and (one["valid_from"] or dt.date.min) <= (other["valid_until"] or dt.date.max)
        and (other["valid_from"] or dt.date.min) <= (one["valid_until"] or dt.date.max)
    )


def end_of(hours: dict) -> dt.time:
    """When a row closes; midnight is the end of its day."""
    return dt.time.max if hours["closes"] == MIDNIGHT else hours["closes"]


class AccessFormSet(RowsFormSet):
    """Each feature is answered once."""

    def clean(self):
        """Say by the later row which feature stands there twice."""
        super().clean()
        self.refuse_twice(["feature"], "feature", _("This is answered already."))


class PriceFormSet(RowsFormSet):
    """A group has one price from a day on."""

    def clean(self):
        """Say by the later row which price stands there twice."""
        super().clean()
        reason = _("This group has another price from the same day.")
        self.refuse_twice(["group", "valid_from"], "valid_from", reason)
