"""When and where an event happens, and how many may come."""

import datetime as dt
from uuid import uuid4

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, Max, OuterRef, Q, Value
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.choices import DateStatus, EventStatus
from events.models.events import Event
from hub.bilingual import Bilingual
from spaces.models import Booking
from spaces.states import BookingState

MINUTE = dt.timedelta(minutes=1)

FEW_LEFT = 3  # places; from then on pages say that few are left


class SeatsQuerySet(models.QuerySet):
    """Questions about places."""

    def with_lapsed(self) -> "SeatsQuerySet":
        """Those with a sign-up whose time to confirm or to take the place is over."""
        rows = apps.get_model("events.Signup").objects.lapsed()
        return self.filter(pk__in=rows.order_by().values("seats")).order_by("pk")

    def of(self, event: Event) -> "SeatsQuerySet":
        """Those of all dates of an event, by key."""
        dates = Occurrence.objects.filter(event=event)
        return self.filter(pk__in=dates.values("seats")).order_by("pk")

    def over_since(self, when: dt.datetime) -> "SeatsQuerySet":
        """Those whose last date ended before a time, and those without a date."""
        last = self.annotate(last=Max("occurrences__ends_at"))
        return last.filter(Q(last=None) | Q(last__lt=when)).values("pk")


class Seats(models.Model):
    """The places of one date, or of all dates of a course: counted in one row.

    The database adds to `taken` and takes away from it as sign-ups come to hold places
    and lose them (`events/guards.py`); nobody else writes it. So it never passes
    `capacity`, whatever the code does. Without a capacity there is no limit.
    """

    capacity = models.PositiveIntegerField(_("places"), null=True, blank=True)
    held_back = models.PositiveIntegerField(
        _("places held back"), default=0, help_text=_("Only staff give them away.")
    )
    waiting_places = models.PositiveIntegerField(
        _("places on the waiting list"), default=20, help_text=_("0: no waiting list.")
    )
    taken = models.PositiveIntegerField(_("places taken"), default=0, editable=False)

    objects = SeatsQuerySet.as_manager()

    class Meta:
        verbose_name = _("places")
        verbose_name_plural = _("places")
        constraints = [
            models.CheckConstraint(
                condition=Q(capacity=None) | Q(taken__lte=F("capacity")),
                name="no_more_places_are_taken_than_there_are",
            ),
            models.CheckConstraint(
                condition=Q(capacity=None) | Q(held_back__lte=F("capacity")),
                name="no_more_places_are_held_back_than_there_are",
            ),
        ]

    def __str__(self):
        return f"{self.taken}/{self.capacity or '∞'}"

    @property
    def left(self) -> int | None:
        """Places that guests may still take; None for no limit."""
        if self.capacity is None:
            return None
        return max(self.capacity - self.held_back - self.taken, 0)

    @property
    def is_full(self) -> bool:
        """Whether no place is left to guests."""
        return self.left == 0

    @property
    def has_few_left(self) -> bool:
        """Whether pages say that few places are left."""
        return self.left is not None and 0 < self.left <= FEW_LEFT

    @property
    def shown_as(self) -> str:
        """What pages for all readers say of the places: who changes it renews them."""
        return "full" if self.is_full else "few" if self.has_few_left else ""


def times(number: str, length: dt.timedelta) -> ExpressionWrapper:
    """A column of whole numbers as so many minutes, hours or days."""
    span = models.DurationField()
    whole = Cast(number, models.IntegerField())
    return ExpressionWrapper(whole * Value(length, span), span)


