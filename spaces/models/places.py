"""Venues: buildings with rooms to lend, who looks after them, and how one gets in."""

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from hub.bilingual import Bilingual
from hub.models.pages import Vocabulary
from hub.workdays import months_before
from spaces.choices import Weekday

MONTHS_UNTIL_STALE = 13
SEE_EVERY_VENUE = "spaces.see_every_venue"


class VenueQuerySet(models.QuerySet):
    """Questions about venues."""

    def looked_after_by(self, user) -> "VenueQuerySet":
        """All for the booking desk; for a venue host the own ones; else none."""
        if user.has_perm(SEE_EVERY_VENUE):
            return self
        if user.has_perm("spaces.answer_booking"):
            return self.filter(hosts=user)
        return self.none()

    def not_confirmed_since(self, day: dt.date) -> "VenueQuerySet":
        """Those whose facts nobody has confirmed since a day."""
        return self.filter(Q(checked_on=None) | Q(checked_on__lt=day))

    def lending(self) -> "VenueQuerySet":
        """Those with a space that readers may book."""
        return self.filter(spaces__is_open=True).distinct()

    def with_owner_to_ask(
        self, *, checked_before: dt.date, asked_before: dt.date
    ) -> "VenueQuerySet":
        """Those that lend, were checked and asked about before the days, or never."""
        asked = Q(asked_to_check_on=None) | Q(asked_to_check_on__lte=asked_before)
        old = self.not_confirmed_since(checked_before).filter(asked)
        lending = self.model.objects.lending().values("pk")
        return old.filter(pk__in=lending).exclude(owner_email="")

    def with_all_facts(self) -> "VenueQuerySet":
        """With hours, access and spaces, as a page that tells all of it needs."""
        return self.select_related("district", "owner", "contact").prefetch_related(
            "opening_hours", "access_facts", "spaces__opening_hours",
            "spaces__features", "spaces__access_facts", "spaces__prices",
        )  # fmt: skip


class Venue(ClusterableModel):
    """A building with spaces: what is the same for all of them, once."""

    name_da = models.CharField(_("name in Danish"), max_length=80)
    name_en = models.CharField(_("name in English"), max_length=80, blank=True)
    name = Bilingual()
    slug = models.SlugField(_("address on the site"), unique=True)
    street = models.CharField(_("street and number"), max_length=120)
    postcode = models.CharField(_("postcode"), max_length=4)
    town = models.CharField(_("town"), max_length=40, default="København")
    latitude = models.DecimalField(
        _("latitude"), max_digits=8, decimal_places=5, null=True, blank=True
    )
    longitude = models.DecimalField(
        _("longitude"), max_digits=8, decimal_places=5, null=True, blank=True
    )
    district = models.ForeignKey(
        "hub.District", models.PROTECT, related_name="venues",
        verbose_name=_("district"),
    )  # fmt: skip
    stop_da = models.CharField(_("nearest stop, in Danish"), max_length=160)
    stop_en = models.CharField(
        _("nearest stop, in English"), max_length=160, blank=True
    )
    stop = Bilingual()
    way_in_da = models.TextField(
        _("the way in, in Danish"), max_length=600,
        help_text=_("From the street to the door, as you would tell it on the phone."),
    )  # fmt: skip
    way_in_en = models.TextField(
        _("the way in, in English"), max_length=600, blank=True
    )
    way_in = Bilingual()
    owner = models.ForeignKey(
        "hub.Department", models.PROTECT, null=True, blank=True, related_name="venues",
        verbose_name=_("department that owns it"),
    )  # fmt: skip
    owner_email = models.EmailField(
        _("who confirms the facts once a year"), blank=True,
        help_text=_("A work address at the owner's. It gets a link, no account."),
    )  # fmt: skip
    contact = models.ForeignKey(
        "hub.Person", models.SET_NULL, null=True, blank=True, related_name="venues",
        verbose_name=_("contact person"),
    )  # fmt: skip
    door_phone = models.CharField(
        _("whom to call when the door does not open"), max_length=30, blank=True
    )
    hosts = models.ManyToManyField(
        "hub.User", blank=True, related_name="venues", verbose_name=_("venue hosts"),
        help_text=_("They answer requests for this house."),
    )  # fmt: skip
    is_open_on_holidays = models.BooleanField(
        _("open on public holidays"), default=False
    )
    key_da = models.TextField(
        _("key information, in Danish"), max_length=600, blank=True,
        help_text=_("Codes and keys: shown to who has booked, from 24 hours before."),
    )  # fmt: skip
    key_en = models.TextField(
        _("key information, in English"), max_length=600, blank=True
    )
    key = Bilingual()
    checked_on = models.DateField(_("facts checked on"), null=True, blank=True)
    asked_to_check_on = models.DateField(null=True, editable=False)
    is_example = models.BooleanField(_("example"), default=False)

    objects = VenueQuerySet.as_manager()

    class Meta:
        ordering = ["name_da"]
        verbose_name = _("venue")
        verbose_name_plural = _("venues")
        permissions = (
            ("see_every_venue", _("Looks after every venue, not only the own ones")),
        )
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__isnull=False, longitude__isnull=False),
                name="a_place_on_the_map_has_both_numbers",
            )
        ]

    def __str__(self):
        return str(self.name)

    @property
    def address(self) -> str:
        """Street, postcode and town on one line."""
        return f"{self.street}, {self.postcode} {self.town}"

    @property
    def map_url(self) -> str:
        """A link that opens the reader's own map (RFC 5870); empty without a place."""
        if self.latitude is None:
            return ""
        return f"geo:{self.latitude},{self.longitude}"

    @property
    def is_stale(self) -> bool:
        """Whether nobody has confirmed the facts for thirteen months."""
        return self.checked_on is None or self.checked_on < stale_before(
            timezone.localdate()
        )


