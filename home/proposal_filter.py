"""What readers may filter proposals by; a broken value is ignored and said so."""

from django import forms
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
        return self.cleaned_data

    def choose(self, proposals: list[Proposal]) -> list[Proposal]:
        """The proposals that have all chosen values."""
        wanted = {name: value for name, value in self.chosen.items() if value}
        return [
            proposal
            for proposal in proposals
            if all(getattr(proposal, name) == value for name, value in wanted.items())
        ]


pagecache.register_query_keys(*ProposalFilter.base_fields)