class OccurrenceQuerySet(models.QuerySet):
    """Questions about dates."""

    def of(self, event: Event) -> "OccurrenceQuerySet":
        """The dates of an event, with what a sign-up needs."""
        dates = self.filter(event=event)
        return dates.select_related("event", "seats", "space__venue")

    def with_key(self, pk: int) -> "Occurrence | None":
        """The date of a key; None where it is not there any more."""
        return self.filter(pk=pk).first()

    def shown(self) -> "OccurrenceQuerySet":
        """Those that readers see, cancelled ones too."""
        return self.filter(event__status__in=EventStatus.shown())

    def coming(self) -> "OccurrenceQuerySet":
        """Those that are not over, the next first."""
        coming = self.filter(ends_at__gt=timezone.now())
        return coming.order_by("starts_at", "pk")

    def past(self) -> "OccurrenceQuerySet":
        """Those that are over, the last first."""
        past = self.filter(ends_at__lte=timezone.now())
        return past.order_by("-starts_at", "-pk")

    def held(self) -> "OccurrenceQuerySet":
        """Those that take place at their time, of published events."""
        held = self.filter(status__in=DateStatus.held())
        return held.filter(event__status=EventStatus.PUBLISHED)

    def starting_from(self, moment: dt.datetime) -> "OccurrenceQuerySet":
        """Those that begin then or later, the next first."""
        later = self.filter(starts_at__gte=moment)
        return later.order_by("starts_at", "pk")

    def of_event(self, event: Event) -> "OccurrenceQuerySet":
        """All dates of an event, as lists show them, the first first."""
        return self.filter(event=event).for_lists().order_by("starts_at", "pk")

    def in_space(self, space) -> "OccurrenceQuerySet":
        """Those in a space of the hub."""
        return self.filter(space=space)

    def hosted_by(self, organisation) -> "OccurrenceQuerySet":
        """Those of events that an organisation hosts."""
        return self.filter(event__hosts=organisation)

    def with_places(self) -> "OccurrenceQuerySet":
        """With where it is and the places left."""
        return self.select_related("seats", "space__venue__district")

    def for_lists(self) -> "OccurrenceQuerySet":
        """With what a row of a list tells: event, place and places left."""
        return self.with_places().select_related("event")

    def without_room(self) -> "OccurrenceQuerySet":
        """Those to come in a space of ours that nothing keeps for them.

        Somebody opened the space again, or the booking that was to keep it is
        cancelled, elsewhere, or too short by now.
        """
        moment = models.DateTimeField()
        needy = self.held().coming().filter(space__isnull=False, closure=None)
        needy = needy.alias(
            needs_from=F("starts_at") - times("setup_minutes", MINUTE),
            needs_until=F("ends_at") + times("teardown_minutes", MINUTE),
        )
        covering = Booking.objects.in_state(BookingState.CONFIRMED).filter(
            pk=OuterRef("booking"),
            space=OuterRef("space"),
            starts_at__lte=ExpressionWrapper(OuterRef("needs_from"), moment),
            ends_at__gte=ExpressionWrapper(OuterRef("needs_until"), moment),
        )
        return needy.filter(~Exists(covering))

    def with_loss_to_tell(self) -> "OccurrenceQuerySet":
        """Those without a room of which staff have not heard."""
        return self.without_room().filter(loss_told_at=None)

    def with_loss_over(self) -> "OccurrenceQuerySet":
        """Those of whose lost room staff have heard, and that need none any more."""
        lost = self.model.objects.without_room().order_by()
        return self.exclude(loss_told_at=None).exclude(pk__in=lost.values("pk"))

    def nearly_full(self) -> "OccurrenceQuerySet":
        """Those where nine places of ten are taken."""
        rows = self.alias(ten=F("seats__taken") * 10, nine=F("seats__capacity") * 9)
        return rows.filter(nine__gt=0, ten__gte=F("nine"))

    def for_desk(self) -> "OccurrenceQuerySet":
        """With what the pages of staff tell of a date."""
        return self.select_related(
            "event", "space__venue", "seats", "closure", "booking__organisation"
        )

    def between(self, start: dt.datetime, end: dt.datetime) -> "OccurrenceQuerySet":
        """Those that touch a stretch of time."""
        return self.filter(starts_at__lt=end, ends_at__gt=start)


def new_uid() -> str:
    """A name for a date that no other calendar has (RFC 7986, 5.3)."""
    return str(uuid4())


