"""What is kept about events: who of the staff changed the places."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models.dates import Seats


class PlacesChange(models.Model):
    """How many places there were and are, since when, and who changed it.

    `changes` has what differs alone: `{"capacity": [12, 30]}`; None is no limit.
    """

    seats = models.ForeignKey(Seats, models.CASCADE, related_name="changes")
    changed_by = models.ForeignKey(
        "hub.User", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    changed_at = models.DateTimeField(_("when"), default=timezone.now)
    changes = models.JSONField()

    class Meta:
        ordering = ["-changed_at", "-pk"]
        verbose_name = _("change of places")
        verbose_name_plural = _("changes of places")

    def __str__(self):
        return f"{self.seats_id} {self.changes}"
