"""What readers may filter proposals by; a broken value is ignored and said so."""

from collections.abc import Iterable

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from home.models.proposals import AskedOf, Proposal, State
from hub import pagecache
from hub.choices import Recommendation

ALL = [("", _("All"))]


class ProposalFilter(forms.Form):
    """Three questions, each answered by one value or by none."""

    recommendation = forms.TypedChoiceField(
        label=_("Recommendation"), choices=ALL + Recommendation.choices,
        coerce=int, empty_value=None, required=False,
    )  # fmt: skip
    state = forms.ChoiceField(
        label=_("How it stands"), choices=ALL + State.choices, required=False
    )
    asked_of = forms.ChoiceField(
        label=_("Whose move it is"), choices=ALL + AskedOf.choices, required=False
    )

    @property
    def ignored(self) -> list[str]:
        """Labels of the fields whose value nobody understands."""
        return [str(self.fields[name].label) for name in self.errors]

    @property
    def chosen(self) -> dict:
        """The values that count, by field."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def in_words(self) -> list[str]:
        """The chosen values as readers know them."""
        return [
            str(dict(self.fields[name].choices)[value])
            for name, value in self.chosen.items()
        ]

    def kept(self) -> str:
        """What a link takes along: all that was understood, `?state=done`."""
        kept = QueryDict(mutable=True)
        kept.update(self.chosen)
        return f"?{kept.urlencode()}" if kept else ""

    def choose(self, proposals: Iterable[Proposal]) -> list[Proposal]:
        """The proposals that have all chosen values."""
        wanted = self.chosen.items()
        return [
            proposal
            for proposal in proposals
            if all(getattr(proposal, name) == value for name, value in wanted)
        ]


pagecache.register_query_keys(*ProposalFilter.base_fields)
