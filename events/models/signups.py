"""Who said that they come."""

from django.db import models
from django.db.models import Q, Sum
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.choices import Presence
from events.models.dates import Seats
from events.states import SignupState
from hub.choices import Language


class SignupQuerySet(models.QuerySet):
    """Questions about sign-ups."""

    def active(self) -> "SignupQuerySet":
        """Those that may still come."""
        return self.filter(state__in=SignupState.active())

    def waiting(self) -> "SignupQuerySet":
        """The waiting list, in the order in which people came to it."""
        waiting = self.filter(state=SignupState.WAITLISTED)
        return waiting.order_by("waiting_since", "pk")

    def at_the_door(self) -> "SignupQuerySet":
        """Those whose presence is ticked: with a place, and a name."""
        return self.filter(state=SignupState.CONFIRMED, anonymised_at=None)

    def with_key(self, key) -> "Signup | None":
        """The sign-up that a form has made already."""
        return self.filter(key=key).first()

    def people(self) -> int:
        """How many people they are in all."""
        return self.aggregate(people=Sum("party_size"))["people"] or 0


class Signup(models.Model):
    """One guest with company, to one date or to all dates of a course.

    `version` grows with each step. `state_until` is when an unconfirmed or offered
    place is given to somebody else. What staff write in `reason` says why somebody was
    moved up. `introduction` is the one that was made because they came. After its time
    the row is a count: see `events/kept/`.
    """

    seats = models.ForeignKey(Seats, models.PROTECT, related_name="signups")
    name = models.CharField(_("your name"), max_length=120)
    email = models.EmailField(_("your e-mail"), blank=True)
    organisation = models.CharField(_("your organisation"), max_length=120, blank=True)
    party_size = models.PositiveSmallIntegerField(_("how many you are"), default=1)
    language = models.CharField(max_length=2, choices=Language, default=Language.DANISH)
    access_needs = models.TextField(
        _("what you need to take part"), max_length=600, blank=True
    )
    diet = models.CharField(_("what you do not eat"), max_length=200, blank=True)
    state = models.CharField(
        _("state"), max_length=18, choices=SignupState, default=SignupState.UNCONFIRMED
    )
    holds_places = models.BooleanField(default=False, editable=False)
    state_until = models.DateTimeField(null=True, blank=True, editable=False)
    waiting_since = models.DateTimeField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("signed up"), default=timezone.now)
    moved_at = models.DateTimeField(_("last step"), default=timezone.now)
    confirmed_at = models.DateTimeField(null=True, blank=True, editable=False)
    is_by_hand = models.BooleanField(_("added by staff"), default=False)
    added_by = models.ForeignKey(
        "hub.User", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(_("why"), max_length=200, blank=True)
    presence = models.CharField(
        _("presence"), max_length=8, choices=Presence, blank=True, default=""
    )
    introduction = models.ForeignKey(
        "spaces.Introduction", models.SET_NULL, null=True, blank=True,
        related_name="+", editable=False,
    )  # fmt: skip
    reminded_at = models.DateTimeField(null=True, blank=True, editable=False)
    needs_told_at = models.DateTimeField(null=True, blank=True, editable=False)
    anonymised_at = models.DateTimeField(null=True, blank=True, editable=False)
    key = models.UUIDField(unique=True, editable=False)

    objects = SignupQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = _("sign-up")
        verbose_name_plural = _("sign-ups")
        constraints = [
            models.UniqueConstraint(
                "seats",
                Lower("email"),
                condition=Q(state__in=SignupState.active()) & ~Q(email=""),
                name="an_address_signs_up_once",
            ),
            models.CheckConstraint(
                condition=Q(party_size__gt=0), name="a_sign_up_is_for_somebody"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=SignupState.with_place()) | Q(holds_places=True),
                name="who_has_a_place_holds_it",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=SignupState.without_place())
                | Q(holds_places=False),
                name="who_waits_or_is_gone_holds_no_place",
            ),
            models.CheckConstraint(
                condition=~Q(email="")
                | Q(is_by_hand=True)
                | Q(anonymised_at__isnull=False),
                name="only_staff_add_guests_without_an_address",
            ),
            models.CheckConstraint(
                condition=~Q(state=SignupState.OFFERED) | Q(state_until__isnull=False),
                name="an_offered_place_has_an_end",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["state", "state_until"])]

    def __str__(self):
        return str(self.pk)  # without the name: a log keeps this longer

    @property
    def is_active(self) -> bool:
        """Whether they may still come."""
        return self.state in SignupState.active()
