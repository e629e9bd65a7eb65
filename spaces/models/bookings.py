"""Bookings: who has which space from when until when, and how it stands."""

import datetime as dt
import functools
import operator
import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub.bilingual import Bilingual
from hub.choices import Language
from hub.models import Membership
from spaces.choices import REASONS_IN_WORDS, Entry, FoodSale, PriceGroup
from spaces.models.places import HouseRules, Venue
from spaces.models.rooms import Space
from spaces.states import BookingState

KEY_HOURS = 24


class BookingQuerySet(models.QuerySet):
    """Questions about bookings."""

    def visible_to(self, user) -> "BookingQuerySet":
        """The person's own, and all of the organisations that the person belongs to."""
        if not user.is_authenticated:
            return self.none()
        roles = (Membership.Role.OWNER, Membership.Role.MEMBER)
        theirs = Membership.objects.filter(user=user, role__in=roles)
        mine = Q(booked_by=user) | Q(organisation__in=theirs.values("organisation"))
        return self.filter(mine).exclude(state=BookingState.HELD)

    def looked_after_by(self, user) -> "BookingQuerySet":
        """Those in the venues that somebody of the staff looks after, without holds."""
        venues = Venue.objects.looked_after_by(user)
        here = self.filter(space__venue__in=venues)
        return here.exclude(state=BookingState.HELD)

    def for_lists(self) -> "BookingQuerySet":
        """With the space, its venue, who booked and for whom."""
        return self.select_related(
            "space__venue__district",
            "organisation",
            "booked_by",
            "house_rules__venue",
        )

    def in_state(self, *states: str) -> "BookingQuerySet":
        """Those in one of the states."""
        return self.filter(state__in=states)

    def waiting(self) -> "BookingQuerySet":
        """Requests that staff must answer, the most urgent first."""
        return self.in_state(BookingState.REQUESTED).order_by("answer_by", "pk")

    def coming(self, now: dt.datetime | None = None) -> "BookingQuerySet":
        """What has not ended yet and may still be used, the next first."""
        there = self.in_state(*BookingState.coming())
        return there.filter(ends_at__gt=now or timezone.now()).order_by("starts_at")

    def to_remind(self, now: dt.datetime) -> "BookingQuerySet":
        """Confirmed, within a day, and nobody has told them how to get in."""
        soon = now + dt.timedelta(hours=KEY_HOURS)
        there = self.in_state(BookingState.CONFIRMED).filter(reminded_at=None)
        return there.filter(starts_at__gt=now, starts_at__lte=soon)

    def late(self, now: dt.datetime) -> "BookingQuerySet":
        """Requests that nobody answered in time and no manager has heard of."""
        return self.waiting().filter(answer_by__lte=now, is_late_told=False)

    def past(self, now: dt.datetime | None = None) -> "BookingQuerySet":
        """What has ended or came to nothing, the latest first."""
        there = Q(state__in=BookingState.coming(), ends_at__gt=now or timezone.now())
        return self.exclude(there).order_by("-starts_at", "-pk")

    def ended_after(self, moment: dt.datetime) -> "BookingQuerySet":
        """Those that end later than a moment, in order of time."""
        return self.filter(ends_at__gt=moment).order_by("starts_at", "pk")

    def between(self, start: dt.datetime, end: dt.datetime) -> "BookingQuerySet":
        """Those that touch a stretch of time."""
        return self.filter(starts_at__lt=end, ends_at__gt=start)

    def covering(
        self, space, start: dt.datetime, end: dt.datetime
    ) -> "BookingQuerySet":
        """Confirmed ones that keep a space for all of a stretch of time."""
        rows = self.filter(state=BookingState.CONFIRMED, space=space)
        return rows.filter(starts_at__lte=start, ends_at__gte=end)

    def with_key(self, key: uuid.UUID) -> "BookingQuerySet":
        """What one form asked for, in the order of the form."""
        return self.filter(key=key).order_by("place")

    def last_of(self, user) -> "Booking | None":
        """The newest that somebody sent: it knows the name and the telephone."""
        return self.filter(booked_by=user).order_by("-pk").first()

    def found_by(self, words: str) -> "BookingQuerySet":
        """Those with all words in reference, name, address, number or organisation."""
        names = ("reference", "name", "email", "phone", "organisation__name")
        found = self
        for word in words.split():
            hits = [Q(**{f"{name}__icontains": word}) for name in names]
            found = found.filter(functools.reduce(operator.or_, hits))
        return found

    def used(self) -> "BookingQuerySet":
        """Those that are over and were kept for somebody, whether they came or not."""
        kept = self.in_state(BookingState.CONFIRMED, BookingState.NO_SHOW)
        return kept.filter(ends_at__lte=timezone.now())

    def to_pay(self) -> "BookingQuerySet":
        """Those that are over and cost something, the earliest first."""
        return self.used().filter(price_ore__gt=0).order_by("starts_at", "pk")

    def starting(self, first: dt.datetime, last: dt.datetime) -> "BookingQuerySet":
        """Those that begin in a stretch of time."""
        return self.filter(starts_at__gte=first, starts_at__lt=last)

    def sent_together(self, batch: uuid.UUID) -> "BookingQuerySet":
        """The times of one request, in their order."""
        return self.filter(batch=batch).order_by("starts_at", "pk")

    def together_with(self, booking: "Booking") -> "BookingQuerySet":
        """The other times of the same request."""
        others = self.sent_together(booking.batch).exclude(pk=booking.pk)
        return others.exclude(state=BookingState.HELD)


