"""What people fill in who offer a room, and the owner who looks at its facts."""

import hashlib
import uuid

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub.forms import DayInput, PublicForm
from spaces.choices import SpaceKind
from spaces.photographs import ACCEPT, clean_photograph


class OfferForm(PublicForm):
    """A room that stands empty: what staff need to know before they come and see it."""

    address = forms.CharField(
        label=_("Where is it?"),
        help_text=_("Street and number, postcode and town."),
        max_length=200,
    )
    kind = forms.ChoiceField(
        label=_("What kind of room is it?"),
        choices=[("", _("Choose")), *SpaceKind.choices],
    )
    empty_when = forms.CharField(
        label=_("When does it stand empty?"),
        help_text=_("For example: every weekday after 4 pm, or always."),
        max_length=300,
        widget=forms.Textarea({"rows": 2}),
    )
    empty_since = forms.DateField(
        label=_("Empty since"), required=False, widget=DayInput
    )
    empty_until = forms.DateField(
        label=_("Empty until"), required=False, widget=DayInput
    )
    access = forms.CharField(
        label=_("How does one get in?"),
        help_text=_("Steps, lift, door, and who has the key."),
        max_length=300,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )
    photo = forms.FileField(
        label=_("A photograph of the room"),
        help_text=_("Without people, please. We keep it to ourselves."),
        required=False,
        widget=forms.FileInput({"accept": ACCEPT}),
    )
    who_decides = forms.CharField(
        label=_("Who decides whether it may be lent?"),
        help_text=_("A name, or a department or company. It may be you."),
        max_length=160,
    )
    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    phone = forms.CharField(
        label=_("Your telephone number"),
        max_length=30,
        required=False,
        widget=forms.TextInput({"autocomplete": "tel", "inputmode": "tel"}),
    )
    key = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        """Begin with a key of its own: sent twice, the form is one offer."""
        super().__init__(*args, **kwargs)
        self.initial.setdefault("key", uuid.uuid4())

    def clean_photo(self):
        """The picture drawn anew; what is hidden in the file stays behind."""
        file = self.cleaned_data["photo"]
        return clean_photograph(file) if file else None

    def clean(self):
        """Look at the days together; say that a file is not kept."""
        cleaned = super().clean()
        since, until = cleaned.get("empty_since"), cleaned.get("empty_until")
        if until and until < timezone.localdate():
            self.add_error("empty_until", _("That day has been."))
        elif since and until and until < since:
            self.add_error("empty_until", _("It ends before it begins."))
        if self.errors and cleaned.get("photo"):
            again = _("Choose the photograph again: the browser does not keep it.")
            self.add_error("photo", again)
        return cleaned

    @property
    def row_key(self) -> uuid.UUID:
        """The same for the same form with the same words: a double click."""
        said = {name: self.cleaned_data[name] for name in self.fields}
        photo = said.pop("photo")
        picture = hashlib.sha256(photo.read()).hexdigest() if photo else ""
        if photo:
            photo.seek(0)
        return uuid.uuid5(uuid.NAMESPACE_OID, f"{sorted(said.items())} {picture}")

    @property
    def said(self) -> dict:
        """The fields of the offer."""
        return {name: self.cleaned_data[name] for name in self.fields if name != "key"}


class FactsForm(PublicForm):
    """All of it is right; or what is not."""

    RIGHT, CHANGED = "right", "changed"
    verdict = forms.ChoiceField(
        choices=[(RIGHT, RIGHT), (CHANGED, CHANGED)], widget=forms.HiddenInput
    )
    text = forms.CharField(
        label=_("What has changed?"),
        help_text=_("We put it right and write to you again."),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )

    def clean(self):
        """A change is told in words."""
        cleaned = super().clean()
        if "verdict" in self.errors:
            self.add_error(None, _("Press one of the two buttons."))
        if cleaned.get("verdict") == self.CHANGED and not cleaned.get("text"):
            self.add_error("text", _("Write what has changed."))
        return cleaned
