"""Spaces: what people book, by which rules, at which price."""

import datetime as dt

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.lookups import LessThanOrEqual
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from hub.bilingual import Bilingual
from spaces.choices import Approval, FloorPlan, PriceGroup, SpaceKind
from spaces.models.places import Feature, Venue

MINUTES_OF_DAY = 24 * 60


class SpaceQuerySet(models.QuerySet):
    """Questions about spaces."""

    def shown(self) -> "SpaceQuerySet":
        """Those that readers may find and book."""
        return self.filter(is_open=True)

    def in_district(self, district) -> "SpaceQuerySet":
        """Those in the venues of one local area."""
        return self.filter(venue__district=district)

    def in_venues(self, venues, kind: str = "") -> "SpaceQuerySet":
        """Those of some venues, and of a kind where one is named, by venue and name."""
        rows = self.filter(venue__in=venues)
        rows = rows.filter(kind=kind) if kind else rows
        return rows.order_by("venue__name_da", "name_da", "pk")

    def looked_after_by(self, user) -> "SpaceQuerySet":
        """Those in the venues that somebody looks after."""
        return self.filter(venue__in=Venue.objects.looked_after_by(user))

    def for_rows(self, wish) -> "SpaceQuerySet":
        """Those that hold the people of a `finding.Wish`; `fits` says if all else fits.

        Those that do not fit are what a search in vain can offer instead. Without a
        time nothing is offered, and they are left out.
        """
        spaces = self.select_related("venue__district")
        if wish.people:
            spaces = spaces.filter(capacity__gte=wish.people)
        fits = _fitting(wish)
        if wish.window is None:
            spaces = spaces.filter(fits)
        when = models.Case(models.When(fits, True), default=False)
        return spaces.annotate(fits=when)

    def for_booking(self) -> "SpaceQuerySet":
        """With its venue and its prices: what the rules of a time ask for."""
        return self.select_related("venue").prefetch_related("prices")

    def besides(self, space: "Space") -> "SpaceQuerySet":
        """Others of the same kind that may be found and booked, the nearest first."""
        here = models.Case(
            models.When(venue=space.venue_id, then=0),
            models.When(venue__district=space.venue.district_id, then=1),
            default=2,
            output_field=models.IntegerField(),
        )
        others = self.shown().filter(kind=space.kind).exclude(pk=space.pk)
        return others.order_by(here, "name_da").for_booking()

    def answering_at_once(self) -> "SpaceQuerySet":
        """Those that anybody may book without being answered by staff."""
        return self.filter(approval=Approval.AUTOMATIC, requires_introduction=False)

    def for_page(self) -> "SpaceQuerySet":
        """What the page of one space tells, but for its access."""
        return self.select_related(
            "venue__district", "venue__owner", "venue__contact"
        ).prefetch_related("features", "prices")


def _fitting(wish) -> Q:
    """What makes a space fit a wish, but for its people, its access and the time."""
    fits = Q(pk__isnull=False)
    if wish.kind:
        fits &= Q(kind=wish.kind)
    if wish.districts:
        fits &= Q(venue__district__in=wish.districts)
    if wish.at_once:
        fits &= ~Q(approval=Approval.STAFF) & Q(requires_introduction=False)
    if wish.price is not None:
        fits &= Q(LessThanOrEqual(_ore_now(), wish.price * 100))
    through = Space.features.through.objects.filter(space=OuterRef("pk"))
    for slug in wish.features:
        fits &= Q(Exists(through.filter(feature__slug=slug)))
    return fits


def _ore_now() -> Subquery:
    """What an hour costs confirmed organisations today."""
    group, today = PriceGroup.CONFIRMED, timezone.localdate()
    rows = Price.objects.filter(space=OuterRef("pk"), group=group)
    rows = rows.filter(valid_from__lte=today).order_by("-valid_from")
    return Subquery(rows.values("ore_per_hour")[:1])