class Occurrence(models.Model):
    """One date of an event, in a space of the hub, elsewhere, or online.

    `closure` keeps the room for it, or a `booking` that was there already does;
    `loss_told_at` is when staff heard that neither does any more. What
    was changed by hand is `is_detached`: the rule leaves it alone. `rule_date` is the
    date that the rule gave it, so that it is known again when the rule is read anew.
    """

    event = models.ForeignKey(
        Event, models.CASCADE, related_name="occurrences", verbose_name=_("event")
    )
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"))
    space = models.ForeignKey(
        "spaces.Space", models.PROTECT, null=True, blank=True,
        related_name="occurrences", verbose_name=_("space"),
    )  # fmt: skip
    place = models.CharField(_("or place"), max_length=120, blank=True)
    street = models.CharField(_("street and number"), max_length=120, blank=True)
    postcode = models.CharField(_("postcode"), max_length=4, blank=True)
    town = models.CharField(_("town"), max_length=40, blank=True)
    setup_minutes = models.PositiveSmallIntegerField(_("minutes to set up"), default=0)
    teardown_minutes = models.PositiveSmallIntegerField(
        _("minutes to clear away"), default=0
    )
    seats = models.ForeignKey(
        Seats, models.PROTECT, related_name="occurrences", verbose_name=_("places")
    )
    status = models.CharField(
        _("status"), max_length=12, choices=DateStatus, default=DateStatus.SCHEDULED
    )
    former_starts_at = models.DateTimeField(
        _("was to begin"), null=True, blank=True, editable=False
    )
    former_ends_at = models.DateTimeField(null=True, blank=True, editable=False)
    note_da = models.CharField(_("why, in Danish"), max_length=200, blank=True)
    note_en = models.CharField(_("why, in English"), max_length=200, blank=True)
    note = Bilingual()
    closure = models.OneToOneField(
        "spaces.Closure", models.SET_NULL, null=True, blank=True,
        related_name="occurrence", editable=False,
    )  # fmt: skip
    booking = models.ForeignKey(
        "spaces.Booking", models.SET_NULL, null=True, blank=True,
        related_name="occurrences", verbose_name=_("uses the booking"),
    )  # fmt: skip
    loss_told_at = models.DateTimeField(null=True, blank=True, editable=False)
    rule_date = models.DateField(null=True, blank=True, editable=False)
    is_detached = models.BooleanField(default=False, editable=False)
    uid = models.CharField(max_length=64, unique=True, default=new_uid, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = OccurrenceQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        verbose_name = _("date")
        verbose_name_plural = _("dates")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="a_date_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(space=None) | Q(place="", street=""),
                name="a_date_is_in_a_space_or_elsewhere",
            ),
            models.CheckConstraint(
                condition=Q(closure=None) | Q(booking=None),
                name="a_room_is_kept_by_one_thing",
            ),
            models.CheckConstraint(
                condition=~Q(status=DateStatus.RESCHEDULED)
                | Q(former_starts_at__isnull=False),
                name="a_moved_date_says_when_it_was",
            ),
            models.UniqueConstraint(
                fields=["event", "rule_date"],
                name="a_rule_gives_a_date_once",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["starts_at", "ends_at"]),
            models.Index(fields=["ends_at", "starts_at"]),
        ]

    def __str__(self):
        return f"{timezone.localtime(self.starts_at):%Y-%m-%d %H:%M}"

    @property
    def is_over(self) -> bool:
        """Whether it has been."""
        return self.ends_at <= timezone.now()

    @property
    def is_cancelled(self) -> bool:
        """Whether this date, or the whole event, is cancelled."""
        is_off = self.status == DateStatus.CANCELLED
        return is_off or self.event.status == EventStatus.CANCELLED

    @property
    def is_held(self) -> bool:
        """Whether it takes place at its time."""
        return self.status in DateStatus.held() and not self.is_cancelled

    @property
    def kept_from(self) -> dt.datetime:
        """When the room is taken from: to set up."""
        return self.starts_at - dt.timedelta(minutes=self.setup_minutes)

    @property
    def kept_until(self) -> dt.datetime:
        """When the room is free again: after clearing away."""
        return self.ends_at + dt.timedelta(minutes=self.teardown_minutes)

    @property
    def sign_up_closes_at(self) -> dt.datetime:
        """From when nobody can sign up any more."""
        hours = self.event.closes_hours_before
        return self.starts_at - dt.timedelta(hours=hours)

    @property
    def interpreter_by(self) -> dt.datetime:
        """Until when an interpreter can be ordered."""
        return self.starts_at - dt.timedelta(days=self.event.interpreter_days)

    def clean(self):
        """Say by the field what the database would refuse."""
        super().clean()
        wrong = {}
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            wrong["ends_at"] = _("It must end after it begins.")
        if self.space_id and (self.place or self.street):
            wrong["place"] = _("Choose a space, or write a place: not both.")
        if wrong:
            raise ValidationError(wrong)
