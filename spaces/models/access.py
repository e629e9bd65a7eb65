"""Access: what somebody looked at and when, and what is out of order just now."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from hub.bilingual import Bilingual
from spaces.choices import OF, AccessFeature, Answer
from spaces.models.bookings import Booking
from spaces.models.places import Venue
from spaces.models.rooms import Space


class AccessFactQuerySet(models.QuerySet):
    """Questions about access."""

    def of(self, space: Space) -> "AccessFactQuerySet":
        """What is known of a space and of its house."""
        return self.filter(Q(space=space) | Q(venue=space.venue_id))

    def of_any(self, spaces, venues) -> "AccessFactQuerySet":
        """What is known of some spaces and of some houses, by keys."""
        return self.filter(Q(space__in=spaces) | Q(venue__in=venues))


class AccessFact(models.Model):
    """One thing about getting in and around: yes, no or not known."""

    venue = ParentalKey(Venue, null=True, blank=True, related_name="access_facts")
    space = ParentalKey(Space, null=True, blank=True, related_name="access_facts")
    feature = models.CharField(_("what"), max_length=12, choices=AccessFeature)
    answer = models.CharField(
        _("how it is"), max_length=8, choices=Answer, default=Answer.UNKNOWN
    )
    note_da = models.CharField(_("more, in Danish"), max_length=160, blank=True)
    note_en = models.CharField(_("more, in English"), max_length=160, blank=True)
    note = Bilingual()
    looked_by = models.CharField(_("who looked"), max_length=80, blank=True)
    looked_on = models.DateField(_("when"), null=True, blank=True)

    objects = AccessFactQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("access fact")
        verbose_name_plural = _("access facts")
        constraints = [
            models.CheckConstraint(
                condition=Q(venue=None) ^ Q(space=None),
                name="an_access_fact_is_of_a_venue_or_a_space",
            ),
            models.UniqueConstraint(
                fields=["venue", "feature"], condition=Q(venue__isnull=False),
                name="a_venue_answers_each_feature_once",
            ),
            models.UniqueConstraint(
                fields=["space", "feature"], condition=Q(space__isnull=False),
                name="a_space_answers_each_feature_once",
            ),
            models.CheckConstraint(
                condition=Q(answer=Answer.UNKNOWN)
                | (~Q(looked_by="") & Q(looked_on__isnull=False)),
                name="what_is_known_names_who_looked_and_when",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.get_feature_display()}: {self.get_answer_display()}"

    def clean(self):
        """Say by the field what the database would refuse."""
        super().clean()
        if self.answer != Answer.UNKNOWN:
            needed = {"looked_by": self.looked_by, "looked_on": self.looked_on}
            reason = _("Say who looked and when.")
            if wrong := {name: reason for name, value in needed.items() if not value}:
                raise ValidationError(wrong)
        is_placed = self.venue_id or self.space_id  # a row of a new one is not yet
        is_of_venue = self.space_id is None
        if is_placed and self.feature and OF[self.feature].is_of_venue != is_of_venue:
            reason = _("This belongs to the other: the venue or the space.")
            raise ValidationError({"feature": reason})


class AccessNoticeQuerySet(models.QuerySet):
    """Questions about passing notices."""

    def shown_at(self, moment: dt.datetime) -> "AccessNoticeQuerySet":
        """Those that hold at a moment."""
        return self.filter(shown_from__lte=moment, shown_until__gt=moment)

    def in_houses(self, venues, since: dt.datetime) -> "AccessNoticeQuerySet":
        """Those in some houses, by keys, that are not over at a moment."""
        return self.filter(venue__in=venues, shown_until__gt=since)

    def touching(self, start: dt.datetime, end: dt.datetime) -> "AccessNoticeQuerySet":
        """Those that hold at some time of a stretch."""
        return self.filter(shown_from__lt=end, shown_until__gt=start)

    def about(self, space: Space) -> "AccessNoticeQuerySet":
        """Those about a space, what it is part of, its parts, or its whole venue."""
        part_or_whole = Q(space__wholes=space) | Q(space__parts=space)
        here = Q(space=space) | Q(space=None, venue=space.venue_id)
        return self.filter(here | part_or_whole).distinct()

    def same_as(self, notice: "AccessNotice") -> "AccessNoticeQuerySet":
        """Those that say the same of the same place and time."""
        place, time = ("venue_id", "space_id"), ("shown_from", "shown_until")
        said = (*place, *time, "text_da", "text_en")
        return self.filter(**{name: getattr(notice, name) for name in said})


class AccessNotice(models.Model):
    """Something out of order for a while, in a venue or in one of its spaces."""

    venue = models.ForeignKey(
        Venue, models.CASCADE, related_name="access_notices", verbose_name=_("venue")
    )
    space = models.ForeignKey(
        Space, models.CASCADE, null=True, blank=True, related_name="access_notices",
        verbose_name=_("space"), help_text=_("Empty: it is about the whole venue."),
    )  # fmt: skip
    text_da = models.CharField(_("notice in Danish"), max_length=200)
    text_en = models.CharField(_("notice in English"), max_length=200)
    text = Bilingual()
    shown_from = models.DateTimeField(_("from"), default=timezone.now)
    shown_until = models.DateTimeField(_("until"))
    told = models.ManyToManyField(
        Booking, blank=True, related_name="notices_told", editable=False
    )

    objects = AccessNoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-shown_from"]
        verbose_name = _("access notice")
        verbose_name_plural = _("access notices")
        constraints = [
            models.CheckConstraint(
                condition=Q(shown_until__gt=F("shown_from")),
                name="an_access_notice_ends_after_it_begins",
            )
        ]

    def __str__(self):
        return str(self.text)

    def is_about(self, space: Space) -> bool:
        """Whether it is about a space or its whole venue."""
        if self.space_id is None:
            return self.venue_id == space.venue_id
        return self.space_id == space.pk

    def clean(self):
        """Say by the field what the database would refuse, or nobody could mean."""
        super().clean()
        if self.shown_until and self.shown_from and self.shown_until <= self.shown_from:
            raise ValidationError({"shown_until": _("It must end after it begins.")})
        if self.space_id and self.venue_id and self.space.venue_id != self.venue_id:
            raise ValidationError({"space": _("This space is in another venue.")})


def notices_for(booking: Booking) -> AccessNoticeQuerySet:
    """What is out of order where and while a booking lasts."""
    about = AccessNotice.objects.about(booking.space)
    return about.touching(booking.starts_at, booking.ends_at)
