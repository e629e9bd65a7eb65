"""Local heroes whom people nominate."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub.choices import Language
from stories.choices import NominationState


class NominationQuerySet(models.QuerySet):
    """Questions about nominations."""

    def waiting(self) -> "NominationQuerySet":
        """Those that the hub owes an answer, the most urgent first."""
        waiting = NominationState.waiting()
        return self.filter(state__in=waiting).order_by("answer_by", "pk")


class Nomination(models.Model):
    """Somebody whom a reader thinks the city should know."""

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
    language = models.CharField(max_length=2, choices=Language)
    state = models.CharField(
        _("state"), max_length=10, choices=NominationState, default=NominationState.NEW
    )
    sent_at = models.DateTimeField(_("sent"), default=timezone.now)
    answer_by = models.DateTimeField(_("answer by"))
    contacted_at = models.DateTimeField(_("asked"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
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
                condition=~Q(state=NominationState.DECLINED) | ~Q(reason=""),
                name="a_declined_nomination_has_a_reason",
            )
        ]

    def __str__(self):
        return self.nominee
