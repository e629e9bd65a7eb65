"""Local heroes whom people nominate."""

import datetime as dt

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub.choices import Language
from stories.choices import NominationState

REACHED_WITHIN = dt.timedelta(days=30)  # GDPR, article 14(3)(a): a month
NOBODY = "–"  # who it was, once nobody is to know


class NominationQuerySet(models.QuerySet):
    """Questions about nominations."""

    def waiting(self) -> "NominationQuerySet":
        """Those that the hub owes something, the most urgent first."""
        waiting = self.remembered().filter(state__in=NominationState.waiting())
        return waiting.order_by("answer_by", "pk")

    def remembered(self) -> "NominationQuerySet":
        """Those that are more than a count: somebody's name is left."""
        return self.exclude(nominee=NOBODY, name=NOBODY)

    def closed(self) -> "NominationQuerySet":
        """Those that came to an end and were not forgotten since, the newest first."""
        ends = (
            NominationState.PUBLISHED,
            NominationState.DECLINED,
            NominationState.REFUSED,
        )
        return self.remembered().filter(state__in=ends).order_by("-moved_at")

    def held_back(self) -> "NominationQuerySet":
        """Those that look like spam, the newest first."""
        return self.filter(state=NominationState.SPAM).order_by("-sent_at")

    def unlooked(self) -> "NominationQuerySet":
        """Of those held back, the ones that a rule held and nobody has looked at."""
        return self.held_back().filter(answered_by=None)

    def with_key(self, key) -> "Nomination | None":
        """The nomination that a form has made already."""
        return self.filter(key=key).first()

    def late(self) -> "NominationQuerySet":
        """Those that passed their day, and nobody was told of it yet."""
        waiting = self.waiting().order_by()
        return waiting.filter(answer_by__lte=timezone.now(), is_late_told=False)

    def unreached(self, now: dt.datetime) -> "NominationQuerySet":
        """Those whose nominee nobody has asked within the month."""
        new = self.filter(state=NominationState.NEW)
        return new.filter(sent_at__lte=now - REACHED_WITHIN)

    def with_live_story(self) -> "NominationQuerySet":
        """Those whose story can be read, and nobody was told of it yet."""
        said_yes = self.filter(state=NominationState.ACCEPTED, story__live=True)
        return said_yes.select_related("story")

    def of_the_same(self, nomination: "Nomination") -> "NominationQuerySet":
        """Others of the same name or address."""
        same = Q(nominee__iexact=nomination.nominee)
        if nomination.nominee_email:
            same |= Q(nominee_email__iexact=nomination.nominee_email)
        return self.filter(same).exclude(nominee=NOBODY).exclude(pk=nomination.pk)


class Nomination(models.Model):
    """Somebody whom a reader thinks the city should know.

    `version` grows with each step: who decides on what another changed is told so.
    `answer_by` is when the hub must do the next thing.
    """

    nominee = models.CharField(_("who"), max_length=120)
    organisation = models.CharField(
        _("enterprise or project"), max_length=120, blank=True
    )
    why = models.TextField(_("why"), max_length=1500)
    link = models.URLField(_("a link"), blank=True)
    district = models.ForeignKey(
        "hub.District", models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("district"),
    )  # fmt: skip
    relation = models.CharField(_("how you know them"), max_length=120, blank=True)
    nominee_email = models.EmailField(_("their e-mail"), blank=True)
    nominee_phone = models.CharField(_("their telephone"), max_length=30, blank=True)
    knows = models.BooleanField(_("they know that I write"), default=False)
    name = models.CharField(_("your name"), max_length=120)
    email = models.EmailField(_("your e-mail"))
    may_name = models.BooleanField(_("they may hear that it was me"), default=False)
    language = models.CharField(max_length=2, choices=Language)
    nominee_language = models.CharField(
        max_length=2, choices=Language, default=Language.DANISH
    )
    state = models.CharField(
        _("state"), max_length=10, choices=NominationState, default=NominationState.NEW
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    sent_at = models.DateTimeField(_("sent"), default=timezone.now)
    answer_by = models.DateTimeField(_("answer by"))
    is_late_told = models.BooleanField(default=False, editable=False)
    contacted_at = models.DateTimeField(_("asked"), null=True, blank=True)
    moved_at = models.DateTimeField(_("last step"), default=timezone.now)
    answered_by = models.ForeignKey(
        "hub.User", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reason = models.TextField(_("reason"), max_length=600, blank=True)
    story = models.ForeignKey(
        "wagtailcore.Page", models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("the story"),
    )  # fmt: skip
    key = models.UUIDField(unique=True, editable=False)

    objects = NominationQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at"]
        verbose_name = _("nomination")
        verbose_name_plural = _("nominations")
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=[NominationState.DECLINED, NominationState.SPAM])
                | ~Q(reason=""),
                name="a_declined_or_held_nomination_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(
                    state__in=[NominationState.CONTACTED, NominationState.ACCEPTED]
                )
                | Q(contacted_at__isnull=False),
                name="a_nominee_who_was_asked_has_a_day",
            ),
        ]

    def __str__(self):
        return self.nominee

    @property
    def is_waiting(self) -> bool:
        """Whether the hub owes something."""
        return self.state in NominationState.waiting()

    @property
    def is_late(self) -> bool:
        """Whether something was due and was not done."""
        return self.is_waiting and self.answer_by <= timezone.now()

    @property
    def deleted_on(self) -> dt.date:
        """The day on which it is deleted if nobody asks the nominee."""
        return timezone.localtime(self.sent_at + REACHED_WITHIN).date()
