"""Yes, no and no longer: what people who are portrayed have agreed to."""

import datetime as dt
import re
import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub.choices import Language

COVERS = ("covers_words", "covers_pictures", "covers_name", "covers_sharing")


class ConsentState(models.TextChoices):
    """How far the person's answer has come."""

    ASKED = "asked", _("Not answered yet")
    GIVEN = "given", _("Yes")
    CHANGES = "changes", _("Wants something changed")
    DECLINED = "declined", _("No")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class ConsentQuerySet(models.QuerySet):
    """Questions about consents."""

    def valid(self) -> "ConsentQuerySet":
        """Those given that have not run out."""
        today = timezone.localdate()
        lasts = Q(valid_until=None) | Q(valid_until__gte=today)
        return self.filter(lasts, state=ConsentState.GIVEN)

    def asked_of_the_portrayed(self) -> "ConsentQuerySet":
        """Those that count: what was taken back is evidence only."""
        return self.exclude(state=ConsentState.WITHDRAWN)

    def about(self, page) -> "ConsentQuerySet":
        """Those for a story, whichever of its languages the page is in."""
        return self.filter(story=page.translation_key)

    def of(self, story: uuid.UUID) -> "ConsentQuerySet":
        """Those for a story by its translation key, in the order of asking."""
        return self.filter(story=story).order_by("pk")

    def to_act_on(self) -> "ConsentQuerySet":
        """Those that staff must do something about, the longest waiting first.

        Something is to be changed, somebody said no, nobody sent a link or it ran out.
        """
        said = Q(state__in=(ConsentState.CHANGES, ConsentState.DECLINED))
        closed = Q(link_until=None) | Q(link_until__lt=timezone.now())
        unasked = closed & Q(state=ConsentState.ASKED)
        return self.filter(said | unasked).order_by("asked_at", "pk")

    def being_asked(self) -> "ConsentQuerySet":
        """Those whose link is open and who have not answered yet."""
        is_open = {"state": ConsentState.ASKED, "link_until__gte": timezone.now()}
        return self.filter(**is_open).order_by("link_until", "pk")

    def ending_before(self, on: dt.date) -> "ConsentQuerySet":
        """Yeses whose last day comes before a day, the earliest first."""
        given = self.filter(state=ConsentState.GIVEN, valid_until__lt=on)
        return given.order_by("valid_until", "pk")

    def taken_back(self) -> "ConsentQuerySet":
        """Those that were taken back, the latest first."""
        return self.filter(state=ConsentState.WITHDRAWN).order_by("-withdrawn_at")

    def with_link(self, key: str) -> "ConsentQuerySet":
        """The one that a private link leads to, whether it still works or not."""
        return self.filter(link_key=key) if is_whole(key) else self.none()

    def to_take_back(self, key: str) -> "ConsentQuerySet":
        """The one that a link for taking back leads to: a yes, or what was one."""
        was_yes = (ConsentState.GIVEN, ConsentState.WITHDRAWN)
        mine = self.filter(state__in=was_yes)
        return mine.filter(take_back_key=key) if is_whole(key) else self.none()


def is_whole(key: str) -> bool:
    """Whether the key of a link can be one: mails break long addresses."""
    return re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", key) is not None


class Consent(models.Model):
    """One person's answer to one story: what the yes covers, and until when.

    `story` is the translation key of its pages: the answer holds for both languages and
    stays as evidence when the pages are gone.
    """

    story = models.UUIDField(_("story"), null=True, blank=True, db_index=True)
    name = models.CharField(
        _("name"), max_length=120, help_text=_("The real name; never shown.")
    )
    pseudonym = models.CharField(
        _("name in the story"), max_length=120, blank=True,
        help_text=_("Where it is not the real one."),
    )  # fmt: skip
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    language = models.CharField(
        _("language"), max_length=2, choices=Language, default=Language.DANISH
    )
    state = models.CharField(
        _("answer"), max_length=10, choices=ConsentState, default=ConsentState.ASKED
    )
    covers_words = models.BooleanField(_("the words"), default=False)
    covers_pictures = models.BooleanField(_("the pictures"), default=False)
    covers_name = models.BooleanField(_("the real name"), default=False)
    covers_sharing = models.BooleanField(
        _("sharing elsewhere: newsletter, social media, print"), default=False
    )
    valid_until = models.DateField(
        _("until"), null=True, blank=True, help_text=_("Empty: until it is withdrawn.")
    )
    wishes = models.TextField(_("what to change"), max_length=2000, blank=True)
    paper = models.ForeignKey(
        "hub.Paper", models.SET_NULL, null=True, blank=True, related_name="consents",
        verbose_name=_("signed paper"),
    )  # fmt: skip
    recorded_by = models.ForeignKey(
        "hub.User", models.SET_NULL, null=True, blank=True, related_name="+",
        editable=False,
    )  # fmt: skip
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    link_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    link_until = models.DateTimeField(null=True, blank=True, editable=False)
    # The link by which she takes it back: as long as the row is kept.
    take_back_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # What she saw: the version, its language, and a sum over its words.
    seen_revision = models.PositiveIntegerField(null=True, editable=False)
    seen_language = models.CharField(max_length=2, blank=True, editable=False)
    seen_words = models.CharField(max_length=64, blank=True, editable=False)
    end_told_at = models.DateTimeField(null=True, editable=False)
    # Where her pictures stood besides the story, when they were taken away.
    also_ended = models.JSONField(default=list, editable=False)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "pk"]
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=ConsentState.GIVEN)
                | Q(answered_at__isnull=False)
                & (Q(covers_words=True) | Q(covers_pictures=True)),
                name="a_yes_has_a_day_and_covers_something",
            ),
            models.CheckConstraint(
                condition=~Q(state=ConsentState.WITHDRAWN)
                | Q(withdrawn_at__isnull=False),
                name="a_withdrawn_yes_has_a_day",
            ),
        ]

    def __str__(self):
        return self.pseudonym or self.name

    @property
    def is_link_open(self) -> bool:
        """Whether the private link can still be answered by."""
        return self.link_until is not None and self.link_until > timezone.now()

    @property
    def covered(self) -> list[str]:
        """What the yes covers, in words."""
        fields = [self._meta.get_field(name) for name in COVERS if getattr(self, name)]
        return [str(field.verbose_name) for field in fields]

    @property
    def is_valid(self) -> bool:
        """Whether it is a yes that has not run out."""
        return self.state == ConsentState.GIVEN and self.lasts_until(
            timezone.localdate()
        )

    def lasts_until(self, on: dt.date) -> bool:
        """Whether the time that it was given for has not run out on a day."""
        return self.valid_until is None or self.valid_until >= on
