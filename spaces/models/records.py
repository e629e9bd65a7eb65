"""What is kept about bookings: their log, problems in rooms, feeds, lists taken out."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from spaces.models.bookings import Booking
from spaces.models.places import Venue
from spaces.states import Actor, BookingState, Event


class BookingEvent(models.Model):
    """One step of a booking; the database lets nobody change or delete it."""

    booking = models.ForeignKey(Booking, models.PROTECT, related_name="events")
    event = models.CharField(_("what"), max_length=10, choices=Event)
    from_state = models.CharField(max_length=10, choices=BookingState, blank=True)
    to_state = models.CharField(max_length=10, choices=BookingState)
    actor = models.CharField(_("by"), max_length=8, choices=Actor)
    user = models.ForeignKey(
        "hub.User", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(_("reason"), max_length=20, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    happened_at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("step of a booking")
        verbose_name_plural = _("steps of bookings")

    def __str__(self):
        return f"{self.booking_id} {self.event}"


class ProblemQuerySet(models.QuerySet):
    """Questions about what was wrong in rooms."""

    def looked_after_by(self, user) -> "ProblemQuerySet":
        """Those in the venues that somebody of the staff looks after."""
        venues = Venue.objects.looked_after_by(user)
        return self.filter(booking__space__venue__in=venues)

    def waiting(self) -> "ProblemQuerySet":
        """Those that nobody has seen to, the oldest first."""
        return self.filter(handled_at=None).order_by("told_at")

    def for_lists(self) -> "ProblemQuerySet":
        """With the booking, its space and venue."""
        return self.select_related("booking__space__venue", "booking__organisation")


class Problem(models.Model):
    """What a booker says was wrong in the room."""

    booking = models.ForeignKey(Booking, models.CASCADE, related_name="problems")
    text = models.TextField(_("what was wrong"), max_length=600)
    told_at = models.DateTimeField(_("told"), default=timezone.now)
    handled_at = models.DateTimeField(_("handled"), null=True, blank=True)

    objects = ProblemQuerySet.as_manager()

    class Meta:
        ordering = ["-told_at"]
        verbose_name = _("problem in a room")
        verbose_name_plural = _("problems in rooms")

    def __str__(self):
        return self.text[:60]


class CalendarTokenQuerySet(models.QuerySet):
    """Questions about the secrets of feeds."""

    def in_use(self) -> "CalendarTokenQuerySet":
        """Those of people who may sign in, with the people."""
        return self.filter(user__is_active=True).select_related("user")

    def of(self, user) -> "CalendarToken | None":
        """The secret of a person, if there is one."""
        return self.filter(user=user).first()


class CalendarToken(models.Model):
    """The secret in the address of a calendar feed; renewed, the old is dead."""

    user = models.OneToOneField(
        "hub.User", models.CASCADE, related_name="calendar_token"
    )
    token = models.CharField(max_length=43, unique=True)
    renewed_at = models.DateTimeField(default=timezone.now)

    objects = CalendarTokenQuerySet.as_manager()

    def __str__(self):
        return str(self.pk)


class Export(models.Model):
    """That somebody took a list with names out of the site."""

    made_by = models.ForeignKey(
        "hub.User", models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )
    made_at = models.DateTimeField(_("when"), default=timezone.now)
    what = models.CharField(_("what"), max_length=160)
    rows = models.PositiveIntegerField(_("rows"))

    class Meta:
        ordering = ["-made_at"]
        verbose_name = _("list taken out")
        verbose_name_plural = _("lists taken out")

    def __str__(self):
        return f"{self.what} ({self.rows})"