class Space(ClusterableModel):
    """A room, kitchen, workshop, hall, shop or desk that people book."""

    venue = models.ForeignKey(
        Venue, models.PROTECT, related_name="spaces", verbose_name=_("venue")
    )
    name_da = models.CharField(_("name in Danish"), max_length=80)
    name_en = models.CharField(_("name in English"), max_length=80, blank=True)
    name = Bilingual()
    slug = models.SlugField(_("address on the site"), unique=True)
    line_da = models.CharField(_("one line in Danish"), max_length=160)
    line_en = models.CharField(_("one line in English"), max_length=160, blank=True)
    line = Bilingual()
    kind = models.CharField(_("kind"), max_length=12, choices=SpaceKind)
    plan = models.CharField(
        _("floor plan"), max_length=12, choices=FloorPlan, blank=True,
        help_text=_("Empty: that of its kind."),
    )  # fmt: skip
    capacity = models.PositiveSmallIntegerField(
        _("people at most"), validators=[MinValueValidator(1)]
    )
    area_m2 = models.PositiveSmallIntegerField(
        _("square metres"), null=True, blank=True
    )
    features = models.ManyToManyField(
        Feature, blank=True, related_name="spaces", verbose_name=_("equipment")
    )
    parts = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="wholes",
        verbose_name=_("parts"),
        help_text=_("A floor and its rooms: who books one keeps the other free."),
    )  # fmt: skip
    start_interval_minutes = models.PositiveSmallIntegerField(
        _("times begin every so many minutes"), default=30,
        validators=[MinValueValidator(5), MaxValueValidator(MINUTES_OF_DAY)],
    )  # fmt: skip
    shortest_minutes = models.PositiveSmallIntegerField(
        _("shortest time, in minutes"), default=60
    )
    longest_minutes = models.PositiveIntegerField(
        _("longest time, in minutes"), default=8 * 60
    )
    notice_hours = models.PositiveSmallIntegerField(
        _("to be asked so many hours before"), default=2
    )
    horizon_days = models.PositiveSmallIntegerField(
        _("bookable so many days ahead"), default=90
    )
    buffer_before_minutes = models.PositiveSmallIntegerField(
        _("minutes kept free before"), default=0
    )
    buffer_after_minutes = models.PositiveSmallIntegerField(
        _("minutes kept free after"), default=0
    )
    cancellation_notice_hours = models.PositiveSmallIntegerField(
        _("cancelled in time, in hours before"), default=48
    )
    quota_hours_per_month = models.PositiveSmallIntegerField(
        _("hours a month for one organisation"), null=True, blank=True
    )
    approval = models.CharField(
        _("who says yes"), max_length=12, choices=Approval, default=Approval.STAFF
    )
    requires_introduction = models.BooleanField(
        _("an introduction is needed"), default=False
    )
    key_da = models.TextField(
        _("key information, in Danish"), max_length=600, blank=True,
        help_text=_("Where it differs from the venue's."),
    )  # fmt: skip
    key_en = models.TextField(
        _("key information, in English"), max_length=600, blank=True
    )
    key = Bilingual()
    is_open = models.BooleanField(
        _("shown and bookable"), default=False,
        help_text=_("A space without hours or prices cannot be booked."),
    )  # fmt: skip
    changed_at = models.DateTimeField(auto_now=True)
    is_example = models.BooleanField(_("example"), default=False)

    objects = SpaceQuerySet.as_manager()

    class Meta:
        ordering = ["name_da"]
        verbose_name = _("space")
        verbose_name_plural = _("spaces")
        constraints = [
            models.CheckConstraint(
                condition=Q(shortest_minutes__gt=0)
                & Q(longest_minutes__gte=F("shortest_minutes")),
                name="the_longest_time_is_not_under_the_shortest",
            ),
            models.CheckConstraint(
                condition=Q(start_interval_minutes__gte=5),
                name="times_begin_at_least_five_minutes_apart",
            ),
            models.CheckConstraint(
                condition=Q(capacity__gt=0), name="a_space_holds_somebody"
            ),
        ]

    def __str__(self):
        return str(self.name)

    @property
    def plan_kind(self) -> str:
        """Which floor plan is drawn."""
        return self.plan or self.kind

    @property
    def key_information(self) -> str:
        """How one gets in: the space's own words, else the venue's."""
        return self.key or self.venue.key

    @property
    def is_kitchen(self) -> bool:
        """Whether we ask what becomes of the food."""
        return self.kind == SpaceKind.KITCHEN

    def price_on(self, group: str, day: dt.date) -> "Price | None":
        """The price of a group that holds on a day; None where there is none yet."""
        rows = [
            row
            for row in self.prices.all()
            if row.group == group and row.valid_from <= day
        ]
        return max(rows, key=lambda row: row.valid_from, default=None)

    @property
    def prices_now(self) -> dict[str, "Price | None"]:
        """The price of each group today."""
        today = timezone.localdate()
        return {group.value: self.price_on(group, today) for group in PriceGroup}


class Price(models.Model):
    """What an hour costs a group from a day on; earlier rows are the history."""

    space = ParentalKey(Space, related_name="prices")
    group = models.CharField(_("for whom"), max_length=10, choices=PriceGroup)
    ore_per_hour = models.PositiveIntegerField(_("øre an hour"))
    legal_basis_da = models.CharField(_("legal basis in Danish"), max_length=160)
    legal_basis_en = models.CharField(
        _("legal basis in English"), max_length=160, blank=True
    )
    legal_basis = Bilingual()
    valid_from = models.DateField(_("from and with"), default=timezone.localdate)

    class Meta:
        ordering = ["group", "-valid_from"]
        verbose_name = _("price")
        verbose_name_plural = _("prices")
        constraints = [
            models.UniqueConstraint(
                fields=["space", "group", "valid_from"],
                name="a_group_has_one_price_a_day",
            )
        ]

    def __str__(self):
        return f"{self.get_group_display()}, {self.valid_from:%Y-%m-%d}"

    def of(self, start: dt.datetime, end: dt.datetime) -> int:
        """Øre for a time, by real hours, rounded to whole øre, halves up."""
        seconds = int(
            (end.astimezone(dt.UTC) - start.astimezone(dt.UTC)).total_seconds()
        )
        return (self.ore_per_hour * seconds * 2 + 3600) // 7200


class Introduction(models.Model):
    """That somebody was shown how a space, or a kind of space, is used."""

    user = models.ForeignKey(
        "hub.User", models.CASCADE, related_name="introductions",
        verbose_name=_("who"),
    )  # fmt: skip
    space = models.ForeignKey(
        Space, models.CASCADE, null=True, blank=True, related_name="introductions",
        verbose_name=_("space"),
    )  # fmt: skip
    kind = models.CharField(
        _("or all of a kind"), max_length=12, choices=SpaceKind, blank=True
    )
    held_on = models.DateField(_("held on"), default=timezone.localdate)
    held_by = models.ForeignKey(
        "hub.User", models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("held by"),
    )  # fmt: skip

    class Meta:
        ordering = ["-held_on"]
        verbose_name = _("introduction")
        verbose_name_plural = _("introductions")
        constraints = [
            models.CheckConstraint(
                condition=Q(space=None) ^ Q(kind=""),
                name="an_introduction_is_to_a_space_or_a_kind",
            )
        ]

    def __str__(self):
        # Without the name: a log keeps this longer than the account may last.
        return f"{self.space or self.get_kind_display()}, {self.held_on:%Y-%m-%d}"
