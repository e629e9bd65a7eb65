"""People and organisations: accounts, contact persons, enterprises."""

import datetime as dt
from typing import ClassVar

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hub import spoken
from hub.bilingual import Bilingual, InEither
from hub.choices import Goal, ImpactArea, Language, OrganisationState
from hub.slugs import TAKEN


class UserQuerySet(models.QuerySet):
    """Questions about accounts."""

    def staff(self) -> "UserQuerySet":
        """People who may sign in to the admin."""
        in_group = models.Q(groups__permissions__codename="access_admin")
        return self.filter(models.Q(is_superuser=True) | in_group).distinct()

    def from_demo(self) -> "UserQuerySet":
        """Accounts that the demo made, with passwords everybody can read."""
        return self.filter(is_demo=True)


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    """Makes accounts by e-mail address; `createsuperuser` needs a manager."""

    def create_user(self, email: str, password: str | None = None, **fields) -> "User":
        """A saved account; without a password it can only sign in by code."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str, **fields) -> "User":
        """A saved account that may do everything."""
        rights = {"is_staff": True, "is_superuser": True}
        return self.create_user(email, password, **rights, **fields)


class User(AbstractUser):
    """An account; the e-mail address is the name."""

    username = None
    email = models.EmailField(_("e-mail address"), unique=True)
    language = models.CharField(
        _("language"), max_length=2, choices=Language, default=Language.DANISH
    )
    is_demo = models.BooleanField(default=False, editable=False)

    objects = UserManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.UniqueConstraint(
                Lower("email"), name="an_address_has_one_account_in_any_case"
            )
        ]

    def __str__(self):
        return self.get_full_name() or self.email


class PersonQuerySet(models.QuerySet):
    """Questions about contact persons."""

    def public(self) -> "PersonQuerySet":
        """Those who may be shown on the site."""
        return self.filter(is_public=True)

    def with_photos(self) -> "PersonQuerySet":
        """As they are drawn: each with the photograph and its sizes."""
        return self.select_related("photo").prefetch_related("photo__renditions")

    def for_district(self, district) -> "PersonQuerySet":
        """The district's own contact first, then others who work there."""
        theirs = models.Q(districts=district) | models.Q(pk=district.contact_id)
        is_contact = models.Case(
            models.When(pk=district.contact_id, then=0), default=1,
            output_field=models.IntegerField(),
        )  # fmt: skip
        return self.filter(theirs).distinct().order_by(is_contact, "name")


class Person(models.Model):
    """Somebody whom readers may ask: a work contact, never a private one."""

    name = models.CharField(_("name"), max_length=120)
    role_da = models.CharField(_("role in Danish"), max_length=160)
    role_en = models.CharField(_("role in English"), max_length=160, blank=True)
    role = Bilingual()
    can_help_with_da = models.TextField(_("can help with, in Danish"), blank=True)
    can_help_with_en = models.TextField(_("can help with, in English"), blank=True)
    can_help_with = Bilingual()
    languages = models.CharField(
        _("speaks"), max_length=120, blank=True, help_text=_("For example: da, en, ar")
    )
    email = models.EmailField(_("work e-mail"), blank=True)
    phone = models.CharField(_("work telephone"), max_length=30, blank=True)
    department = models.ForeignKey(
        "hub.Department", models.SET_NULL, null=True, blank=True,
        related_name="people", verbose_name=_("department"),
    )  # fmt: skip
    districts = models.ManyToManyField(
        "hub.District", blank=True, related_name="people", verbose_name=_("districts")
    )
    photo = models.ForeignKey(
        "hub.HubImage", models.SET_NULL, null=True, blank=True,
        related_name="+", verbose_name=_("photograph"),
    )  # fmt: skip
    is_public = models.BooleanField(
        _("shown on the site"), default=False,
        help_text=_("Only with the person's own yes."),
    )  # fmt: skip
    is_example = models.BooleanField(
        _("example"), default=False,
        help_text=_("Says “Example” beside the name: there is no such person."),
    )  # fmt: skip
    last_confirmed_on = models.DateField(_("last confirmed"), null=True, blank=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self):
        return self.name

    @property
    def speaks(self) -> str:
        """The languages by name, in the reader's language."""
        return spoken.in_words(self.languages)

    @property
    def speaks_english(self) -> bool:
        """Whether one may write or call in English; who says nothing is asked."""
        return not self.languages or "en" in self.languages.replace(" ", "").split(",")


