"""Who is told by mail when a space that they look for becomes free."""

import datetime as dt
import uuid

from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub.choices import Language


class SpaceWatchQuerySet(models.QuerySet):
    """Questions about watches."""

    def at(self, email: str) -> "SpaceWatchQuerySet":
        """Those of an address, in whatever case it is written."""
        return self.filter(email__iexact=email)

    def with_key(self, key: uuid.UUID) -> "SpaceWatch | None":
        """The one of a link, while its time lies ahead."""
        return self.filter(key=key, ends_at__gt=timezone.now()).first()

    def live(self, now: dt.datetime) -> "SpaceWatchQuerySet":
        """Those that are confirmed and whose time lies ahead."""
        return self.filter(confirmed_at__isnull=False, ends_at__gt=now)

    def past(self, now: dt.datetime, waited: dt.timedelta) -> "SpaceWatchQuerySet":
        """Those whose time has come, or whose link nobody pressed for so long."""
        unpressed = models.Q(confirmed_at=None, asked_at__lt=now - waited)
        return self.filter(unpressed | models.Q(ends_at__lte=now))


class SpaceWatch(models.Model):
    """One search for a free space, followed by one address until its time.

    `free` are the spaces that its reader knows to be free: any other one is news.
    Whoever raises `looks` writes the mail, in the same transaction: so of two workers
    one tells. `seen` says on what state of things they looked; the same state is not
    looked at again.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(_("your e-mail"))
    language = models.CharField(
        _("language"), max_length=2, choices=Language, default=Language.DANISH
    )
    query = models.CharField(_("search"), max_length=1000)
    ends_at = models.DateTimeField(_("until"), db_index=True)
    asked_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True)
    free = models.JSONField(default=list)
    seen = models.CharField(max_length=64, default="", blank=True)
    looks = models.PositiveIntegerField(default=0)
    told = models.PositiveIntegerField(default=0)
    told_at = models.DateTimeField(null=True)

    objects = SpaceWatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("followed search")
        verbose_name_plural = _("followed searches")
        constraints = [
            models.UniqueConstraint(
                Lower("email"), "query", name="an_address_follows_a_search_once"
            )
        ]

    def __str__(self):
        return str(self.pk)  # without the address: a log keeps this longer
