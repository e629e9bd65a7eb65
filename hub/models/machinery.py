"""Rows that machines keep: outgoing mail, clock jobs, limits and codes."""

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub.choices import Language


class OutgoingMailQuerySet(models.QuerySet):
    """Questions about the outbox."""

    def waiting(self) -> "OutgoingMailQuerySet":
        """Neither sent nor given up."""
        return self.filter(sent_at=None, given_up_at=None)

    def due(self) -> "OutgoingMailQuerySet":
        """Those to try now, the longest due first."""
        now = timezone.now()
        return self.waiting().filter(next_at__lte=now).order_by("next_at", "pk")

    def given_up(self) -> "OutgoingMailQuerySet":
        """Those that staff must look at: refused for good, or tried for three days."""
        return self.filter(sent_at=None).exclude(given_up_at=None)

    def repeatable(self) -> "OutgoingMailQuerySet":
        """Those given up that still have their words."""
        return self.given_up().filter(is_secret=False)

    def oldest_waiting(self) -> "OutgoingMail | None":
        """The mail that has waited longest for us, not for its own receiver's server.

        An old one means that no worker or no mail server runs.
        """
        ours = self.waiting().filter(is_refused=False)
        return ours.order_by("created_at").first()

    def try_again(self) -> int:
        """Put mails that were given up back in the queue; says how many."""
        fresh = {"given_up_at": None, "attempts": 0, "next_at": timezone.now()}
        return self.repeatable().update(is_refused=False, **fresh)


class OutgoingMail(models.Model):
    """A mail in the outbox: written with what it tells about, sent by the worker."""

    to = models.EmailField()
    subject = models.CharField(max_length=255)
    body = models.TextField()
    html = models.TextField(blank=True)
    from_email = models.CharField(max_length=255)
    headers = models.JSONField(default=dict)
    attachments = models.JSONField(
        default=list, help_text=_("Each [name, base64, mimetype].")
    )
    language = models.CharField(max_length=2, choices=Language, default=Language.DANISH)
    is_secret = models.BooleanField(
        default=False,
        help_text=_("Holds a code or a key: sent or given up, its words are cleared."),
    )
    created_at = models.DateTimeField(default=timezone.now)
    next_at = models.DateTimeField(default=timezone.now)
    is_refused = models.BooleanField(
        default=False, help_text=_("The mail server works, but refuses the receiver.")
    )
    attempts = models.PositiveIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("outgoing mail")
        verbose_name_plural = _("outgoing mails")
        indexes = [
            models.Index(
                fields=["next_at"], name="mail_waiting",
                condition=models.Q(sent_at=None, given_up_at=None),
            )
        ]  # fmt: skip

    def __str__(self):
        return f"{self.title} ({self.pk})"

    @property
    def title(self) -> str:
        """What it is about, for staff: the subject of a secret mail may be the code."""
        return _("A code or a link") if self.is_secret else self.subject


class ClockJob(models.Model):
    """When a clock job runs next; whoever moves `next_at` first has the lease."""

    name = models.CharField(max_length=80, unique=True)
    next_at = models.DateTimeField()
    last_started_at = models.DateTimeField(null=True)
    last_finished_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)

    def __str__(self):
        return self.name


class Limit(models.Model):
    """How often something happened in one window; counted by one UPDATE."""

    key = models.CharField(max_length=160)
    window_starts_at = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key", "window_starts_at"], name="a_window_is_counted_once"
            )
        ]

    def __str__(self):
        return f"{self.key}: {self.count}"


class MailCode(models.Model):
    """A six-digit code sent to an address: proves who reads mail there."""

    class Purpose(models.TextChoices):
        """What the code opens."""

        SIGN_IN = "sign_in", _("Sign in")
        YOUR_DATA = "your_data", _("Your data")

    token = models.CharField(max_length=43, unique=True)
    purpose = models.CharField(max_length=12, choices=Purpose)
    email = models.EmailField()
    code_hash = models.CharField(max_length=128)
    attempts = models.PositiveSmallIntegerField(default=0)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self):
        return f"{self.purpose} {self.pk}"


class DataAct(models.Model):
    """That somebody's data were shown, corrected or deleted; never changed.

    Whose is known by a keyed hash: the log of a deletion must not keep the address.
    """

    class Act(models.TextChoices):
        """What was done."""

        SHOWN = "shown", _("Shown")
        FETCHED = "fetched", _("Downloaded")
        CORRECTED = "corrected", _("Corrected")
        DELETED = "deleted", _("Deleted")
        KEPT = "kept", _("Asked to delete, must stay")

    subject_hash = models.CharField(max_length=64)
    act = models.CharField(_("act"), max_length=12, choices=Act)
    what = models.CharField(_("what"), max_length=255, blank=True)
    reason = models.CharField(_("reason"), max_length=255, blank=True)
    done_by = models.ForeignKey(
        "hub.User", models.SET_NULL, null=True, related_name="+",
        verbose_name=_("by"), help_text=_("Empty: the person, by a code in a mail."),
    )  # fmt: skip
    done_at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        ordering = ["-done_at"]
        verbose_name = _("act on personal data")
        verbose_name_plural = _("acts on personal data")
        permissions: ClassVar = [
            ("act_on_personal_data", _("Can act for a person on that person's data"))
        ]

    def __str__(self):
        return f"{self.get_act_display()} {self.done_at:%Y-%m-%d}"