class Booking(models.Model):
    """One time in one space for somebody; changed by `spaces.actions` only."""

    reference = models.CharField(_("reference"), max_length=8, unique=True)
    batch = models.UUIDField(
        default=uuid.uuid4, editable=False, db_index=True,
        help_text=_("Times that were asked for together share it."),
    )  # fmt: skip
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    place = models.PositiveSmallIntegerField(default=0, editable=False)
    space = models.ForeignKey(
        Space, models.PROTECT, related_name="bookings", verbose_name=_("space")
    )
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"))
    state = models.CharField(
        _("state"), max_length=10, choices=BookingState, default=BookingState.HELD
    )
    version = models.PositiveIntegerField(default=0, editable=False)
    sequence = models.PositiveIntegerField(
        default=0, editable=False, help_text=_("SEQUENCE of calendar files (RFC 5545).")
    )
    # Who, and what for
    booked_by = models.ForeignKey(
        "hub.User", models.SET_NULL, null=True, blank=True, related_name="bookings",
        verbose_name=_("booked by"),
    )  # fmt: skip
    organisation = models.ForeignKey(
        "hub.Organisation", models.SET_NULL, null=True, blank=True,
        related_name="bookings", verbose_name=_("organisation"),
    )  # fmt: skip
    name = models.CharField(_("name"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    language = models.CharField(
        _("language"), max_length=2, choices=Language, default=Language.DANISH
    )
    people = models.PositiveSmallIntegerField(_("people"), default=1)
    purpose = models.TextField(_("purpose"), max_length=600, blank=True)
    food = models.CharField(
        _("will the food be sold"), max_length=10, choices=FoodSale, blank=True
    )
    is_by_staff = models.BooleanField(_("booked by staff"), default=False)
    # Money: what was shown and agreed, in whole øre
    price_group = models.CharField(
        _("price group"), max_length=10, choices=PriceGroup, default=PriceGroup.OTHERS
    )
    price_ore = models.PositiveIntegerField(_("price in øre"), default=0)
    market_price_ore = models.PositiveIntegerField(_("market price in øre"), default=0)
    confirmed_price_ore = models.PositiveIntegerField(default=0, editable=False)
    legal_basis_da = models.CharField(max_length=160, blank=True)
    legal_basis_en = models.CharField(max_length=160, blank=True)
    legal_basis = Bilingual()
    payer_ean = models.CharField(_("EAN number"), max_length=13, blank=True)
    payer_reference = models.CharField(_("your reference"), max_length=60, blank=True)
    invoiced_at = models.DateTimeField(_("invoiced"), null=True, blank=True)
    # The clock
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    held_until = models.DateTimeField(null=True, editable=False)
    sent_at = models.DateTimeField(_("sent"), null=True, editable=False)
    answer_by = models.DateTimeField(_("answer by"), null=True, editable=False)
    is_late_told = models.BooleanField(default=False, editable=False)
    decided_at = models.DateTimeField(_("answered"), null=True, editable=False)
    reminded_at = models.DateTimeField(null=True, editable=False)
    # What was said
    house_rules = models.ForeignKey(
        HouseRules, models.PROTECT, null=True, blank=True, related_name="bookings",
        verbose_name=_("house rules"),
    )  # fmt: skip
    question = models.TextField(_("our question"), max_length=600, blank=True)
    answer = models.TextField(_("the answer"), max_length=600, blank=True)
    reason = models.CharField(_("reason"), max_length=20, blank=True)
    words = models.TextField(_("our own words"), max_length=600, blank=True)
    entry = models.CharField(
        _("the first time"), max_length=12, choices=Entry.choices, blank=True
    )
    introduction_at = models.DateTimeField(_("introduction"), null=True, blank=True)
    is_cancelled_late = models.BooleanField(default=False, editable=False)
    is_forgotten = models.BooleanField(default=False, editable=False)
    is_example = models.BooleanField(_("example"), default=False)

    objects = BookingQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at"]
        verbose_name = _("booking")
        verbose_name_plural = _("bookings")
        permissions = (
            ("answer_booking", _("Answers requests for the venues it looks after")),
            ("export_booking", _("Takes lists of bookings out of the site")),
            ("invoice_booking", _("Ticks off what is invoiced")),
        )
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="booking_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["key", "place"], name="a_form_sent_twice_is_one_booking"
            ),
            models.CheckConstraint(
                condition=~Q(state=BookingState.HELD) | Q(held_until__isnull=False),
                name="a_hold_ends",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "answer_by"], name="bookings_to_answer"),
            models.Index(fields=["starts_at"], name="bookings_by_time"),
        ]

    def __str__(self):
        return self.reference

    @property
    def is_confirmed(self) -> bool:
        """Whether staff, or the rule, have said yes."""
        return self.state == BookingState.CONFIRMED

    @property
    def is_in_use(self) -> bool:
        """Whether it goes on just now."""
        return self.is_confirmed and self.starts_at <= timezone.now() < self.ends_at

    @property
    def is_completed(self) -> bool:
        """Whether it was confirmed and is over."""
        return self.is_confirmed and self.ends_at <= timezone.now()

    @property
    def cancel_before(self) -> dt.datetime:
        """Until when the booker may cancel without asking staff."""
        hours = dt.timedelta(hours=self.space.cancellation_notice_hours)
        return self.starts_at.astimezone(dt.UTC) - hours

    @property
    def is_key_shown(self) -> bool:
        """Whether the key information is shown: from 24 hours before until the end."""
        return self.is_confirmed and self.key_from <= timezone.now() < self.ends_at

    @property
    def key_from(self) -> dt.datetime:
        """From when on the key information is shown, in UTC."""
        return self.starts_at.astimezone(dt.UTC) - dt.timedelta(hours=KEY_HOURS)

    @property
    def state_in_words(self) -> str:
        """The state as the booker reads it: a no-show is for the eyes of staff."""
        if self.is_in_use:
            return _("In use now")
        if self.is_completed or self.state == BookingState.NO_SHOW:
            return _("It has been")
        return BookingState(self.state).label

    @property
    def reason_in_words(self) -> str:
        """Why it was declined or cancelled; empty where only our own words say it."""
        return REASONS_IN_WORDS.get(self.reason, "")

    @property
    def may_be_withdrawn(self) -> bool:
        """Whether the booker may take the request back."""
        return self.state in BookingState.waiting()

    @property
    def may_be_cancelled(self) -> bool:
        """Whether the booker may still cancel without asking staff."""
        return self.is_confirmed and timezone.now() < self.cancel_before

    @property
    def may_be_moved(self) -> bool:
        """Whether the booker may still choose another time without asking staff."""
        return not self.has_begun and (self.may_be_withdrawn or self.may_be_cancelled)

    @property
    def may_be_given_back(self) -> bool:
        """Whether the booker may give the time back, however late."""
        return self.is_confirmed and not self.has_begun

    @property
    def may_have_had_problems(self) -> bool:
        """Whether somebody has been in the room, so that something was wrong there."""
        was_there = (BookingState.CONFIRMED, BookingState.NO_SHOW)
        return self.has_begun and self.state in was_there

    @property
    def has_begun(self) -> bool:
        """Whether its time has come."""
        return self.starts_at <= timezone.now()

    @property
    def minutes(self) -> int:
        """How long it is, in real minutes."""
        return minutes_between(self.starts_at, self.ends_at)


def minutes_between(start: dt.datetime, end: dt.datetime) -> int:
    """Real minutes: both ends in UTC before they are subtracted."""
    passed = end.astimezone(dt.UTC) - start.astimezone(dt.UTC)
    return int(passed.total_seconds()) // 60
