"""What readers filter events by; a broken value is left out and said so."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events.choices import EventKind
from events.finding import Wish
from events.models.events import Event
from hub import pagecache, spoken
from hub.areas import areas
from hub.bilingual import active_language
from hub.models import Audience, Theme
from spaces.choices import AccessFeature

ALL = ("", pgettext_lazy("of what to filter by", "All"))
CHECKS = ("free", "online", "week")


class EventFilter(forms.Form):
    """All questions may be left open; each answer narrows the list."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=EventKind)
    district = forms.ChoiceField(label=_("District"))
    theme = forms.ChoiceField(label=_("Theme"))
    audience = forms.ChoiceField(label=_("For whom"))
    language = forms.ChoiceField(label=_("Held in"))
    free = forms.BooleanField(label=_("Free of charge"))
    online = forms.BooleanField(label=_("Online"))
    week = forms.BooleanField(label=_("This week"))
    need = forms.MultipleChoiceField(
        label=_("Access"), choices=AccessFeature.choices,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(self, query: QueryDict):
        super().__init__(query)
        self.use_required_attribute = False
        for field in self.fields.values():
            field.required = False
        choices = {
            "district": [(area.slug, area.name) for area in areas().values()],
            "theme": _words_of(Theme),
            "audience": _words_of(Audience),
            "language": _languages(),
        }
        for name, found in choices.items():
            self.fields[name].choices = found
        self.is_valid()
        for name in ("kind", *choices):
            self.fields[name].choices = [ALL, *self.fields[name].choices]

    @property
    def ignored(self) -> list[str]:
        """Labels of the fields whose value nobody understands."""
        return [str(self.fields[name].label) for name in self.errors]

    @property
    def chosen(self) -> dict:
        """The values that count, by field."""
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def wish(self) -> Wish:
        """What counts, as `events.finding` asks for it."""
        said = self.chosen
        area = areas().get(said.pop("district", ""))
        needs = tuple(sorted(said.pop("need", ())))
        return Wish(districts=area.districts if area else (), needs=needs, **said)

    @property
    def selects(self) -> list[forms.BoundField]:
        """The questions that are always shown and have something to choose."""
        names = [name for name in self.fields if name not in (*CHECKS, "need")]
        return [self[name] for name in names if len(self.fields[name].choices) > 1]

    @property
    def checks(self) -> list[forms.BoundField]:
        """The questions that are a tick."""
        return [self[name] for name in CHECKS]

    def in_words(self, *, without: tuple[str, ...] = ()) -> list[str]:
        """The chosen values as readers know them."""
        words = []
        for name, value in self.chosen.items():
            if name in without:
                continue
            field = self.fields[name]
            if name in CHECKS:
                words.append(str(field.label))
                continue
            values = value if isinstance(value, list) else [value]
            words += [str(dict(field.choices)[each]) for each in values]
        return words

    def kept(self, *, without: tuple[str, ...] = (), **more: str) -> str:
        """What a link takes along: all that was understood, `?kind=course&free=on`."""
        kept = QueryDict(mutable=True)
        for name, value in self.chosen.items():
            if name not in without:
                kept.setlist(name, self._as_typed(name, value))
        kept.update(more)
        return f"?{kept.urlencode()}" if kept else ""

    def _as_typed(self, name: str, value) -> list[str]:
        if name in CHECKS:
            return ["on"]
        return value if isinstance(value, list) else [value]


def _words_of(model) -> list[tuple[str, str]]:
    def find():
        return [(each.slug, str(each.name)) for each in model.objects.all()]

    return pagecache.remembered(f"{model.__name__}s {active_language()}", find)


def _languages() -> list[tuple[str, str]]:
    """The languages that events are held in, by name."""

    def find():
        shown = Event.objects.shown().order_by()
        said = shown.values_list("languages", flat=True)
        codes = {code.strip() for each in said.distinct() for code in each.split(",")}
        named = [(code, spoken.name_of(code)) for code in codes if code]
        return sorted(named, key=lambda pair: pair[1])

    return pagecache.remembered(f"languages of events {active_language()}", find)


pagecache.register_query_keys(*EventFilter.base_fields, "month", "day", "year")
