"""What people fill in who nominate a local hero."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from hub.forms import PublicForm, refuse_links
from hub.models import District

LEAST_WHY = 20  # letters; less says nothing that we can answer


class NominationForm(PublicForm):
    """Somebody whom the city should know: who, why, and how we may ask them."""

    nominee = forms.CharField(
        label=_("Who is it?"), help_text=_("The name of one person."), max_length=120
    )
    organisation = forms.CharField(
        label=_("The enterprise or project"), max_length=120, required=False
    )
    why = forms.CharField(
        label=_("Why should the city know them?"),
        help_text=_("What do they do, and for whom? Three sentences are enough."),
        min_length=LEAST_WHY,
        max_length=1500,
        validators=[refuse_links],
        widget=forms.Textarea({"rows": 6}),
    )
    link = forms.URLField(
        label=_("A link where one can see more"),
        required=False,
        assume_scheme="https",
        max_length=200,
        widget=forms.TextInput({"inputmode": "url"}),
    )
    district = forms.ModelChoiceField(
        District.objects.all(),
        label=_("Where in the city?"),
        empty_label=_("I do not know"),
        required=False,
    )
    relation = forms.CharField(
        label=_("How do you know them?"),
        help_text=_("For example: neighbour, customer, or it is me."),
        max_length=120,
        required=False,
    )
    nominee_email = forms.EmailField(
        label=_("Their e-mail address"),
        help_text=_("If you know it. We ask them before anything else."),
        required=False,
        widget=forms.EmailInput({"autocomplete": "off"}),
    )
    nominee_phone = forms.CharField(
        label=_("Their telephone number"),
        max_length=30,
        required=False,
        widget=forms.TextInput({"autocomplete": "off", "inputmode": "tel"}),
    )
    knows = forms.BooleanField(label=_("They know that I write to you"), required=False)
    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("We write to you what becomes of it."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    may_name = forms.BooleanField(
        label=_("You may tell them that it was me"),
        help_text=_("Else they hear that it was somebody who thinks well of them."),
        required=False,
    )
    key = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        """Begin with a key of its own: sent twice, the form is one nomination."""
        super().__init__(*args, **kwargs)
        self.initial.setdefault("key", uuid.uuid4())

    @property
    def row_key(self) -> uuid.UUID:
        """The same for the same form with the same words: a double click."""
        said = {name: str(self.cleaned_data[name]) for name in self.fields}
        return uuid.uuid5(uuid.NAMESPACE_OID, str(sorted(said.items())))

    @property
    def said(self) -> dict:
        """The fields of the nomination."""
        return {name: self.cleaned_data[name] for name in self.fields if name != "key"}


class NomineeForm(PublicForm):
    """The nominee's answer, by one press."""

    shortest = 0

    YES, NO = "yes", "no"
    answer = forms.ChoiceField(
        choices=[(YES, YES), (NO, NO)],
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), _("Press one of the two buttons.")
        ),
    )

    def clean(self):
        """A hidden field has no place for what is wrong: say it above."""
        cleaned = super().clean()
        for error in self.errors.pop("answer", []):
            self.add_error(None, error)
        return cleaned