def stale_before(today: dt.date) -> dt.date:
    """The day thirteen months ago; facts checked before it are old."""
    return months_before(today, MONTHS_UNTIL_STALE)


class HouseRules(models.Model):
    """One version of a venue's rules; a booking keeps the version it said yes to."""

    venue = models.ForeignKey(
        Venue, models.CASCADE, related_name="house_rules", verbose_name=_("venue")
    )
    version = models.PositiveSmallIntegerField(_("version"))
    text_da = models.TextField(_("rules in Danish"), max_length=4000)
    text_en = models.TextField(_("rules in English"), max_length=4000, blank=True)
    text = Bilingual()
    written_at = models.DateTimeField(_("written"), default=timezone.now)

    class Meta:
        ordering = ["venue", "-version"]
        verbose_name = _("house rules")
        verbose_name_plural = _("house rules")
        constraints = [
            models.UniqueConstraint(
                fields=["venue", "version"], name="rules_have_each_version_once"
            )
        ]

    def __str__(self):
        return f"{self.venue}, {self.version}"


class OpeningHours(models.Model):
    """Hours of one weekday, of a venue or narrower ones of a space, in local time.

    `closes` at midnight (00:00) is the end of the day. While a space has rows of its
    own, of whatever weekday, it is open when both the venue and the space are.
    """

    venue = ParentalKey(Venue, null=True, blank=True, related_name="opening_hours")
    space = ParentalKey(
        "spaces.Space", null=True, blank=True, related_name="opening_hours"
    )
    weekday = models.PositiveSmallIntegerField(_("weekday"), choices=Weekday)
    opens = models.TimeField(_("opens"))
    closes = models.TimeField(_("closes"), help_text=_("00:00 is midnight."))
    valid_from = models.DateField(_("from and with"), null=True, blank=True)
    valid_until = models.DateField(_("until and with"), null=True, blank=True)

    class Meta:
        ordering = ["weekday", "opens"]
        verbose_name = _("opening hours")
        verbose_name_plural = _("opening hours")
        constraints = [
            models.CheckConstraint(
                condition=Q(venue=None) ^ Q(space=None),
                name="hours_belong_to_a_venue_or_a_space",
            ),
            models.CheckConstraint(
                condition=Q(closes__gt=F("opens")) | Q(closes=dt.time(0)),
                name="hours_end_after_they_begin",
            ),
            models.CheckConstraint(
                condition=Q(valid_from=None)
                | Q(valid_until=None)
                | Q(valid_until__gte=F("valid_from")),
                name="hours_hold_until_after_they_begin_to",
            ),
        ]

    def __str__(self):
        return f"{self.get_weekday_display()} {self.opens:%H:%M}–{self.closes:%H:%M}"

    def is_valid_on(self, day: dt.date) -> bool:
        """Whether the day lies in the dates of these hours, whatever its weekday."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day <= self.valid_until
        )


class Feature(Vocabulary):
    """What a space has: an oven, a screen, tools."""

    class Meta(Vocabulary.Meta):
        verbose_name = _("equipment")
        verbose_name_plural = _("equipment")
