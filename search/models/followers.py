"""Who gets the weekly mail, about what, and up to when they have been told."""

import datetime as dt
import uuid
from collections import Counter

from django.db import models
from django.db.models import Count, Q
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

    def counted(self) -> dict:
        """How many they are: in all, in English, about everything, by what they chose.

        Two queries for districts and themes, the most followed first.
        """
        about_all = Q(districts=None, themes=None)
        numbers = self.aggregate(
            all=Count("pk", distinct=True),
            in_english=Count("pk", distinct=True, filter=Q(language=Language.ENGLISH)),
            about_all=Count("pk", distinct=True, filter=about_all),
        )
        chosen = []
        for model, name in ((District, "districts"), (Theme, "themes")):
            through = self.model._meta.get_field(name).remote_field.through
            keys = through.objects.filter(follower__in=self)
            keys = keys.values_list(model._meta.model_name, flat=True)
            tally = Counter(keys)
            chosen += [
                (row.name, tally[row.pk]) for row in model.objects.filter(pk__in=tally)
            ]
        return numbers | {"chosen": sorted(chosen, key=lambda each: -each[1])}

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
