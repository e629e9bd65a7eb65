"""What readers fill in to sign up, and what they do with their sign-up."""

import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from events.mail_domains import meant
from events.models import Event, Seats, Signup
from events.refusals import Problem
from hub.forms import PublicForm, refuse_links

TEXT = {"rows": 3}


class GuestForm(PublicForm):
    """Name, how many, and what the editor of the event asks for."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    party_size = forms.IntegerField(
        label=_("How many are you?"),
        help_text=_("With yourself. Children count, too."),
        min_value=1,
        initial=1,
        widget=forms.NumberInput(
            {"class": "input input--short", "inputmode": "numeric"}
        ),
    )
    organisation = forms.CharField(
        label=_("Your organisation"),
        max_length=120,
        required=False,
        widget=forms.TextInput({"autocomplete": "organization"}),
    )
    access_needs = forms.CharField(
        label=_("Is there something that you need to take part?"),
        max_length=600,
        required=False,
        validators=[refuse_links],
        widget=forms.Textarea(TEXT),
    )
    diet = forms.CharField(
        label=_("Is there something that you do not eat?"),
        max_length=200,
        required=False,
        validators=[refuse_links],
    )
    ASKED = ("organisation", "access_needs", "diet")

    def __init__(self, *args, event: Event, **kwargs):
        """Ask for what the editor turned on only, and for one where one is the most."""
        super().__init__(*args, **kwargs)
        self.fields["access_needs"].help_text = _(
            "A ramp, an interpreter, a quiet place: the host hears of it the same day. "
            "Deleted 7 days after the date."
        )
        for name in self.ASKED:
            if not getattr(event, f"asks_{name}"):
                del self.fields[name]
        if event.largest_party == 1:
            self.fields["party_size"].widget = forms.HiddenInput()
        self.fields["party_size"].widget.attrs["max"] = event.largest_party

    def refuse(self, problems: list[Problem]) -> None:
        """Say what was refused, each by its field where people see it."""
        for each in problems:
            is_shown = each.field in self.fields and not self[each.field].is_hidden
            error = ValidationError(each.text, each.code)
            self.add_error(each.field if is_shown else None, error)

    @property
    def codes(self) -> set[str]:
        """Which refusals stand in it."""
        return {error.code for errors in self.errors.as_data().values()
                for error in errors}  # fmt: skip

    @property
    def said(self) -> dict:
        """The fields of the sign-up."""
        names = ("name", "party_size", *self.ASKED)
        return {name: self.cleaned_data[name] for name in names if name in self.fields}


class SignUpForm(GuestForm):
    """A sign-up; a typing error in the address is asked about once, never forced."""

    TAKE, KEEP = "take", "keep"
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("You get one mail with a link. Press it, and you are signed up."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    wants_waiting = forms.BooleanField(required=False, widget=forms.HiddenInput)
    address = forms.ChoiceField(
        choices=[(TAKE, TAKE), (KEEP, KEEP)],
        required=False,
        widget=forms.HiddenInput,
    )
    asked = forms.CharField(required=False, widget=forms.HiddenInput)
    key = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
    field_order = ("name", "email", "party_size")
    suggested = ""

    def __init__(self, *args, seats: Seats, **kwargs):
        """Begin with a key of its own: sent twice, the form is one sign-up."""
        super().__init__(*args, **kwargs)
        self.seats = seats
        if seats.is_full:
            self.fields["email"].help_text = _(
                "You get one mail with a link. Press it, and you are on the list."
            )
        self.initial.setdefault("key", uuid.uuid4().hex)

    def clean(self) -> dict:
        """Ask once whether another address was meant; take it if that is pressed."""
        cleaned = super().clean()
        email = cleaned.get("email", "")
        better, choice = meant(email), cleaned.get("address")
        if better and choice == self.TAKE:
            cleaned["email"] = better
        elif better and choice != self.KEEP and cleaned.get("asked") != email:
            self.suggested, self.typed = better, email
            text = _("Did you mean %(address)s?")
            self.add_error("email", ValidationError(text, "typo", {"address": better}))
        return cleaned

    @property
    def row_key(self) -> uuid.UUID:
        """The same for the same form with the same words: a double click."""
        said = [self.cleaned_data["key"], self.seats.pk, self.cleaned_data["email"]]
        return uuid.uuid5(uuid.NAMESPACE_OID, str([*said, *self.said.items()]))


class CorrectForm(GuestForm):
    """What was said, to be put right."""

    def __init__(self, *args, signup: Signup, event: Event, **kwargs):
        """Begin with what is there."""
        names = ("name", "party_size", *self.ASKED)
        there = {name: getattr(signup, name) for name in names}
        super().__init__(*args, event=event, initial=there, **kwargs)


class ActForm(PublicForm):
    """One press on the page of a sign-up."""

    shortest = 0

    CONFIRM, ACCEPT, CANCEL, CORRECT, DELETE = (
        "confirm", "accept", "cancel", "correct", "delete",
    )  # fmt: skip
    act = forms.ChoiceField(
        choices=[(each, each) for each in (CONFIRM, ACCEPT, CANCEL, DELETE)],
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), _("Press one of the buttons.")
        ),
    )

    def clean(self) -> dict:
        """A hidden field has no place for what is wrong: say it above."""
        cleaned = super().clean()
        for error in self.errors.pop("act", []):
            self.add_error(None, error)
        return cleaned
