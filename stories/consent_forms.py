"""What a portrayed person fills in: yes, what to change, or no."""

import datetime as dt

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub.forms import DayInput, PublicForm
from hub.models import Consent, ConsentState

YES, CHANGES, NO = ConsentState.GIVEN, ConsentState.CHANGES, ConsentState.DECLINED
REAL, OTHER = "real", "other"
COVERED = ("words", "pictures", "sharing")


def days_field(**kwargs) -> forms.DateField:
    """The last day of a yes; empty until it is taken back."""
    return forms.DateField(
        label=_("Until when?"),
        help_text=_("Empty: until you take it back. You can do that at any time."),
        required=False,
        widget=DayInput,
        **kwargs,
    )


def refuse_past(day: dt.date | None) -> dt.date | None:
    """A yes does not end before it begins."""
    if day and day < timezone.localdate():
        raise forms.ValidationError(_("That day has been."))
    return day


class AnswerForm(PublicForm):
    """An answer to the draft that stands above it."""

    answer = forms.ChoiceField(
        label=_("What do you say?"),
        choices=[
            (YES, _("Yes, you may publish it")),
            (CHANGES, _("Something must be changed first")),
            (NO, _("No, I do not want to be in it")),
        ],
        widget=forms.RadioSelect,
    )
    covers = forms.MultipleChoiceField(
        label=_("What does your yes cover?"),
        help_text=_("Only where you say yes. Take off what you do not want."),
        choices=[
            ("words", _("The words of the story")),
            ("pictures", _("The pictures of me")),
            ("sharing", _("Sharing elsewhere: newsletter, social media, print")),
        ],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    called = forms.ChoiceField(
        label=_("What may we call you?"),
        choices=[(REAL, _("My real name")), (OTHER, _("Another name"))],
        widget=forms.RadioSelect,
        required=False,
    )
    pseudonym = forms.CharField(
        label=_("The other name"), max_length=120, required=False
    )
    valid_until = days_field()
    wishes = forms.CharField(
        label=_("What must be changed?"),
        help_text=_("Only where something must be changed. We send you a new draft."),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 5}),
    )

    def __init__(self, *args, consent: Consent, **kwargs):
        """Begin with a yes to the words and pictures, under the real name."""
        first = {"covers": COVERED[:2], "called": REAL, "pseudonym": consent.pseudonym}
        if consent.pseudonym:
            first["called"] = OTHER
        super().__init__(*args, initial=first, **kwargs)

    def clean_valid_until(self):
        """A day that is to come."""
        return refuse_past(self.cleaned_data["valid_until"])

    def clean(self):
        """Ask for what belongs to the answer, and for nothing else."""
        cleaned = super().clean()
        answer = cleaned.get("answer")
        if answer == CHANGES and cleaned.get("wishes") == "":
            self.add_error("wishes", _("Write what must be changed."))
        if answer == YES and "covers" not in self.errors:
            self._check_yes(cleaned)
        return cleaned

    def _check_yes(self, cleaned: dict) -> None:
        if not {"words", "pictures"} & set(cleaned["covers"]):
            self.add_error(
                "covers", _("Tick the words or the pictures, or choose another answer.")
            )
        if cleaned.get("called") == OTHER and not cleaned.get("pseudonym"):
            self.add_error("pseudonym", _("Write the name that we may use."))

    @property
    def said(self) -> dict:
        """The fields of the answer; what belongs to another answer is left out."""
        cleaned = self.cleaned_data
        is_yes = cleaned["answer"] == YES
        covers = set(cleaned["covers"]) if is_yes else set()
        is_other = is_yes and cleaned["called"] == OTHER
        return {f"covers_{name}": name in covers for name in COVERED} | {
            "state": cleaned["answer"],
            "covers_name": is_yes and not is_other,
            "pseudonym": cleaned["pseudonym"] if is_other else "",
            "valid_until": cleaned["valid_until"] if is_yes else None,
            "wishes": cleaned["wishes"] if cleaned["answer"] == CHANGES else "",
        }
