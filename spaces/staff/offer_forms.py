"""What staff say when they visited a room, take it, or do not."""

from typing import NamedTuple

from django import forms
from django.core.validators import RegexValidator
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hub.models import District, User
from spaces.actions import offering
from spaces.models import RoomOffer
from spaces.staff.fields import DeskForm


class StepForm(DeskForm):
    """One step of an offer, as it was seen when the page was drawn."""

    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, offer: RoomOffer, **kwargs):
        """Take the state that the page shows."""
        first = {"seen": offer.state} | kwargs.pop("initial", {})
        super().__init__(*args, initial=first, **kwargs)
        self.offer = offer

    @property
    def said(self) -> dict:
        """The keyword arguments of the action."""
        return {"offer": self.offer, **self.cleaned_data}

    def take(self, *, by: User) -> RoomOffer:
        """Do it. Raises Refused where somebody was quicker."""
        raise NotImplementedError


class VisitForm(StepForm):
    """Somebody was there."""

    def take(self, *, by: User) -> RoomOffer:
        """The promise begins again."""
        return offering.visit(**self.said)


class DeclineForm(StepForm):
    """No, and why."""

    reason = forms.CharField(
        label=_("Why we cannot use it"), max_length=600,
        widget=forms.Textarea({"rows": 4}),
    )  # fmt: skip

    def __init__(self, *args, offer: RoomOffer, **kwargs):
        """Say in which language the person reads."""
        super().__init__(*args, offer=offer, **kwargs)
        self.fields["reason"].help_text = in_their_language(offer)

    def take(self, *, by: User) -> RoomOffer:
        """The person gets the reason by mail."""
        return offering.decline(by=by, **self.said)


class AcceptForm(StepForm):
    """Yes, and the first facts of the house and the space."""

    name_da = forms.CharField(
        label=_("What the house is called, in Danish"), max_length=80
    )
    street = forms.CharField(label=_("Street and number"), max_length=120)
    postcode = forms.CharField(
        label=_("Postcode"), validators=[RegexValidator(r"^\d{4}$", _("Four digits."))]
    )
    town = forms.CharField(label=_("Town"), max_length=40)
    district = forms.ModelChoiceField(District.objects.all(), label=_("District"))
    space_name_da = forms.CharField(
        label=_("What the space is called, in Danish"), max_length=80
    )
    capacity = forms.IntegerField(
        label=_("People at most"), min_value=1, max_value=9999
    )
    words = forms.CharField(
        label=_("More to say"), max_length=600, required=False,
        widget=forms.Textarea({"rows": 4}),
    )  # fmt: skip

    def __init__(self, *args, offer: RoomOffer, **kwargs):
        """Begin with what the offer says."""
        parts = offering.parts_of_address(offer.address)
        with translation.override("da"):
            kind = offer.get_kind_display()
        first = parts | {
            "name_da": parts["street"][:80],
            "space_name_da": str(kind),
            "district": offering.district_of(parts["postcode"]),
        }
        super().__init__(*args, offer=offer, initial=first, **kwargs)
        self.fields["words"].help_text = in_their_language(offer)

    def take(self, *, by: User) -> RoomOffer:
        """Nothing is shown or bookable yet."""
        return offering.accept(by=by, **self.said)


def in_their_language(offer: RoomOffer) -> str:
    """Which language to write in, for a hint."""
    text = _("%(name)s reads it in a mail, in this language: %(language)s.")
    return text % {"name": offer.name, "language": offer.get_language_display()}


class Step(NamedTuple):
    """What a step is called on buttons, and what is said when it is done."""

    label: Promise
    text: Promise
    form: type[StepForm]
    done: Promise


STEPS = {
    "visit": Step(
        _("We have been there"),
        _("The person is thanked and promised an answer; the promise begins again."),
        VisitForm,
        _("Written down. %(name)s is thanked by mail."),
    ),
    "accept": Step(
        _("Yes, take the room"),
        _("A house and a space are made as drafts: nobody sees or books them yet."),
        AcceptForm,
        _("Taken. %(name)s hears of it by mail. Now fill in the house and the space."),
    ),
    "decline": Step(
        _("No, thank you"),
        _("The person gets a mail with your reason."),
        DeclineForm,
        _("Declined. %(name)s gets your reason by mail."),
    ),
}
