"""What readers look for and filter by; a broken value is left out and said so."""

import datetime as dt

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hub import pagecache
from hub.areas import areas
from hub.bilingual import active_language
from hub.choices import Goal
from hub.models import Theme
from search.finding import Chosen
from search.kinds import KINDS
from search.kinds.base import mark
from search.question import LONGEST, typed

ALL = ("", pgettext_lazy("of what to filter by", "All"))
NARROWING = ("district", "theme", "goal", "when")
COMING = "coming"
DAYS = {"month": 30, "year": 365}


def _areas() -> list[tuple[str, str]]:
    return [ALL, *((area.slug, area.name) for area in areas().values())]


def _themes() -> list[tuple[str, str]]:
    def find():
        return [(each.slug, str(each.name)) for each in Theme.objects.all()]

    return [ALL, *pagecache.remembered(f"themes {active_language()}", find)]


def _times() -> list[tuple[str, str]]:
    coming = [(COMING, _("Still to come"))] if any(k.has_times for k in KINDS) else []
    lately = [("month", _("The last 30 days")), ("year", _("The last year"))]
    return [("", _("Any time")), *coming, *lately]


class SearchForm(forms.Form):
    """Words, and four questions that may be left open."""

    q = forms.CharField(
        label=_("What are you looking for?"), strip=True,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )  # fmt: skip
    kind = forms.ChoiceField(choices=[(kind.name, kind.plural) for kind in KINDS])
    district = forms.ChoiceField(label=_("District"), choices=_areas)
    theme = forms.ChoiceField(label=_("Theme"), choices=_themes)
    goal = forms.ChoiceField(
        label=_("UN goal"), choices=[ALL, *((str(v), text) for v, text in Goal.choices)]
    )
    when = forms.ChoiceField(label=_("Date"), choices=_times)

    def __init__(self, query: QueryDict):
        super().__init__(_readable(query))
        self.use_required_attribute = False
        for field in self.fields.values():
            field.required = False

    @cached_property
    def said(self) -> dict[str, str]:
        """The values that count, by field."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def words(self) -> str:
        """What was typed, as far as it is looked at; empty where no word is in it."""
        text = self.said.get("q", "")[:LONGEST]
        return text if typed(text) else ""

    @property
    def is_cut(self) -> bool:
        """Whether more was typed than is looked at."""
        return len(self.said.get("q", "")) > LONGEST

    @property
    def narrowing(self) -> list[forms.BoundField]:
        """The questions beside the words."""
        return [self[name] for name in NARROWING]

    @property
    def narrowed(self) -> list[str]:
        """The names of the questions that were answered, without the kind."""
        return [name for name in NARROWING if name in self.said]

    @property
    def ignored(self) -> list[str]:
        """Labels of the fields whose value nobody understands."""
        names = {"kind": _("kind")}
        return [str(names.get(name, self.fields[name].label)) for name in self.errors]

    @property
    def marks(self) -> tuple[tuple[str, ...], ...]:
        """What was chosen, as the index knows it; of each group one is enough."""
        found = []
        if slug := self.said.get("district"):
            found.append(tuple(mark("district", pk) for pk in areas()[slug].districts))
        if slug := self.said.get("theme"):
            found.append((mark("theme", _theme_keys()[slug]),))
        if goal := self.said.get("goal"):
            found.append((mark("goal", goal),))
        return tuple(found)

    @property
    def chosen(self) -> Chosen:
        """The rest of what was chosen."""
        when, since = self.said.get("when"), None
        if when in DAYS:
            since = timezone.now() - dt.timedelta(days=DAYS[when])
        return Chosen(self.said.get("kind", ""), since, when == COMING)

    def in_words(self, words: str) -> list[str]:
        """What is looked for and chosen, as readers know it."""
        fields = [(name, value) for name, value in self.said.items() if name != "q"]
        chosen = [str(dict(self.fields[name].choices)[v]) for name, v in fields]
        return [words, *chosen] if words else chosen

    def kept(self, **changed: str) -> str:
        """What a link takes along: `?q=mad&kind=space`, or nothing."""
        kept = QueryDict(mutable=True)
        for name in self.fields:
            if value := changed.get(name, self.said.get(name)):
                kept[name] = value
        return f"?{kept.urlencode()}" if kept else ""


def _theme_keys() -> dict[str, int]:
    def find():
        return dict(Theme.objects.values_list("slug", "pk"))

    return pagecache.remembered("keys of themes", find)


def _readable(query: QueryDict) -> QueryDict:
    """Without the sign that no database takes."""
    clean = query.copy()
    for name in clean:
        values = [value.replace("\x00", "") for value in clean.getlist(name)]
        clean.setlist(name, values)
    return clean
