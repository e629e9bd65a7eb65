"""What staff fill in when something has happened to a proposal."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from home import actions
from home.models import Proposal, ProposalEntry

PLAN = ("status", "owner_da", "owner_en", "target_on")


class EntryForm(forms.ModelForm):
    """One dated line; it begins with how the proposal stands now."""

    owner_da = forms.CharField(
        label=_("Who has taken it up, in Danish"), max_length=120, required=False
    )
    owner_en = forms.CharField(
        label=_("Who has taken it up, in English"), max_length=120, required=False
    )
    source_url = forms.URLField(
        label=_("Address of the source"), required=False, assume_scheme="https"
    )
    target_on = forms.DateField(
        label=_("Aim: done by"), widget=AdminDateInput, required=False
    )

    class Meta:
        model = ProposalEntry
        fields = (
            "happened_on", "text_da", "text_en", "source_da", "source_en",
            "source_url", "answer",
            "status",
        )  # fmt: skip
        widgets = {
            "happened_on": AdminDateInput,
            "text_da": forms.Textarea({"rows": 3}),
            "text_en": forms.Textarea({"rows": 3}),
        }
        help_texts = {"status": _("Only what somebody has taken up has a status.")}

    def __init__(self, *args, proposal: Proposal, **kwargs):
        """Begin with today and how the proposal stands."""
        self.proposal = proposal
        now = {name: getattr(proposal, name) for name in ("answer", *PLAN)}
        initial = {"happened_on": timezone.localdate()} | now
        super().__init__(*args, initial=initial, **kwargs)

    def clean(self):
        """Say all that is wrong at once."""
        cleaned = super().clean()
        plan = {name: cleaned.get(name) for name in PLAN}
        for name, reason in actions.plan_errors(cleaned.get("answer"), **plan).items():
            self.add_error(name, reason)
        return cleaned

    def save_by(self, user) -> ProposalEntry | None:
        """Write the entry; None, with errors by the field, if it is refused."""
        try:
            return actions.add_entry(
                proposal=self.proposal, by=user, **self.cleaned_data
            )
        except ValidationError as error:
            self.add_error(None, error)
            return None
