"""What keeps a space closed, and the one table that says what is taken."""

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub.bilingual import Bilingual
from spaces.choices import ClosureKind
from spaces.models.bookings import Booking
from spaces.models.rooms import Space
from spaces.states import BookingState


class ClosureQuerySet(models.QuerySet):
    """Questions about closed times."""

    def looked_after_by(self, user) -> "ClosureQuerySet":
        """Those of spaces in the venues that somebody of the staff looks after."""
        theirs = Space.objects.looked_after_by(user)
        return self.filter(spaces__in=theirs).distinct()

    def coming(self) -> "ClosureQuerySet":
        """Those that are not over, the next first."""
        return self.filter(ends_at__gt=timezone.now()).order_by("starts_at")

    def between(self, start: dt.datetime, end: dt.datetime) -> "ClosureQuerySet":
        """Those that touch a stretch of time."""
        return self.filter(starts_at__lt=end, ends_at__gt=start)

    def with_event(self) -> "ClosureQuerySet":
        """With `is_of_event`: it belongs to a date of an event and moves with it."""
        return self.annotate(is_of_event=Q(occurrence__isnull=False))


class Closure(models.Model):
    """A time when spaces are not to be had: an event, a repair, something else."""

    kind = models.CharField(_("kind"), max_length=12, choices=ClosureKind)
    spaces = models.ManyToManyField(
        Space, related_name="closures", verbose_name=_("spaces")
    )
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"))
    reason_da = models.CharField(_("reason in Danish"), max_length=160)
    reason_en = models.CharField(_("reason in English"), max_length=160, blank=True)
    reason = Bilingual()
    closed_by = models.ForeignKey(
        "hub.User", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ClosureQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at"]
        verbose_name = _("closed time")
        verbose_name_plural = _("closed times")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="closure_ends_after_it_starts",
            )
        ]

    def __str__(self):
        return str(self.reason)


class OccupancyQuerySet(models.QuerySet):
    """Questions about what is taken."""

    def overlapping(self, start: dt.datetime, end: dt.datetime) -> "OccupancyQuerySet":
        """Rows that touch a stretch of time; what only meets it does not."""
        return self.filter(blocked_from__lt=end, blocked_until__gt=start)

    def standing(self, now: dt.datetime) -> "OccupancyQuerySet":
        """Rows that keep others out at a moment: a hold that ran out does not."""
        lasting = Q(expires_at=None) | Q(expires_at__gt=now)
        return self.filter(lasting, is_blocking=True)

    def closing(self, start: dt.datetime, end: dt.datetime) -> "OccupancyQuerySet":
        """Rows of closed times in a stretch, with the space and why."""
        rows = self.overlapping(start, end).filter(closure__isnull=False)
        return rows.select_related("space", "closure").order_by("blocked_from", "pk")

    def shown_to_staff(
        self, leaves, start: dt.datetime, end: dt.datetime
    ) -> "OccupancyQuerySet":
        """What stands in some leaf spaces, and who did not come, with what it is of."""
        rows = self.filter(space__in=leaves).overlapping(start, end)
        standing = rows.standing(timezone.now())
        missed = rows.filter(booking__state=BookingState.NO_SHOW)
        return (standing | missed).select_related(
            "booking__space", "booking__organisation", "closure"
        )

    def lapsed(self, now: dt.datetime) -> "OccupancyQuerySet":
        """Rows of holds that ran out and that nobody has cleared yet."""
        return self.filter(is_blocking=True, expires_at__lte=now)


class Occupancy(models.Model):
    """The only answer to "is it free?": one space, from and until, for one thing.

    The database refuses two blocking rows of one space that overlap (`spaces.guards`).
    Buffers are in the times. A space with parts has its rows on the parts.
    """

    space = models.ForeignKey(Space, models.PROTECT, related_name="occupancies")
    booking = models.ForeignKey(
        Booking, models.CASCADE, null=True, blank=True, related_name="occupancies"
    )
    closure = models.ForeignKey(
        Closure, models.CASCADE, null=True, blank=True, related_name="occupancies"
    )
    blocked_from = models.DateTimeField()
    blocked_until = models.DateTimeField()
    is_blocking = models.BooleanField(default=True)
    expires_at = models.DateTimeField(null=True)

    objects = OccupancyQuerySet.as_manager()

    class Meta:
        verbose_name = _("occupancy")
        verbose_name_plural = _("occupancies")
        constraints = [
            models.CheckConstraint(
                condition=Q(blocked_until__gt=F("blocked_from")),
                name="occupancy_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(booking=None) ^ Q(closure=None),
                name="occupancy_belongs_to_one_thing",
            ),
        ]
        indexes = [
            models.Index(
                fields=["space", "blocked_until", "blocked_from"],
                condition=Q(is_blocking=True), name="occupancy_that_blocks",
            ),
            models.Index(
                fields=["blocked_until"], condition=Q(is_blocking=True),
                name="occupancy_by_end",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.space_id} {self.blocked_from:%F %R}–{self.blocked_until:%F %R}"
