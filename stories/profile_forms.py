"""What people fill in to be in the directory, to change it, or to look after it."""

import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from hub import cvr
from hub.choices import ImpactArea
from hub.forms import DayInput, PublicForm
from hub.models import District, OfferKind, Organisation
from stories.profile_facts import IN_TWO_LANGUAGES

FEW_LINES = forms.Textarea({"rows": 3})
NUMBER = {"inputmode": "numeric", "autocomplete": "off", "class": "input input--mid"}
# The trap of all public forms is called "website": the real one has another name.
NAMES = {"site": "website"}


def ticks(label, *, required: bool = False, help_text="") -> forms.Field:
    """Some of a list, ticked; the choices are read when the form is made."""
    return forms.MultipleChoiceField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.CheckboxSelectMultiple,
    )


class KeyedForm(PublicForm):
    """A form with a key of its own: sent twice, it is one request."""

    key = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("key", uuid.uuid4())

    @property
    def row_key(self) -> uuid.UUID:
        """The same for the same form with the same words: a double click."""
        told = sorted(set(self.fields) - {"mail"})  # who is signed in is not asked
        said = [(name, self.cleaned_data[name]) for name in told]
        return uuid.uuid5(uuid.NAMESPACE_OID, str(said))


class ProfileForm(KeyedForm):
    """The facts of a profile; its texts are in the language of the page."""

    name = forms.CharField(
        label=_("What is it called?"),
        max_length=120,
        widget=forms.TextInput({"autocomplete": "organization"}),
    )
    cvr = forms.CharField(
        label=_("CVR number"),
        help_text=_("Eight digits. If you have none yet, you are just as welcome."),
        max_length=16,
        required=False,
        widget=forms.TextInput(NUMBER),
    )
    purpose = forms.CharField(
        label=_("What is it there for, in one sentence?"),
        help_text=_("What becomes better, and for whom."),
        max_length=300,
        widget=forms.Textarea({"rows": 2}),
    )
    pitch = forms.CharField(
        label=_("How do you say it in one line?"),
        help_text=_("It stands under the name. At most 160 characters."),
        max_length=160,
    )
    offers = forms.CharField(
        label=_("What do you sell or offer?"),
        help_text=_("So that a buyer knows what to ask you for."),
        max_length=1000,
        required=False,
        widget=FEW_LINES,
    )
    kinds = ticks(_("What kind of thing is it?"))
    districts = ticks(_("Where in the city?"), required=True)
    areas = ticks(_("What does it work for?"))
    founded_on = forms.DateField(
        label=_("When did you begin?"), required=False, widget=DayInput
    )
    size_band = forms.ChoiceField(
        label=_("How many are at work, paid or not?"),
        choices=[("", _("Choose")), *Organisation.SizeBand.choices],
        required=False,
    )
    site = forms.URLField(
        label=_("Website"), required=False, max_length=200, assume_scheme="https"
    )
    email = forms.EmailField(
        label=_("E-mail for messages"),
        help_text=_("Readers write to it through us. It is never shown."),
        required=False,
        widget=forms.EmailInput({"autocomplete": "email"}),
    )

    def __init__(self, *args, **kwargs):
        """Read what may be ticked."""
        super().__init__(*args, **kwargs)
        for name, model in (("kinds", OfferKind), ("districts", District)):
            rows = [(row.slug, row.name) for row in model.objects.all()]
            self.fields[name].choices = rows
        self.fields["areas"].choices = ImpactArea.choices

    def clean_cvr(self) -> str:
        """Eight digits, of which the last fits the others."""
        return cvr.checked(self.cleaned_data["cvr"])

    def clean_founded_on(self):
        """A day that has been."""
        day = self.cleaned_data["founded_on"]
        if day and day > timezone.localdate():
            raise ValidationError(
                _("That day has not come. Leave it out until it has."), "future"
            )
        return day

    @property
    def facts(self) -> dict:
        """What was said, by the names of `stories.profile_facts`."""
        said = {}
        for field in self.fields:
            name = name_of_fact(field)
            if field != "key" and name is not None:
                said[name] = plain(self.cleaned_data[field])
        return said


def name_of_fact(field: str) -> str | None:
    """The fact that a field of the form is about, in the language of the page."""
    if field in ("person", "mail"):
        return None
    if field in IN_TWO_LANGUAGES:
        return f"{field}_{get_language()}"
    return NAMES.get(field, field)


def plain(value):
    """A value as it is kept."""
    if value is None:
        return ""
    if isinstance(value, list):
        return sorted(value)
    return value.isoformat() if hasattr(value, "isoformat") else value


def beginning(facts: dict, form: type[ProfileForm]) -> dict:
    """What a form begins with, of the facts as they stand."""
    return {field: facts.get(name_of_fact(field), "") for field in form.base_fields}


class ListingForm(ProfileForm):
    """Wants to be listed; who is not signed in says where the code is to be sent."""

    mail = forms.EmailField(
        label=_("Your own e-mail address"),
        help_text=_("We send you a code, so that we know it is yours."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    field_order = (*ProfileForm.base_fields, "mail")
    existing: Organisation | None = None  # whose number it is, once that is known

    def __init__(self, *args, user, **kwargs):
        """Ask only what we do not know."""
        super().__init__(*args, **kwargs)
        if user.is_authenticated:
            del self.fields["mail"]


class ChangeForm(ProfileForm):
    """All facts of a profile, to be put right."""

    about = forms.CharField(
        label=_("Who are you?"),
        help_text=_("Two or three sentences."),
        max_length=1000,
        required=False,
        widget=FEW_LINES,
    )
    legal_form = forms.CharField(
        label=_("Legal form"),
        help_text=_("For example: association, ApS, sole trader."),
        max_length=60,
        required=False,
    )

    def __init__(self, *args, facts: dict, **kwargs):
        """Begin with the facts; a text that is in the other language is enough."""
        first = beginning(facts, type(self))
        del first["key"]
        super().__init__(*args, initial=first, **kwargs)
        for name in IN_TWO_LANGUAGES:
            said = {facts[f"{name}_da"], facts[f"{name}_en"]} - {""}
            if said and not first[name]:
                self.fields[name].required = False


class ClaimForm(KeyedForm):
    """Says that a profile is theirs."""

    person = forms.CharField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    text = forms.CharField(
        label=_("How do you belong to it?"),
        help_text=_("For example: I began it, or I chair the board."),
        max_length=1000,
        widget=FEW_LINES,
    )


class ConfirmForm(PublicForm):
    """All of it is right: one press."""
