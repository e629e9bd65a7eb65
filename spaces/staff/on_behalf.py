"""Booking for somebody who rang: an account by its address, or a telephone alone."""

import uuid

from django import forms
from django.core.validators import RegexValidator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from stdnum import ean
from wagtail.admin import messages

from hub.choices import Language
from hub.models import Organisation, User
from spaces import actions
from spaces.choices import FoodSale
from spaces.models import Booking, Space
from spaces.refusals import Refused, Taken
from spaces.staff.desk import for_staff, page
from spaces.staff.doubts import are_seen, clash, codes_of, doubts_of
from spaces.staff.fields import SpaceField, TimeForm, words_field
from spaces.staff.words import when, who


class BookForm(TimeForm):
    """Whom it is for, where, when and what for."""

    space = SpaceField()
    people = forms.IntegerField(label=gettext_lazy("People"), min_value=1, initial=1)
    purpose = words_field(gettext_lazy("What for"))
    food = forms.ChoiceField(
        label=gettext_lazy("In a kitchen: will the food be sold"),
        choices=[("", gettext_lazy("It is no kitchen")), *FoodSale.choices],
        required=False,
    )
    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    phone = forms.CharField(
        label=gettext_lazy("Telephone"), max_length=30, required=False
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        required=False,
        help_text=gettext_lazy(
            "Of an account: the booking is among its own. Empty: you tell the person "
            "everything by telephone."
        ),
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=gettext_lazy("For the organisation"),
        required=False,
        empty_label=gettext_lazy("None: at the price for all others"),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language"), choices=Language, initial=Language.DANISH
    )
    payer_ean = forms.CharField(
        label=gettext_lazy("EAN number of a public payer"),
        required=False,
        validators=[RegexValidator(r"^\d{13}$", gettext_lazy("Thirteen digits."))],
    )
    payer_reference = forms.CharField(
        label=gettext_lazy("The payer's reference"), max_length=60, required=False
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    field_order = (
        "space", "date", "start_time", "until_time", "until_date", "people", "purpose",
        "food", "name", "phone", "email", "organisation", "language", "payer_ean",
        "payer_reference", "key",
    )  # fmt: skip

    def __init__(self, *args, user: User, **kwargs):
        super().__init__(*args, **kwargs)
        theirs = Space.objects.looked_after_by(user).select_related("venue")
        self.fields["space"].queryset = theirs.prefetch_related("prices")
        self.fields["organisation"].queryset = Organisation.objects.order_by("name")

    def clean_payer_ean(self) -> str:
        """Refuse a number whose check digit is wrong."""
        number = self.cleaned_data["payer_ean"]
        if number and not ean.is_valid(number):
            raise forms.ValidationError(_("This is no EAN number: a digit is wrong."))
        return number

    def clean(self):
        """Somebody must be able to tell the person."""
        cleaned = super().clean()
        is_reachable = cleaned.get("phone") or cleaned.get("email")
        if not is_reachable and not {"phone", "email"} & set(self.errors):
            self.add_error("phone", _("A telephone number or an e-mail address."))
        return cleaned

    @property
    def said(self) -> dict:
        """The keyword arguments of `actions.book_for`."""
        names = (
            "space", "key", "name", "email", "phone", "language", "organisation",
            "people", "purpose", "food", "payer_ean", "payer_reference",
        )  # fmt: skip
        said = {name: self.cleaned_data[name] for name in names}
        email = said["email"] = said["email"].lower()
        account = User.objects.filter(email=email).first() if email else None
        return said | {"times": [(self.start, self.end)], "booked_by": account}

    def doubts(self) -> list:
        """What speaks against the time and the wish."""
        cleaned = self.cleaned_data
        return doubts_of(
            cleaned["space"],
            self.start,
            self.end,
            people=cleaned["people"],
            food=cleaned["food"],
            organisation=cleaned["organisation"],
        )


@for_staff()
def book(request: HttpRequest) -> HttpResponse:
    """Ask, warn of what the rules say against it, and book."""
    form = BookForm(request.POST or None, user=request.user, initial=first(request))
    if not (request.method == "POST" and form.is_valid()):
        return ask(request, form, 422 if form.is_bound else 200)
    doubts = form.doubts()
    if not are_seen(doubts, request.POST):
        return ask(request, form, 422, doubts=doubts, seen=codes_of(doubts))
    try:
        [booking] = actions.book_for(by=request.user, **form.said)
    except Taken as taken:
        found = clash(taken.space, taken.start, taken.end)
        return ask(request, form, 409, refused=taken.problems, **found)
    except Refused as refused:
        return ask(request, form, 422, refused=refused.problems)
    say_booked(request, booking)
    return HttpResponseRedirect(reverse("staff_booking", args=[booking.reference]))


def first(request: HttpRequest) -> dict:
    """What a link from the week fills in: the space and the day."""
    return {
        name: request.GET[name] for name in ("space", "date") if name in request.GET
    }


def ask(request: HttpRequest, form: BookForm, status: int, **said) -> HttpResponse:
    """The page with the form, and what there is to say about what was sent."""
    if status == 422 and form.errors:
        messages.error(request, _("Nothing is booked yet. See the fields below."))
    heading = _("Book for somebody")
    context = {
        "form": form,
        "yes": _("Book"),
        "yes_all_the_same": _("Book all the same"),
    }
    return page(request, "ask_time", heading, status=status, **context, **said)


def say_booked(request: HttpRequest, booking: Booking) -> None:
    """That it is booked, and what staff must tell by telephone."""
    words = {
        "reference": booking.reference,
        "who": who(booking),
        "when": when(booking.starts_at, booking.ends_at),
        "phone": booking.phone,
    }
    messages.success(request, _("Booked: %(reference)s, %(who)s, %(when)s.") % words)
    if not booking.email:
        text = _(
            "There is no e-mail address, so no mail is sent. Tell the reference and "
            "the way in by telephone: %(phone)s."
        )
        messages.warning(request, text % words)
