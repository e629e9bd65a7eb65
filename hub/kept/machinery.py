"""Mails, codes and logs."""

import datetime as dt
import re
from collections.abc import Iterator

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub import codes, jobs, privacy
from hub.kept import texts
from hub.kept.contacts import at_any
from hub.models import DataAct, MailCode, OutgoingMail, PaperReading
from hub.privacy import Line, Stay, Subject, periods

MAIL_TEXTS = ("to", "subject", "body", "html", "headers", "error")


def mails_of(subject: Subject) -> list[OutgoingMail]:
    """Mails to the addresses, and mails to others that name one of them."""
    found = {mail.pk: mail for each in subject.addresses for mail in _naming(each)}
    return sorted(found.values(), key=lambda mail: -mail.pk)


def _naming(address: str) -> Iterator[OutgoingMail]:
    """Mails in which that very address stands, not another that ends like it."""
    whole = re.compile(rf"(?<![\w.+-]){re.escape(address)}(?![\w-]|\.\w)", re.I)
    holds = models.Q()
    for name in MAIL_TEXTS:
        holds |= models.Q(**{f"{name}__icontains": address})
    for mail in OutgoingMail.objects.filter(holds).iterator():
        texts = [str(getattr(mail, name)) for name in MAIL_TEXTS]
        if whole.search("\n".join(texts)):
            mail.is_to_others = not whole.search(mail.to)
            yield mail


def _mail_facts(mail: OutgoingMail) -> Iterator[tuple[str, object]]:
    """What a mail says; never a code, and never what was written to somebody else."""
    yield _("About"), mail.title
    yield _("Written"), mail.created_at
    yield _("Sent"), mail.sent_at
    if mail.is_to_others:
        yield _("To"), _("somebody else; it names your address")
        return
    yield _("To"), mail.to
    if not mail.is_secret:
        yield _("Text"), mail.body.strip()
        yield _("Attached"), [name for name, *_rest in mail.attachments]


def log_until(moment: dt.datetime) -> dt.date:
    """The day on which a row of a log goes."""
    end = moment + privacy.months(periods().keep_log_months)
    return timezone.localtime(end).date()


def clear_log(model: type[models.Model], field: str, now: dt.datetime) -> None:
    """Delete the rows of a log that are older than the settings say."""
    cutoff = now - privacy.months(periods().keep_log_months)
    model.objects.filter(**{f"{field}__lt": cutoff}).delete()


privacy.register(
    Line(
        name="mails",
        what=_("Mails that the site has sent you"),
        why=_("So that no mail is lost, and we can help when one does not arrive."),
        law=texts.PUBLIC_TASK,
        how_long=lambda: (
            _("The text %(days)d days, that it was sent %(period)s.")
            % {"days": jobs.MONTH.days, "period": texts.log_period()}
        ),
        fields={
            "hub.OutgoingMail": (
                "to", "subject", "body", "html", "headers", "attachments", "language",
                "is_secret", "created_at", "sent_at", "given_up_at", "is_refused",
                "error",
            )
        },
        find=mails_of,
        facts=_mail_facts,
        delete=lambda row: row.delete(),
    )
)  # fmt: skip
privacy.register(
    Line(
        name="codes",
        what=_("Codes that you asked for"),
        why=_("So that only you get in with your address."),
        law=texts.SECURITY,
        how_long=lambda: _("Two days."),
        fields={
            "hub.MailCode": (
                "token", "purpose", "email", "code_hash", "attempts", "expires_at",
                "used_at",
            ),
            "hub.Limit": ("key", "window_starts_at", "count"),
        },
        find=lambda subject: MailCode.objects.filter(
            at_any("email", subject.addresses)
        ),
        facts=lambda row: [
            (_("For"), row.get_purpose_display()),
            (_("E-mail"), row.email),
            (_("Asked for"), row.expires_at - codes.LIFETIME),
            (_("Used"), row.used_at),
        ],
        delete=lambda row: row.delete(),
    )
)  # fmt: skip
privacy.register(
    Line(
        name="acts",
        what=_("What was done with your data"),
        why=_("So that you and we can see who looked, corrected or deleted."),
        law=texts.PROOF,
        how_long=texts.log_period_after,
        fields={
            "hub.DataAct": (
                "subject_hash", "act", "what", "reason", "done_by", "done_at",
            )
        },
        find=lambda subject: DataAct.objects.filter(subject_hash=subject.key),
        facts=lambda row: [
            (_("What"), row.get_act_display()),
            (_("Of"), what_of(row)),
            (_("When"), row.done_at),
            (_("By"), row.done_by or by_whom(row)),
            (_("Reason"), row.reason),
        ],
        delete=lambda row: row.delete(),
        stays=lambda row: Stay(texts.PROOF, log_until(row.done_at)),
        clear=lambda now: clear_log(DataAct, "done_at", now),
    )
)  # fmt: skip
privacy.register(
    Line(
        name="readings",
        what=_("Which papers about people you opened as staff"),
        why=_("So that we can see who read about whom."),
        law=texts.PROOF,
        how_long=texts.log_period_after,
        fields={"hub.PaperReading": ("paper", "read_by", "read_at")},
        find=lambda subject: (
            PaperReading.objects.filter(read_by=subject.user).select_related("paper")
            if subject.user
            else []
        ),
        facts=lambda row: [(_("Paper"), row.paper_id), (_("When"), row.read_at)],
        delete=lambda row: row.delete(),
        stays=lambda row: Stay(texts.PROOF, log_until(row.read_at)),
        clear=lambda now: clear_log(PaperReading, "read_at", now),
    )
)


def by_whom(act: DataAct) -> str:
    """Who acted where no account says so: staff always give a reason."""
    return _("a colleague who has left") if act.reason else _("you, with a code")


def what_of(act: DataAct) -> str:
    """The line of the register that an act was about, in words."""
    line = privacy.line_named(act.what)
    return line.what if line else act.what
