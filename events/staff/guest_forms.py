"""What staff write about guests: somebody by hand, other words, why, places, a mail."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from events.models import Event, Seats, Signup
from events.refusals import problem
from hub.choices import Language
from hub.forms import DeskForm

LARGEST_PARTY, MOST_PLACES = 50, 100_000


def party_field() -> forms.IntegerField:
    """How many people somebody comes as."""
    return forms.IntegerField(
        label=_("How many they are"), min_value=1, max_value=LARGEST_PARTY, initial=1
    )


def words_field(label, rows: int = 2, **kwargs) -> forms.CharField:
    """A few lines."""
    return forms.CharField(label=label, widget=forms.Textarea({"rows": rows}), **kwargs)


def organisation_field() -> forms.CharField:
    """Whom they come for."""
    return forms.CharField(label=_("Organisation"), max_length=120, required=False)


def needs_field() -> forms.CharField:
    """What somebody needs; kept until seven days after the date."""
    label = _("What they need to take part")
    return words_field(label, max_length=600, required=False)


def diet_field() -> forms.CharField:
    """What somebody does not eat; kept as long."""
    label = _("What they do not eat")
    return forms.CharField(label=label, max_length=200, required=False)


def leave_out(form: forms.Form, event: Event) -> None:
    """Ask only what the event asks, and show what was told all the same."""
    asked = {
        "organisation": event.asks_organisation,
        "access_needs": event.asks_access_needs,
        "diet": event.asks_diet,
    }
    for name, is_asked in asked.items():
        if not (is_asked or form.initial.get(name)):
            del form.fields[name]


class GuestForm(DeskForm):
    """A form that an action takes as it is."""

    is_stale = False

    @property
    def said(self) -> dict:
        """What was written, by field."""
        return {key: self.cleaned_data[key] for key in self.fields if key != "seen"}


class SeenForm(GuestForm):
    """A form about something that others may change; `seen` is how it was then."""

    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, now: str, first: dict | None = None, **kwargs):
        """`now` is how it is, in a word; `first` the fields as they are."""
        self.now, self.first = now, first or {}
        super().__init__(*args, initial=self.first | {"seen": now}, **kwargs)

    @property
    def is_stale(self) -> bool:
        """Whether somebody else changed it since the form was drawn."""
        return self.cleaned_data["seen"] != self.now

    def mark_changes(self) -> None:
        """Say so, and by each field how it is now; what was typed stays, to be sent."""
        self.data = self.data.copy()
        self.data["seen"] = self.now
        said = self.said
        self.add_error(None, problem("changed").text)
        for name, now in self.first.items():
            if name in said and said[name] != now:
                text = _("It is now: %(now)s") % {
                    "now": "–" if now in {None, ""} else now
                }
                self.add_error(name, text)


class AddForm(GuestForm):
    """Somebody who rang or came by; the same `key` is the same guest."""

    name = forms.CharField(label=_("Name"), max_length=120)
    party_size = party_field()
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        help_text=_("May be empty: then tell them yourselves if something changes."),
    )
    language = forms.ChoiceField(
        label=_("Language of the mails"),
        choices=Language.choices,
        widget=forms.RadioSelect,
        initial=Language.DANISH,
    )
    organisation = organisation_field()
    access_needs = needs_field()
    diet = diet_field()
    reason = forms.CharField(
        label=_("Note for us"),
        max_length=200,
        required=False,
        help_text=_("For example: rang on Tuesday."),
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args, event: Event, **kwargs):
        super().__init__(*args, **kwargs)
        leave_out(self, event)


class CorrectForm(SeenForm):
    """What somebody told us, mended."""

    name = forms.CharField(label=_("Name"), max_length=120)
    party_size = party_field()
    organisation = organisation_field()
    access_needs = needs_field()
    diet = diet_field()

    def __init__(self, *args, signup: Signup, event: Event, **kwargs):
        names = ("name", "party_size", "organisation", "access_needs", "diet")
        first = {name: getattr(signup, name) for name in names}
        super().__init__(*args, now=str(signup.version), first=first, **kwargs)
        leave_out(self, event)


class PlaceForm(SeenForm):
    """Why somebody passes the others on the waiting list."""

    reason = forms.CharField(
        label=_("Why"),
        max_length=200,
        help_text=_("For us: who asks later can be told why this one came first."),
    )


class CancelForm(SeenForm):
    """Words to somebody whose sign-up we cancel."""

    reason = words_field(_("Words to them"), max_length=200)


class PlacesForm(SeenForm):
    """How many may come."""

    capacity = forms.IntegerField(
        label=_("Places"),
        min_value=0,
        max_value=MOST_PLACES,
        required=False,
        help_text=_("Empty: no limit."),
    )
    held_back = forms.IntegerField(
        label=_("Places held back"),
        min_value=0,
        max_value=MOST_PLACES,
        help_text=_("Only staff give them away."),
    )
    waiting_places = forms.IntegerField(
        label=_("Places on the waiting list"),
        min_value=0,
        max_value=MOST_PLACES,
        help_text=_("0: no waiting list."),
    )

    def __init__(self, *args, seats: Seats, **kwargs):
        names = ("capacity", "held_back", "waiting_places")
        first = {name: getattr(seats, name) for name in names}
        now = "-".join(map(str, first.values()))
        super().__init__(*args, now=now, first=first, **kwargs)

    def clean(self):
        """No more is held back than there is."""
        cleaned = super().clean()
        capacity, held_back = cleaned.get("capacity"), cleaned.get("held_back")
        if capacity is not None and held_back is not None and held_back > capacity:
            self.add_error("held_back", _("That is more than there are places."))
        return cleaned


class MessageForm(DeskForm):
    """A mail to all guests; `key` lets it be sent once."""

    subject = forms.CharField(label=_("Subject"), max_length=120)
    text = words_field(_("Text"), rows=8, max_length=3000)
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
