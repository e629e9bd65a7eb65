"""What people ask of the directory, and what they write to those in it."""

import datetime as dt
from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Count, Max, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub.choices import Language
from hub.models import Membership
from stories.choices import RequestKind, RequestState


class ProfileRequestQuerySet(models.QuerySet):
    """Questions about what is asked of the directory."""

    def waiting(self) -> "ProfileRequestQuerySet":
        """Those without an answer, the most urgent first."""
        return self.filter(state=RequestState.NEW).order_by("answer_by", "pk")

    def answered(self) -> "ProfileRequestQuerySet":
        """Those with a yes or a no, the newest first."""
        answered = (RequestState.APPROVED, RequestState.DECLINED)
        return self.filter(state__in=answered).order_by("-answered_at", "-pk")

    def with_key(self, key) -> "ProfileRequest | None":
        """The one that a form has made already."""
        return self.filter(key=key).first()

    def late(self) -> "ProfileRequestQuerySet":
        """Those that passed their day, and nobody was told of it yet."""
        waiting = self.waiting().order_by()
        return waiting.filter(answer_by__lte=timezone.now(), is_late_told=False)

    def open_for(self, organisation) -> "ProfileRequest | None":
        """What is asked of a profile and not answered: one at a time."""
        facts = (RequestKind.LISTING, RequestKind.CHANGE)
        return self.waiting().filter(organisation=organisation, kind__in=facts).first()

    def of(self, user) -> "ProfileRequestQuerySet":
        """What somebody has asked, and what others asked for the same organisations."""
        theirs = Membership.objects.belonging().filter(user=user)
        mine = Q(asked_by=user) | Q(
            organisation__in=theirs.values("organisation"), kind=RequestKind.CHANGE
        )
        return self.filter(mine).select_related("organisation", "asked_by")


class ProfileRequest(models.Model):
    """Somebody wants a profile: to have it, to have it changed, or to look after it.

    `values` are the facts as they should be, by the names of `stories.profile_facts`,
    `base` those facts as they were when somebody asked.
    """

    kind = models.CharField(_("what is asked"), max_length=8, choices=RequestKind)
    organisation = models.ForeignKey(
        "hub.Organisation", models.CASCADE, null=True, blank=True,
        related_name="requests", verbose_name=_("organisation"),
    )  # fmt: skip
    values = models.JSONField(_("how it should be"), default=dict)
    base = models.JSONField(_("how it was then"), default=dict)
    text = models.TextField(_("in their own words"), max_length=1000, blank=True)
    asked_by = models.ForeignKey(
        "hub.User", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    name = models.CharField(_("name"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail"))
    language = models.CharField(max_length=2, choices=Language)
    state = models.CharField(
        _("state"), max_length=10, choices=RequestState, default=RequestState.NEW
    )
    sent_at = models.DateTimeField(_("sent"), default=timezone.now)
    answer_by = models.DateTimeField(_("answer by"))
    is_late_told = models.BooleanField(default=False, editable=False)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answered_by = models.ForeignKey(
        "hub.User", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reason = models.TextField(_("reason"), max_length=600, blank=True)
    key = models.UUIDField(unique=True, editable=False)

    objects = ProfileRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at"]
        verbose_name = _("request to the directory")
        verbose_name_plural = _("requests to the directory")
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=RequestState.DECLINED) | ~Q(reason=""),
                name="a_declined_request_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(kind=RequestKind.LISTING) | Q(organisation__isnull=False),
                name="a_change_or_claim_names_its_organisation",
            ),
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(state=RequestState.NEW) & ~Q(kind=RequestKind.CLAIM),
                name="a_profile_has_one_open_change",
            ),
            models.UniqueConstraint(
                fields=["organisation", "asked_by"],
                condition=Q(state=RequestState.NEW, kind=RequestKind.CLAIM),
                name="a_person_claims_a_profile_once",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.about}"

    @property
    def about(self) -> str:
        """The name of the organisation, as it is or as it would be."""
        return str(self.organisation or self.values.get("name", ""))

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has said yes or no."""
        return self.state == RequestState.NEW

    @property
    def is_late(self) -> bool:
        """Whether an answer was promised and did not come."""
        return self.is_waiting and self.answer_by <= timezone.now()


class ProfileMessageQuerySet(models.QuerySet):
    """Questions about messages to organisations."""

    def with_key(self, key: UUID) -> "ProfileMessage | None":
        """The message of a form that was sent already."""
        return self.filter(key=key).first()

    def older_than(self, moment: dt.datetime) -> "ProfileMessageQuerySet":
        """Those that were sent before a moment."""
        return self.filter(sent_at__lt=moment)

    def counted(self, since: dt.datetime) -> "ProfileMessageQuerySet":
        """A row for each organisation: how many, lately, through the hub, and when."""
        rows = self.values("organisation__name", "organisation__slug")
        counts = {
            "number": Count("pk"),
            "lately": Count("pk", filter=Q(sent_at__gte=since)),
            "through_hub": Count("pk", filter=Q(went_to_hub=True)),
            "last_at": Max("sent_at"),
        }
        return rows.annotate(**counts).order_by("-last_at")


class ProfileMessage(models.Model):
    """What a reader wrote to an organisation through the hub."""

    organisation = models.ForeignKey(
        "hub.Organisation", models.CASCADE, related_name="messages"
    )
    name = models.CharField(_("your name"), max_length=120)
    email = models.EmailField(_("your e-mail"))
    text = models.TextField(_("what you want to ask"), max_length=3000)
    language = models.CharField(max_length=2, choices=Language)
    sent_at = models.DateTimeField(_("sent"), default=timezone.now)
    went_to_hub = models.BooleanField(_("went to the hub"), default=False)
    key = models.UUIDField(unique=True, editable=False)

    objects = ProfileMessageQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at"]
        verbose_name = _("message to an organisation")
        verbose_name_plural = _("messages to organisations")
        permissions: ClassVar = [
            ("read_profilemessage", _("Can read messages to organisations"))
        ]

    def __str__(self):
        return f"{self.name}, {self.organisation}"
