"""What staff fill in to name, ask, record, forget and take back."""

import datetime as dt
import uuid
from typing import NamedTuple

from django import forms
from django.core.validators import FileExtensionValidator
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from hub.choices import Language
from hub.forms import DeskForm
from hub.models import Consent, ConsentState, Paper, User
from hub.models.consents import COVERS
from hub.papers import refuse_large, taken_kinds
from stories.actions import consenting, taking_down
from stories.consent_forms import days_field, refuse_past

ASKED, GIVEN = ConsentState.ASKED, ConsentState.GIVEN
CHANGES, DECLINED = ConsentState.CHANGES, ConsentState.DECLINED
PAPER_YEARS = 5


class NameForm(DeskForm):
    """Somebody who is portrayed, and how to reach them."""

    name = forms.CharField(
        label=_("Name"), max_length=120,
        help_text=_("The real name; it is never shown."),
    )  # fmt: skip
    email = forms.EmailField(
        label=_("E-mail"), required=False,
        help_text=_("Without it you get a link to pass on, or record a signed paper."),
    )  # fmt: skip
    phone = forms.CharField(label=_("Telephone"), max_length=30, required=False)
    language = forms.ChoiceField(label=_("Reads"), choices=Language)

    def save(self, *, story: uuid.UUID, by: User) -> Consent:
        """Write the person down."""
        return consenting.name_portrayed(story=story, by=by, **self.cleaned_data)


class StepForm(DeskForm):
    """One step of a consent."""

    def __init__(self, *args, consent: Consent, **kwargs):
        super().__init__(*args, **kwargs)
        self.consent = consent

    def take(self, *, by: User) -> None:
        """Do it. Raises Refused where somebody was quicker."""
        raise NotImplementedError


class AskForm(StepForm):
    """A new link."""

    def take(self, *, by: User) -> None:
        """The old link ends."""
        consenting.send_link(consent=self.consent, by=by)


class ReachForm(NameForm, StepForm):
    """Another address or spelling."""

    def __init__(self, *args, consent: Consent, **kwargs):
        known = {name: getattr(consent, name) for name in NameForm.base_fields}
        super().__init__(*args, consent=consent, initial=known, **kwargs)

    def take(self, *, by: User) -> None:
        """Nobody is asked anew by that."""
        consenting.correct(consent=self.consent, **self.cleaned_data)


class PaperForm(StepForm):
    """A signed paper, and what stands on it."""

    file = forms.FileField(label=_("The signed paper"), validators=[refuse_large])
    covers = forms.MultipleChoiceField(
        label=_("What it covers"),
        choices=[(name, Consent._meta.get_field(name).verbose_name) for name in COVERS],
        widget=forms.CheckboxSelectMultiple,
    )
    pseudonym = forms.CharField(
        label=_("Name in the story"), max_length=120, required=False,
        help_text=_("Where it is not the real one."),
    )  # fmt: skip
    valid_until = days_field()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kinds = taken_kinds()
        self.fields["file"].validators.append(FileExtensionValidator(kinds))
        self.fields["file"].help_text = ", ".join(kinds)
        self.fields["valid_until"].help_text = _("Empty: until it is taken back.")

    def clean_valid_until(self):
        """A day that is to come."""
        return refuse_past(self.cleaned_data["valid_until"])

    def clean_covers(self):
        """A yes covers words or pictures."""
        covers = self.cleaned_data["covers"]
        if not {"covers_words", "covers_pictures"} & set(covers):
            raise forms.ValidationError(_("Tick the words or the pictures."))
        return covers

    def take(self, *, by: User) -> None:
        """The paper goes where only some may read it."""
        said = self.cleaned_data
        today = timezone.localdate()
        paper = Paper(
            title=_now("Consent: %(name)s") % {"name": self.consent.name},
            file=said["file"],
            about_email=self.consent.email,
            keep_until=said["valid_until"] or today + PAPER_YEARS * dt.timedelta(365),
            uploaded_by=by,
        )
        covers = {name: name in said["covers"] for name in COVERS}
        words = {name: said[name] for name in ("pseudonym", "valid_until")}
        consenting.record_paper(
            consent=self.consent, paper=paper, by=by, **covers, **words
        )


class DropForm(AskForm):
    """Not in the story any more."""

    def take(self, *, by: User) -> None:
        """Nothing of the person is kept."""
        consenting.drop(consent=self.consent)


class TakeBackForm(AskForm):
    """The person said so by telephone or letter."""

    def take(self, *, by: User) -> None:
        """It cannot be undone."""
        taking_down.take_back(consent=self.consent, by=by)


class Step(NamedTuple):
    """What a step is called, from which answers it is taken, and who may."""

    label: Promise
    text: Promise
    form: type[StepForm]
    done: Promise
    since: tuple[ConsentState, ...]
    right: str = "hub.change_consent"


OPEN = (ASKED, CHANGES, DECLINED)
STEPS = {
    "ask": Step(
        _("Send the link"),
        _(
            "The person gets a private link to the newest draft, for 14 days. An "
            "earlier link ends. Without an e-mail you get the link to pass on."
        ),
        AskForm,
        _("The link to %(name)s is made."),
        (*OPEN, GIVEN),
    ),
    "paper": Step(
        _("Record a signed paper"),
        _("The paper is kept where only hub managers read it, and counts as a yes."),
        PaperForm,
        _("The yes of %(name)s is recorded."),
        OPEN,
    ),
    "reach": Step(
        _("Change name or address"),
        _("Nobody is asked anew by that."),
        ReachForm,
        _("Changed for %(name)s."),
        (*OPEN, GIVEN),
    ),
    "drop": Step(
        _("Not in the story any more"),
        _("Take the person out of the text first. Nothing is kept of them then."),
        DropForm,
        _("%(name)s is forgotten."),
        OPEN,
    ),
    "take-back": Step(
        _("Take the yes back"),
        _(
            "The person wants out. The story goes in both languages, with all "
            "versions, and so do the pictures, wherever they are shown. It cannot be "
            "undone."
        ),
        TakeBackForm,
        _("Taken back for %(name)s. Look below what others may still hold."),
        (GIVEN,),
        "hub.delete_consent",
    ),
}
