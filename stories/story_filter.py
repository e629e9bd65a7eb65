"""What readers filter stories by; a broken value is ignored and said so."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hub import pagecache
from hub.areas import areas
from hub.bilingual import active_language
from hub.choices import Goal, ImpactArea
from hub.models import Theme
from stories.shelf import Shelf

ALL = ("", pgettext_lazy("of what to filter by", "All"))


class StoryFilter(forms.Form):
    """Five questions, each answered by one value or by none."""

    district = forms.ChoiceField(label=_("District"), required=False)
    area = forms.ChoiceField(label=_("Impact area"), choices=ImpactArea, required=False)
    goal = forms.ChoiceField(label=_("UN goal"), choices=Goal, required=False)
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    business = forms.ChoiceField(
        label=_("For whom"), choices=[("1", _("For business"))], required=False
    )

    def __init__(self, query: QueryDict, shelf: Shelf):
        super().__init__(query)
        self.shelf = shelf
        self.fields["district"].choices = [(a.slug, a.name) for a in areas().values()]
        self.fields["theme"].choices = _themes()
        self.is_valid()
        self.labels = {name: dict(field.choices) for name, field in self.fields.items()}
        for name, field in self.fields.items():
            field.choices = [ALL, *self._counted(name, field.choices)]

    @property
    def ignored(self) -> list[str]:
        """Labels of the fields whose value nobody understands."""
        return [str(self.fields[name].label) for name in self.errors]

    @property
    def chosen(self) -> dict[str, str]:
        """The values that count, by field."""
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def bits(self) -> int:
        """The stories on the shelf that have all chosen values."""
        return self._bits_without("")

    def in_words(self) -> list[str]:
        """The chosen values as readers know them."""
        return [
            str({str(key): label for key, label in self.labels[name].items()}[value])
            for name, value in self.chosen.items()
        ]

    def kept(self) -> str:
        """What a link takes along: all that was understood, `?area=health`."""
        kept = QueryDict(mutable=True)
        kept.update(self.chosen)
        return f"?{kept.urlencode()}" if kept else ""

    def _bits_without(self, left_out: str) -> int:
        bits = self.shelf.all
        for name, value in self.chosen.items():
            if name != left_out:
                bits &= self._bits_of(name, value)
        return bits

    def _bits_of(self, name: str, value: str) -> int:
        return self.shelf.about(name, _meant(name, value))

    def _counted(self, name: str, choices) -> list[tuple[str, str]]:
        """Each choice with the number of stories it leaves, given the other answers.

        What no story is about is not offered.
        """
        others, chosen = self._bits_without(name), self.chosen.get(name)
        found = []
        for value, label in choices:
            bits = self._bits_of(name, str(value))
            if bits or str(value) == chosen:
                found.append((value, f"{label} ({(bits & others).bit_count()})"))
        return found


def _meant(name: str, value: str) -> list:
    """What the shelf knows a chosen value by."""
    if name == "district":
        return list(areas()[value].districts)
    if name == "goal":
        return [int(value)]
    return [True] if name == "business" else [value]


def _themes() -> list[tuple[str, str]]:
    def find():
        return [(each.slug, str(each.name)) for each in Theme.objects.all()]

    return pagecache.remembered(f"themes {active_language()}", find)


pagecache.register_query_keys(*StoryFilter.base_fields)
