"""The last form of a booking: who, for whom, who pays, and the yes to the rules."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from stdnum import ean

from hub import cvr
from hub.formatting import money
from hub.forms import PublicForm
from hub.models import Organisation, User
from spaces import rules
from spaces.actions.joining import own_organisations
from spaces.booking_forms import add_problems
from spaces.choices import PriceGroup
from spaces.models import Booking, HouseRules
from spaces.refusals import TEXTS, problem

EAN_DIGITS = 13
NOBODY = ""  # no organisation: the person alone
CODE = {
    "autocomplete": "one-time-code",
    "inputmode": "numeric",
    "class": "code-input",
}
PHONE = {
    "autocomplete": "tel",
    "inputmode": "tel",
    "type": "tel",
    "class": "input input--mid",
}
NUMBER = {"inputmode": "numeric", "autocomplete": "off", "class": "input input--mid"}


class SendForm(PublicForm):
    """Who books, for whom, who pays, and the yes to the rules.

    Who is not signed in writes the code of a mail, too. What costs nothing is paid by
    nobody.
    """

    code = forms.CharField(
        label=_("The code from the mail"),
        max_length=20,
        widget=forms.TextInput(
            {
                "autocomplete": "one-time-code",
                "inputmode": "numeric",
                "class": "code-input",
            }
        ),
    )
    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    phone = forms.CharField(
        label=_("Telephone"),
        max_length=30,
        required=False,
        widget=forms.TextInput(PHONE),
    )
    organisation = forms.ChoiceField(
        label=_("For whom do you book?"), required=False, widget=forms.RadioSelect
    )
    cvr = forms.CharField(
        label=_("CVR number"),
        help_text=_("Eight digits, for example 12 34 56 74."),
        max_length=16,
        required=False,
        widget=forms.TextInput(NUMBER),
    )
    organisation_name = forms.CharField(
        label=_("Name of the organisation"),
        help_text=_(
            "Only if we do not know the number yet. It is not shown in public."
        ),
        max_length=120,
        required=False,
        widget=forms.TextInput({"autocomplete": "organization"}),
    )
    payer = forms.ChoiceField(
        label=_("Who pays?"),
        choices=[
            ("private", _("Invoice by e-mail")),
            ("public", _("Public payer: electronic invoice (EAN)")),
        ],
        initial="private",
        widget=forms.RadioSelect,
    )
    payer_ean = forms.CharField(
        label=_("EAN number"),
        help_text=_("13 digits, for public payers only."),
        max_length=20,
        required=False,
        widget=forms.TextInput(NUMBER),
    )
    payer_reference = forms.CharField(
        label=_("Your reference"),
        help_text=_("For example the name of whoever ordered."),
        max_length=60,
        required=False,
    )
    rules = forms.BooleanField(
        label=_("House rules"), error_messages={"required": TEXTS["rules"]}
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    low = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args,
        user: User,
        bookings: list[Booking],
        house_rules: HouseRules | None,
        **kwargs,
    ):
        """Ask only what we do not know: `user` may be anonymous."""
        super().__init__(*args, **kwargs)
        self.bookings, self.house_rules = bookings, house_rules
        self.organisations = {str(each.pk): each for each in own_organisations(user)}
        if user.is_authenticated:
            del self.fields["code"]
        if not self.organisations:
            del self.fields["organisation"]
        else:
            self.fields["organisation"].choices = self._choices()
            self.fields["organisation"].initial = next(iter(self.organisations))
        if not self.market_ore and not self.low_ore:
            for name in ("payer", "payer_ean", "payer_reference"):
                del self.fields[name]
        if house_rules is None:
            del self.fields["rules"]

    # What it costs

    @property
    def market_ore(self) -> int:
        """What all others than confirmed organisations pay."""
        return sum(each.market_price_ore for each in self.bookings)

    @property
    def low_ore(self) -> int:
        """What confirmed organisations pay."""
        return sum(each.confirmed_price_ore for each in self.bookings)

    def price_for(self, organisation: Organisation | None) -> int:
        """What is paid when booked for somebody, in øre."""
        is_low = rules.group_of(organisation) == PriceGroup.CONFIRMED
        return self.low_ore if is_low else self.market_ore

    @property
    def confirmed(self) -> str:
        """The keys of those who are shown the price of confirmed organisations."""
        own = self.organisations.items()
        return " ".join(key for key, each in own if each.is_confirmed)

    def _choices(self) -> list:
        """Each organisation of the person's own with its price, and nobody."""
        own = [
            (key, f"{each.name}: {money(self.price_for(each))}")
            for key, each in self.organisations.items()
        ]
        alone = _("Nobody but myself: %(price)s") % {"price": money(self.market_ore)}
        return [*own, (NOBODY, alone)]

    # What was said

    def clean_cvr(self) -> str:
        """Eight digits, of which the last fits the others (CVR numbers' modulus 11)."""
        return cvr.checked(self.cleaned_data["cvr"])

    def clean(self) -> dict:
        """A public payer has an EAN number; nobody pays more than was shown."""
        said = super().clean()
        if said.get("payer") == "public" and "payer_ean" not in self.errors:
            number = ean.compact(said.get("payer_ean", ""))
            if len(number) != EAN_DIGITS or not ean.is_valid(number):
                reason = _("This is not an EAN number: a digit is wrong or missing.")
                self.add_error("payer_ean", ValidationError(reason, "ean"))
            said["payer_ean"] = number
        elif said.get("payer") == "private":
            said["payer_ean"] = ""
        self._agree()
        if self.house_rules and said.get("version") != self.house_rules.version:
            reason = _(
                "The house rules have just been changed. Please read them again."
            )
            self.add_error("rules", ValidationError(reason, "version"))
        return said

    def _agree(self) -> None:
        chosen = self.chosen
        shown = self.data.get("low", "").split()
        was_low = chosen is not None and str(chosen.pk) in shown
        if was_low and self.price_for(chosen) > self.low_ore:
            words = problem("price", price=money(self.price_for(chosen)))
            add_problems(self, [words])

    @property
    def chosen(self) -> Organisation | None:
        """The one of the person's own that was chosen; a typed number goes first."""
        if self.cleaned_data.get("cvr"):
            return None
        return self.organisations.get(self.cleaned_data.get("organisation", NOBODY))

    @property
    def payment(self) -> dict:
        """Who pays, as a booking keeps it."""
        names = ("payer_ean", "payer_reference")
        return {name: self.cleaned_data.get(name, "") for name in names}
