"""What somebody fills in who writes to an organisation through the hub."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from hub.forms import PublicForm, refuse_links


class ContactForm(PublicForm):
    """A question to an organisation, and where the answer goes."""

    text = forms.CharField(
        label=_("What do you want to ask?"),
        help_text=_("What you need, how many you are, and when. At most one link."),
        max_length=3000,
        validators=[refuse_links],
        widget=forms.Textarea({"rows": 7}),
    )
    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("They see it, and answer you there."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    key = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        """Begin with a key of its own: sent twice, the form is one message."""
        super().__init__(*args, **kwargs)
        self.initial.setdefault("key", uuid.uuid4())

    @property
    def said(self) -> dict:
        """The fields of the message."""
        return {name: self.cleaned_data[name] for name in ("text", "name", "email")}

    def row_key(self, slug: str) -> uuid.UUID:
        """The same for the same form with the same words: a double click."""
        said = sorted((self.said | {"key": self.cleaned_data["key"]}).items())
        return uuid.uuid5(uuid.NAMESPACE_OID, f"{slug} {said}")
