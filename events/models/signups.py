"""Who said that they come."""

import datetime as dt

from django.db import models
from django.db.models import Case, Q, Sum, When
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.choices import Presence
from events.models.dates import Occurrence, Seats
from events.states import SignupState
from hub.choices import Language

# The order of lists of guests.
LISTED = (
    SignupState.CONFIRMED,
    SignupState.OFFERED,
    SignupState.UNCONFIRMED,
    SignupState.WAITLISTED,
)


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
        return self.kept().filter(state=SignupState.CONFIRMED)

    def of_date(self, occurrence: Occurrence) -> "SignupQuerySet":
        """Those of one date; of a course, those of all its dates."""
        return self.filter(seats=occurrence.seats_id)

    def for_lists(self) -> "SignupQuerySet":
        """With all that a list tells, those with a place first, then who waits."""
        order = Case(
            *(When(state=state, then=place) for place, state in enumerate(LISTED)),
            default=len(LISTED),
        )
        rows = self.select_related("added_by").annotate(listed=order)
        return rows.order_by("listed", "waiting_since", "created_at", "pk")

    def lapsed(self) -> "SignupQuerySet":
        """Those whose time to confirm or to take the place is over."""
        timed = self.filter(state__in=(SignupState.UNCONFIRMED, SignupState.OFFERED))
        over = timed.filter(state_until__lte=timezone.now())
        return over.order_by("state_until", "pk")

    def without_address(self) -> "SignupQuerySet":
        """Those whom no mail reaches."""
        return self.filter(email="")

    def active_at(self, email: str) -> "Signup | None":
        """Who has signed up with an address and may still come; "" is nobody's."""
        rows = self.active().filter(email__iexact=email) if email else self.none()
        return rows.first()

    def with_needs_to_tell(self) -> "SignupQuerySet":
        """Those who come and whose access needs the host has not heard of."""
        rows = self.filter(state=SignupState.CONFIRMED, needs_told_at=None)
        return rows.exclude(access_needs="")

    def never_confirmed(self, since: dt.datetime) -> "SignupQuerySet":
        """Those that ran out before a time, from addresses that nobody proved."""
        unproven = {"confirmed_at": None, "waiting_since": None}
        expired = self.filter(state=SignupState.EXPIRED, **unproven)
        return expired.filter(moved_at__lt=since)

    def kept(self) -> "SignupQuerySet":
        """Those that still name somebody."""
        return self.filter(anonymised_at=None)

    def place_of(self, signup: "Signup") -> int:
        """Which place somebody has on the waiting list; the next one is 1."""
        earlier = Q(waiting_since__lt=signup.waiting_since)
        same = Q(waiting_since=signup.waiting_since, pk__lt=signup.pk)
        waiting = self.filter(seats=signup.seats_id, state=SignupState.WAITLISTED)
        return waiting.filter(earlier | same).count() + 1

    def to(self, seats) -> "SignupQuerySet":
        """All that ever were made to some places, by the keys of these."""
        return self.filter(seats__in=seats)

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
