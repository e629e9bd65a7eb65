"""The admin's forms of venues, spaces and what belongs to them."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from hub.formatting import day, time_range
from hub.models import User
from hub.panels import KeptAddressForm
from spaces.choices import PriceGroup
from spaces.models import Booking, HouseRules, OpeningHours, Venue
from spaces.refusals import Refused, StandInTheWay

OCCUPYING = {"parts", "buffer_before_minutes", "buffer_after_minutes"}


class VenueForm(KeptAddressForm):
    """A house: its hosts are chosen among those who may answer requests."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["hosts"].queryset = User.objects.filter(
            groups__permissions__codename="answer_booking"
        ).distinct()

    def clean(self):
        """A place on the map has both numbers."""
        said = super().clean()
        both = ("latitude", "longitude")
        for name, other in (both, both[::-1]):
            if said.get(name) is None and said.get(other) is not None:
                self.add_error(name, _("A place on the map needs both numbers."))
        return said


class SpaceForm(WagtailAdminModelForm):
    """A space with its rules: it opens when it has hours and both prices."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        others = self.fields["parts"].queryset.select_related("venue")
        self.fields["parts"].queryset = others.exclude(pk=self.instance.pk)

    @property
    def changes_occupancy(self) -> bool:
        """Whether what is booked takes other rows than before."""
        return bool(OCCUPYING.intersection(self.changed_data))

    def clean(self):
        """Say by the field what the database would refuse."""
        said = super().clean()
        shortest, longest = said.get("shortest_minutes"), said.get("longest_minutes")
        if shortest == 0:
            self.add_error("shortest_minutes", _("A time is at least a few minutes."))
        if shortest and longest and longest < shortest:
            self.add_error(
                "longest_minutes", _("The longest time is under the shortest.")
            )
        return said

    def is_valid(self) -> bool:
        """Rows too; what is open has hours and both prices."""
        if super().is_valid() and self.cleaned_data["is_open"]:
            self.require_hours()
            self.require_prices()
        return super().is_valid()

    def require_hours(self) -> None:
        """Say by `is_open` that neither the space nor its house has hours."""
        of_venue = OpeningHours.objects.filter(venue=self.cleaned_data["venue"])
        if not of_venue.exists():
            reason = _("The house has no opening hours yet, so nobody could book.")
            self.add_error("is_open", reason)

    def require_prices(self) -> None:
        """Say by `is_open` which group has no price."""
        groups = {row.cleaned_data["group"] for row in self.formsets["prices"].kept}
        for group in PriceGroup:
            if group not in groups:
                reason = _("There is no price yet for: %(group)s")
                self.add_error("is_open", reason % {"group": group.label})

    def explain(self, refused: Refused) -> None:
        """Say by what was changed why it cannot be, and whom to ring."""
        field = next(name for name in self.changed_data if name in OCCUPYING)
        reason = " ".join(problem.text for problem in refused.problems)
        if isinstance(refused, StandInTheWay):
            names = "; ".join(in_one_line(booking) for booking in refused.bookings)
            reason = _("These bookings would clash then: %(names)s.") % {"names": names}
        self.add_error(field, reason)


def in_one_line(booking: Booking) -> str:
    """A booking with whom to ring about it."""
    when = f"{day(booking.starts_at)} {time_range(booking.starts_at, booking.ends_at)}"
    reach = booking.phone or booking.email
    parts = (booking.reference, str(booking.space), when, booking.name, reach)
    return ", ".join(part for part in parts if part)


class IntroductionForm(WagtailAdminModelForm):
    """Who was shown a space, or all spaces of a kind; known by the e-mail address."""

    email = forms.EmailField(
        label=_("E-mail of the person"),
        help_text=_("The address that the person signs in with."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["email"] = self.instance.user.email

    def clean_email(self) -> str:
        """The address of an account."""
        email = self.cleaned_data["email"].lower()
        user = User.objects.filter(email=email).first()
        if user is None:
            raise ValidationError(
                _("Nobody has signed in with this address yet. It takes one time.")
            )
        self.instance.user = user
        return email

    def clean(self):
        """It is to one space or to a kind."""
        said = super().clean()
        if bool(said.get("space")) == bool(said.get("kind")):
            self.add_error("space", _("Choose a space or a kind, not both."))
        return said

    def save(self, commit=True):
        """The one who writes it down has held it."""
        if self.instance.held_by_id is None:
            self.instance.held_by = self.for_user
        return super().save(commit)


class HouseRulesForm(WagtailAdminModelForm):
    """New rules of a house: always the next version, for bookings keep theirs."""

    def save(self, commit=True):
        """Number the version under a lock of the house."""
        venue = Venue.objects.select_for_update().get(pk=self.instance.venue_id)
        last = HouseRules.objects.filter(venue=venue).aggregate(Max("version"))
        self.instance.version = (last["version__max"] or 0) + 1
        return super().save(commit)


class NoticeForm(WagtailAdminModelForm):
    """A passing notice; those who come hear of it by mail, once."""

    tell_again = forms.BooleanField(
        label=_("Write again to those who have had a mail about it"),
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            del self.fields["tell_again"]