class OrganisationQuerySet(models.QuerySet):
    """Questions about organisations."""

    def listed(self) -> "OrganisationQuerySet":
        """Those in the directory: published, also when not confirmed for a year."""
        return self.filter(state__in=OrganisationState.listed())

    def once_listed(self) -> "OrganisationQuerySet":
        """Those in the directory, and those that were and are archived now."""
        never = (OrganisationState.PRIVATE, OrganisationState.DRAFT)
        return self.exclude(state__in=never)

    def for_rows(self) -> "OrganisationQuerySet":
        """As lists draw them: with districts and kinds of offers; three queries."""
        return self.prefetch_related("districts", "offer_kinds")

    def for_profile(self) -> "OrganisationQuerySet":
        """With all that a profile shows, prefetched."""
        shown = "districts", "offer_kinds", "impact_areas", "goals"
        return self.select_related("logo").prefetch_related(*shown)

    def new_on_the_map(self, today: dt.date) -> "OrganisationQuerySet":
        """Those founded within twelve months before a day, the newest first."""
        young = self.filter(founded_on__gt=a_year_before(today), founded_on__lte=today)
        return young.order_by("-founded_on", "name")


def a_year_before(day: dt.date) -> dt.date:
    """The same day a year earlier; of 29 February the 28th."""
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if is_leap_day else day.day)


