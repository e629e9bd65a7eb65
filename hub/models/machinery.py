"""Rows that machines keep: outgoing mail, clock jobs, limits and codes."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub.choices import Language


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
    language = models.CharField(
        max_length=2, choices=Language, default=Language.DANISH
    )
    is_secret = models.BooleanField(
        default=False, help_text=_("Holds a code: the body is cleared once sent.")
    )
    created_at = models.DateTimeField(default=timezone.now)
    next_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)

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
        return f"{self.subject} ({self.pk})"


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
