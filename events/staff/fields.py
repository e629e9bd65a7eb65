"""What forms of the desk are made of: several of a long list, languages, moments."""

from collections.abc import Iterator
from typing import ClassVar, NamedTuple

from django import forms
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from hub.spoken import name_of
from spaces.staff.fields import DAY_FORMAT, GroupedSpaces

BLANKS = 2
SPOKEN = ("da", "en", "ar", "so", "tr", "ur", "fa", "pl", "uk", "de", "fr", "es")
MOST_SPOKEN = 10  # as many as the column holds
MOMENT = "%Y-%m-%dT%H:%M"


class Group(NamedTuple):
    """Fields under one heading, folded away until they say something; or open."""

    heading: Promise | str
    fields: tuple[str, ...]
    is_open: bool = False


class Folded:
    """A form whose fields stand in groups; those that are seldom needed are folded."""

    GROUPS: ClassVar[tuple[Group, ...]] = ()

    def groups(self) -> Iterator[dict]:
        """Each heading with the fields that the form has, and whether it is open."""
        for group in self.GROUPS:
            names = [name for name in group.fields if name in self.fields]
            if names:
                yield {
                    "heading": group.heading,
                    "fields": [self[name] for name in names],
                    "always": group.is_open,
                    "is_open": any(
                        self[name].errors or self.says_more(name) for name in names
                    ),
                }

    def says_more(self, name: str) -> bool:
        """Whether a field holds more than an empty form begins with."""
        value, first = self[name].value(), self.fields[name].initial
        if isinstance(value, list):
            return any(value)
        return str(value or "") not in {"", "[]", "0", str(first or "")}


class SeveralSelects(forms.SelectMultiple):
    """Several of a long list: one list to choose from for each, and two that are free.

    Without script, and with the keyboard's own search by the first letters.
    """

    def render(self, name, value, attrs=None, renderer=None):
        """Draw the lists; what reads aloud numbers them."""
        chosen = [each for each in value or [] if each not in (None, "")]
        choices = [("", "–"), *self.choices]
        attrs = attrs or {}
        rows = []
        for place, each in enumerate([*chosen, *[""] * BLANKS]):
            label = f"{attrs.get('data-label', '')} {place + 1}".strip()
            own = {"id": f"{attrs.get('id', name)}_{place}", "aria-label": label}
            one = forms.Select(choices=choices)
            rows.append((one.render(name, each, own, renderer),))
        return format_html('<div class="hub-several">{}</div>', _lines(rows))

    def value_from_datadict(self, data, files, name):
        """What was chosen, without the free ones."""
        sent = data.getlist(name) if hasattr(data, "getlist") else data.get(name, [])
        return [each for each in sent if each]

    def id_for_label(self, id_, index=None):
        """The first list."""
        return f"{id_}_0" if id_ else id_


class SeveralDays(forms.MultiWidget):
    """Some days, each by the browser's own calendar."""

    number = 12

    def __init__(self, attrs=None):
        one = forms.DateInput({"type": "date"}, DAY_FORMAT)
        super().__init__([one] * self.number, attrs)

    def decompress(self, value):
        """Each day in a box of its own."""
        value = list(value or [])
        return value + [None] * (self.number - len(value))

    def get_context(self, name, value, attrs):
        """Each box says which it is."""
        context = super().get_context(name, value, attrs)
        for place, widget in enumerate(context["widget"]["subwidgets"], 1):
            widget["attrs"]["aria-label"] = _("Day %(n)s") % {"n": place}
        return context


class SeveralDaysField(forms.MultiValueField):
    """The days that were chosen, in order, each once."""

    widget = SeveralDays

    def __init__(self, **kwargs):
        each = forms.DateField(required=False, input_formats=[DAY_FORMAT, "%d.%m.%Y"])
        fields = [each] * SeveralDays.number
        super().__init__(fields, require_all_fields=False, required=False, **kwargs)

    def compress(self, data_list):
        """The days in order."""
        return sorted({day for day in data_list or [] if day})


class LanguagesField(forms.MultipleChoiceField):
    """The languages that an event is held in, ticked; kept as `da, en`."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs):
        super().__init__(choices=spoken_choices, **kwargs)

    def prepare_value(self, value):
        """Codes of a row, or what was ticked."""
        return codes_of(value) if isinstance(value, str) else value

    def clean(self, value):
        """The codes as the row keeps them."""
        codes = super().clean(value)
        if len(codes) > MOST_SPOKEN:
            most = {"n": MOST_SPOKEN}
            raise forms.ValidationError(_("At most %(n)s languages."), params=most)
        return ", ".join(codes)

    def has_changed(self, initial, data):
        """Whether other languages are ticked."""
        return codes_of(initial or "") != list(data or [])


def codes_of(languages: str) -> list[str]:
    """`da, en` as a list."""
    return [code.strip() for code in languages.split(",") if code.strip()]


def spoken_choices() -> list[tuple[str, str]]:
    """The languages that can be ticked, by name."""
    return [(code, name_of(code)) for code in SPOKEN]


class SpaceChoice(forms.ModelChoiceField):
    """One of all spaces, under their houses; none: somewhere else."""

    iterator = GroupedSpaces
    is_many = False


def moment_field(label, **kwargs) -> forms.DateTimeField:
    """A day and a time in one box, by the browser's own calendar."""
    widget = forms.DateTimeInput({"type": "datetime-local", "step": 300}, MOMENT)
    formats = [MOMENT, "%Y-%m-%d %H:%M", "%d.%m.%Y %H:%M", "%d.%m.%Y %H.%M"]
    return forms.DateTimeField(
        label=label, required=False, widget=widget, input_formats=formats, **kwargs
    )


def _lines(rows):
    return format_html_join("", "{}", rows)
