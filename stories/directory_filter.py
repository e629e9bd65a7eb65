"""What readers may filter the directory by; a broken value is left out and said so."""

from django import forms
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hub import pagecache
from hub.areas import areas
from hub.bilingual import active_language
from hub.choices import Goal, ImpactArea
from hub.models import OfferKind, Organisation
from stories.directory import YES, Directory

RSV, NEW = "rsv", "new"
ALL = ("", pgettext_lazy("of what to filter by", "All"))


def _kinds() -> list[tuple[str, str]]:
    def find():
        kinds = [(each.slug, str(each.name)) for each in OfferKind.objects.all()]
        return sorted(kinds, key=lambda kind: kind[1].lower())

    found = pagecache.remembered(f"kinds of offers {active_language()}", find)
    return [ALL, *found]


def _areas() -> list[tuple[str, str]]:
    return [ALL, *((area.slug, area.name) for area in areas().values())]


class DirectoryFilter(forms.Form):
    """All questions may be left open; each answer narrows the list."""

    kind = forms.ChoiceField(label=_("What they sell or do"), choices=_kinds)
    district = forms.ChoiceField(label=_("District"), choices=_areas)
    area = forms.ChoiceField(
        label=_("Impact area"),
        choices=[ALL, *ImpactArea.choices],
    )
    goal = forms.ChoiceField(
        label=_("UN goal"),
        choices=[ALL, *((str(value), label) for value, label in Goal.choices)],
    )
    size = forms.ChoiceField(
        label=_("People at work"),
        choices=[ALL, *Organisation.SizeBand.choices],
    )
    only = forms.MultipleChoiceField(
        label=pgettext_lazy("of a filter", "Only"),
        choices=[
            (RSV, _("Registered social enterprise (RSV)")),
            (NEW, _("New on the map: under twelve months")),
        ],
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, query: QueryDict):
        super().__init__(query)
        self.use_required_attribute = False
        for field in self.fields.values():
            field.required = False

    @property
    def ignored(self) -> list[tuple[str, str]]:
        """(id of the field, its label) of what was left out."""
        return [(self[name].id_for_label, self[name].label) for name in self.errors]

    @cached_property
    def said(self) -> dict:
        """The values that count, by field; what is empty is left out."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def chosen(self, name: str) -> list[str]:
        """The values of one field that count."""
        values = self.said.get(name, [])
        return values if isinstance(values, list) else [values]

    def in_words(self) -> list[str]:
        """The chosen values as readers know them."""
        return [
            str(dict(self.fields[name].choices)[value])
            for name in self.said
            for value in self.chosen(name)
        ]

    @cached_property
    def wanted(self) -> dict[str, list[str]]:
        """What `Directory` is asked for."""
        return self.wanted_without("")

    def wanted_without(self, left_out: str) -> dict[str, list[str]]:
        """The same, without what one field says."""
        names = [name for name in self.said if name != left_out]
        chosen = [(name, value) for name in names for value in self.chosen(name)]
        return dict(asked(name, value) for name, value in chosen)

    def kept(self, **changed: str) -> str:
        """What a link takes along: `?kind=repair&only=rsv`, or nothing."""
        kept = QueryDict(mutable=True)
        for name in self.fields:
            values = [changed[name]] if name in changed else self.chosen(name)
            if values := [value for value in values if value]:
                kept.setlist(name, values)
        return f"?{kept.urlencode()}" if kept else ""

    def show_counts(self, directory: Directory) -> None:
        """Write behind each choice how many it leads to, the other answers kept.

        What nobody in the directory has is not offered, unless it is chosen.
        """
        for name, field in self.fields.items():
            field.widget.choices = [
                (value, self._counted(directory, name, value, label))
                for value, label in field.choices
                if self._is_offered(directory, name, value)
            ]

    def _is_offered(self, directory: Directory, name: str, value: str) -> bool:
        is_chosen = value in self.chosen(name)
        return not value or is_chosen or bool(directory.having(*asked(name, value)))

    def _counted(self, directory: Directory, name: str, value: str, label: str) -> str:
        if not value:
            return label
        return f"{label} ({directory.number(self.wanted, *asked(name, value))})"


def asked(name: str, value: str) -> tuple[str, list[str]]:
    """What a choice of a field means to the directory: a name and its values."""
    if name == "district":
        return name, [str(key) for key in areas()[value].districts]
    if name == "only":
        return value, [YES]
    return name, [value]


pagecache.register_query_keys(*DirectoryFilter.base_fields)
