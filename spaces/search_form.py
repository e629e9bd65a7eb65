"""What readers may look for; what is not understood is left out and said so."""

import datetime as dt

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from hub import pagecache
from hub.areas import areas
from hub.bilingual import active_language
from hub.wall_time import DAY, MIDNIGHT, at, is_real
from spaces.addresses import kept_from
from spaces.choices import AccessFeature, SpaceKind
from spaces.finding import Wish
from spaces.models.places import Feature
from spaces.refusals import TEXTS

DATES = ["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%d-%m-%Y"]
TIMES = ["%H:%M", "%H.%M", "%H"]
TIME = forms.TimeInput({"type": "time", "step": 900}, "%H:%M")
MOST_PEOPLE = 2000
MOST_KRONER = 100_000
TIME_FIELDS = ("date", "start", "until")
MORE = ("feature", "need", "price", "at_once")  # the fields behind "More wishes"


def _areas() -> list[tuple[str, str]]:
    every = [("", pgettext("districts", "All"))]
    return every + [(area.slug, area.name) for area in areas().values()]


def _features() -> list[tuple[str, str]]:
    def find():
        return [(each.slug, str(each.name)) for each in Feature.objects.all()]

    return pagecache.remembered(f"features {active_language()}", find)


class Until(forms.TimeField):
    """A time, or with a date before it where a space lends over midnight."""

    def to_python(self, value):
        """A time of the day, or a day and a time."""
        day, letter, time = str(value or "").strip().partition("T")
        if not letter:
            return super().to_python(value)
        try:
            return dt.datetime.combine(dt.date.fromisoformat(day), self._time(time))
        except ValueError as error:
            raise forms.ValidationError(
                self.error_messages["invalid"], code="invalid"
            ) from error

    def _time(self, text: str) -> dt.time:
        return dt.datetime.strptime(text, "%H:%M").time()  # noqa: DTZ007 -- local


class SearchForm(forms.Form):
    """All questions may be left open; each answer narrows the list."""

    kind = forms.ChoiceField(
        label=_("What do you need?"),
        choices=[("", pgettext_lazy("kinds of spaces", "All")), *SpaceKind.choices],
    )
    district = forms.ChoiceField(label=_("District"), choices=_areas)
    date = forms.DateField(
        label=_("Date"), input_formats=DATES,
        widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
    )  # fmt: skip
    people = forms.IntegerField(
        label=_("How many are you?"), min_value=1, max_value=MOST_PEOPLE
    )
    start = forms.TimeField(label=_("From"), input_formats=TIMES, widget=TIME)
    until = Until(label=_("Until"), input_formats=TIMES, widget=TIME)
    feature = forms.MultipleChoiceField(
        label=_("Equipment"), choices=_features, widget=forms.CheckboxSelectMultiple
    )
    need = forms.MultipleChoiceField(
        label=_("Access"), choices=AccessFeature.choices,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    price = forms.IntegerField(
        label=_("At most, in kroner an hour"), min_value=0, max_value=MOST_KRONER,
        help_text=_("What confirmed organisations pay."),
    )  # fmt: skip
    at_once = forms.BooleanField(label=_("Answers at once"))

    def __init__(self, query: QueryDict):
        super().__init__(query)
        self.query = query
        self.use_required_attribute = False
        for field in self.fields.values():
            field.required = False
        self.fields["date"].widget.attrs["min"] = timezone.localdate().isoformat()

    def full_clean(self):
        """Show what is no date, time or number as text: a browser would drop it."""
        super().full_clean()
        for name, field in self.fields.items():
            codes = {error.code for error in self.errors.as_data().get(name, ())}
            is_text = "invalid" in codes or "T" in self.query.get(name, "")
            if is_text and isinstance(field.widget, forms.widgets.Input):
                field.widget.input_type, field.widget.attrs = "text", {}

    def clean(self):
        """A time needs a day, lies ahead, and ends after it begins."""
        cleaned = super().clean()
        if not self.errors.keys() & set(TIME_FIELDS):
            for name, text in self._problem_of_time(cleaned):
                self.add_error(name, text)
        return cleaned

    def _problem_of_time(self, cleaned: dict) -> list[tuple]:
        day, start, until = (cleaned.get(name) for name in TIME_FIELDS)
        if day is None:
            return [("date", _("Say the day too."))] if start or until else []
        if day < timezone.localdate():
            return [("date", TEXTS["past"])]
        if start is None:
            return [("start", _("Say from when too."))] if until else []
        if not is_real(day, start):
            return [("start", TEXTS["missing_hour"])]
        if at(day, start) <= timezone.now():
            return [("start", TEXTS["past"])]
        end = _end_of(day, until)
        if end and not is_real(end.date(), end.time()):
            return [("until", TEXTS["missing_hour"])]
        if end and at(end.date(), end.time()) <= at(day, start):
            return [("until", TEXTS["reversed"])]
        return []

    @property
    def ignored(self) -> list[tuple[str, str]]:
        """(id of the field, its label) of what was left out of the search."""
        return [(self[name].id_for_label, self[name].label) for name in self.errors]

    @property
    def first(self) -> list[forms.BoundField]:
        """The fields that are always shown."""
        return [self[name] for name in self.fields if name not in MORE]

    @property
    def is_open(self) -> bool:
        """Whether more wishes than those shown at first are said."""
        return any(self.query.get(name) for name in MORE)

    @property
    def wish(self) -> Wish:
        """What counts: a time that is wrong in any part does not."""
        self.is_valid()
        said = self.cleaned_data
        day, start = said.get("date"), said.get("start")
        if self.errors.keys() & set(TIME_FIELDS):
            day = start = None
        end = _end_of(day, said.get("until")) if start else None
        area = areas().get(said.get("district", ""))
        return Wish(
            kind=said.get("kind", ""),
            area=said.get("district", ""),
            districts=area.districts if area else (),
            day=day,
            start=at(day, start) if start else None,
            end=at(end.date(), end.time()) if end else None,
            people=said.get("people"),
            features=tuple(sorted(said.get("feature", ()))),
            needs=tuple(sorted(said.get("need", ()))),
            price=said.get("price"),
            at_once=bool(said.get("at_once")),
        )

    def kept(self, **changed: str) -> str:
        """What a link takes along: all that was understood."""
        wrong = dict.fromkeys(self.errors, "")
        if wrong.keys() & set(TIME_FIELDS):
            wrong |= dict.fromkeys(TIME_FIELDS, "")
        return kept_from(self.query, **wrong | changed)


def _end_of(day: dt.date | None, until) -> dt.datetime | None:
    """The local end without a zone; midnight is that after the day."""
    if until is None or day is None:
        return None
    if isinstance(until, dt.datetime):
        return until
    return dt.datetime.combine(day + DAY * (until == MIDNIGHT), until)
