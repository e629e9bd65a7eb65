"""Who gets the weekly mail, about what, and up to when they have been told."""

import datetime as dt
import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub.choices import Language
from hub.models import District, Theme


class FollowerQuerySet(models.QuerySet):
    """Questions about followers."""

    def at(self, email: str) -> "Follower | None":
        """Who follows with an address, in whatever case it is written."""
        return self.filter(email__iexact=email).first()

    def confirmed(self) -> "FollowerQuerySet":
        """Those who have pressed the link in their first mail."""
        return self.exclude(confirmed_at=None)

    def never_confirmed(self, since: dt.datetime) -> "FollowerQuerySet":
        """Those who last asked before a time, and never pressed the link."""
        return self.filter(confirmed_at=None, asked_at__lt=since)

    def not_told(self, until: dt.datetime) -> "FollowerQuerySet":
        """Those who are to be told what was new until a time."""
        return self.filter(told_until__lt=until).order_by("told_until", "pk")


class Follower(models.Model):
    """One address that gets the weekly mail; without a choice it is about everything.

    `told_until` is up to when they were told what is new. Whoever moves it on writes
    the mail, in the same transaction: so nobody is told a thing twice, or never.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(_("your e-mail"))
    language = models.CharField(
        _("language"), max_length=2, choices=Language, default=Language.DANISH
    )
    districts = models.ManyToManyField(
        District, verbose_name=_("districts"), blank=True, related_name="+"
    )
    themes = models.ManyToManyField(
        Theme, verbose_name=_("themes"), blank=True, related_name="+"
    )
    asked_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True)
    told_until = models.DateTimeField(null=True)

    objects = FollowerQuerySet.as_manager()

    class Meta:
        verbose_name = _("follower")
        verbose_name_plural = _("followers")
        constraints = [
            models.UniqueConstraint(Lower("email"), name="an_address_follows_once"),
            models.CheckConstraint(
                condition=Q(confirmed_at=None, told_until=None)
                | Q(confirmed_at__isnull=False, told_until__isnull=False),
                name="who_confirmed_is_told_from_then_on",
            ),
        ]
        indexes = [models.Index(fields=["told_until"], name="search_follower_told")]

    def __str__(self):
        return str(self.pk)  # without the address: a log keeps this longer