class Organisation(models.Model):
    """A social enterprise, association or project: the facts, once."""

    class SizeBand(models.TextChoices):
        """People at work, paid or not."""

        ONE = "1", "1"
        FEW = "2-4", "2–4"
        SMALL = "5-9", "5–9"
        MIDDLE = "10-49", "10–49"
        LARGE = "50+", "50+"

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("address"), max_length=120, unique=True)
    cvr = models.CharField(
        _("CVR number"), max_length=8, blank=True,
        validators=[RegexValidator(r"^[1-9]\d{7}$", _("Eight digits."))],
    )  # fmt: skip
    legal_form = models.CharField(_("legal form"), max_length=60, blank=True)
    pitch_da = models.CharField(_("pitch in Danish"), max_length=160, blank=True)
    pitch_en = models.CharField(_("pitch in English"), max_length=160, blank=True)
    pitch = InEither()
    purpose_da = models.CharField(
        _("purpose in one sentence, in Danish"), max_length=300, blank=True
    )
    purpose_en = models.CharField(
        _("purpose in one sentence, in English"), max_length=300, blank=True
    )
    purpose = InEither()
    about_da = models.TextField(_("who they are, in Danish"), blank=True)
    about_en = models.TextField(_("who they are, in English"), blank=True)
    about = InEither()
    offers_da = models.TextField(_("offers, in Danish"), blank=True)
    offers_en = models.TextField(_("offers, in English"), blank=True)
    offers = InEither()
    offer_kinds = models.ManyToManyField(
        "hub.OfferKind", blank=True, related_name="organisations",
        verbose_name=_("kinds of offers"),
    )  # fmt: skip
    districts = models.ManyToManyField(
        "hub.District", blank=True, related_name="organisations"
    )
    founded_on = models.DateField(_("founded"), null=True, blank=True)
    size_band = models.CharField(_("size"), max_length=8, choices=SizeBand, blank=True)
    website = models.URLField(_("website"), blank=True)
    email = models.EmailField(_("e-mail, never shown"), blank=True)
    logo = models.ForeignKey(
        "hub.HubImage", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    is_rsv = models.BooleanField(_("registered social enterprise"), default=False)
    rsv_checked_on = models.DateField(_("registration checked"), null=True, blank=True)
    state = models.CharField(
        max_length=12, choices=OrganisationState, default=OrganisationState.PRIVATE
    )
    is_confirmed = models.BooleanField(
        _("confirmed by staff"), default=False,
        help_text=_("Books at the price of confirmed organisations."),
    )  # fmt: skip
    is_example = models.BooleanField(
        _("example"), default=False,
        help_text=_("Says “Example” beside the name: there is no such organisation."),
    )  # fmt: skip
    changed_at = models.DateTimeField(auto_now=True)
    last_confirmed_at = models.DateTimeField(_("last confirmed"), null=True, blank=True)
    listed_on = models.DateField(
        _("listed since"), null=True, blank=True, editable=False
    )
    reminded_on = models.DateField(null=True, blank=True, editable=False)
    reminders = models.PositiveSmallIntegerField(default=0, editable=False)
    members = models.ManyToManyField(
        "hub.User", through="hub.Membership", related_name="organisations"
    )

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        constraints = [
            models.UniqueConstraint(
                fields=["cvr"], condition=~models.Q(cvr=""),
                name="a_cvr_number_has_one_organisation",
            ),
            models.CheckConstraint(
                condition=models.Q(is_rsv=False)
                | models.Q(rsv_checked_on__isnull=False),
                name="a_registration_has_a_date_of_checking",
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.name

    def clean(self):
        """It lies where no part of the directory does, since the day it is listed."""
        super().clean()
        if self.slug in TAKEN:
            reason = _("The list of all enterprises needs this word itself.")
            raise ValidationError({"slug": reason})
        if self.is_listed and not self.listed_on:
            self.listed_on = timezone.localdate()

    @property
    def is_listed(self) -> bool:
        """Whether it is in the directory."""
        return self.state in OrganisationState.listed()

    @property
    def is_archived(self) -> bool:
        """Whether it was in the directory and has left it."""
        return self.state == OrganisationState.ARCHIVED

    @property
    def is_unconfirmed(self) -> bool:
        """Whether nobody of its own has said for a year that the facts are right."""
        return self.state == OrganisationState.UNCONFIRMED

    @property
    def is_new(self) -> bool:
        """Whether it was founded within twelve months."""
        today, founded = timezone.localdate(), self.founded_on
        return bool(founded) and a_year_before(today) < founded <= today


class OrganisationImpactArea(models.Model):
    """One purpose of one organisation."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="impact_areas"
    )
    area = models.CharField(max_length=12, choices=ImpactArea)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "area"], name="an_area_is_named_once"
            )
        ]

    def __str__(self):
        return self.get_area_display()


class OrganisationGoal(models.Model):
    """One UN goal that one organisation works for."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="goals")
    goal = models.PositiveSmallIntegerField(choices=Goal)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "goal"], name="a_goal_is_named_once"
            )
        ]

    def __str__(self):
        return self.get_goal_display()


class MembershipQuerySet(models.QuerySet):
    """Questions about who belongs to what."""

    def belonging(self) -> "MembershipQuerySet":
        """Those who belong; who has only asked does not yet."""
        return self.exclude(role=Membership.Role.ASKED)

    def owners(self) -> "MembershipQuerySet":
        """Those who look after their organisation."""
        return self.filter(role=Membership.Role.OWNER, user__is_active=True)


class Membership(models.Model):
    """A person's place in an organisation."""

    class Role(models.TextChoices):
        """What a member may do for the organisation."""

        OWNER = "owner", pgettext_lazy("of an organisation", "Owner")
        MEMBER = "member", _("Member")
        ASKED = "asked", _("Has asked to join")

    user = models.ForeignKey("hub.User", models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="memberships"
    )
    role = models.CharField(max_length=8, choices=Role, default=Role.MEMBER)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation"], name="a_person_joins_once"
            )
        ]

    def __str__(self):
        return f"{self.user}, {self.organisation}"
