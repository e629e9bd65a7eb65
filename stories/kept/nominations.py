"""Nominations: who was nominated, by whom, and what was written."""

import datetime as dt

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hub import privacy
from hub.kept import texts
from hub.kept.contacts import at_any, digits
from hub.privacy import Line, Subject
from stories.actions import forgetting
from stories.choices import NominationState
from stories.models import Nomination
from stories.models.nominations import REACHED_WITHIN

KEPT_MONTHS = 6
SPAM_KEPT = dt.timedelta(days=30)


def written_by(subject: Subject) -> models.QuerySet:
    """What somebody wrote, by proven address; else by the very name."""
    rows = Nomination.objects.select_related("district")
    if subject.words:
        return rows.filter(name__iexact=subject.words.strip())
    return rows.filter(at_any("email", subject.addresses))


def about(subject: Subject) -> models.QuerySet:
    """What was written about somebody, by address; else by name or telephone."""
    rows = Nomination.objects.select_related("district")
    if not subject.words:
        return rows.filter(at_any("nominee_email", subject.addresses))
    phones = rows.exclude(nominee_phone="").values_list("pk", "nominee_phone")
    number = digits(subject.words)
    called = [pk for pk, phone in phones if digits(phone) == number]
    return rows.filter(Q(nominee__iexact=subject.words.strip()) | Q(pk__in=called))


def clear_nominations(now: dt.datetime) -> None:
    """Delete spam after a month; six months after the last step take people off."""
    spam = Nomination.objects.filter(state=NominationState.SPAM)
    for nomination in spam.filter(moved_at__lt=now - SPAM_KEPT):
        forgetting.delete_nomination(nomination)
    old = Nomination.objects.remembered()
    for nomination in old.filter(moved_at__lt=now - privacy.months(KEPT_MONTHS)):
        forgetting.forget_nomination(nomination)


def _how_long() -> str:
    text = _(
        "%(days)d days if nobody asks the nominee; else %(months)s after the last "
        "step. Then only the state, the language and the days are left, without names."
    )
    return text % {
        "days": REACHED_WITHIN.days,
        "months": texts.for_months(KEPT_MONTHS),
    }


def _said(row: Nomination) -> list[tuple]:
    """What both may see."""
    return [
        (_("Whom it is about"), row.nominee),
        (_("Enterprise or project"), row.organisation),
        (_("Why"), row.why),
        (_("Link"), row.link),
        (_("District"), row.district),
        (_("Sent"), row.sent_at),
        (_("State"), row.get_state_display()),
    ]


privacy.register(
    Line(
        name="nominations",
        what=_("Local heroes whom you nominated"),
        why=_("So that we can answer you."),
        law=texts.YOUR_WISH,
        how_long=_how_long,
        fields={
            "stories.Nomination": ("name", "email", "may_name", "relation", "reason")
        },
        find=written_by,
        facts=lambda row: [
            *_said(row),
            (_("How you know them"), row.relation),
            (_("Your name"), row.name),
            (_("Your e-mail"), row.email),
            (_("They may hear that it was you"), row.may_name),
            (
                _("Our words"),
                "" if row.state == NominationState.SPAM else row.reason,
            ),
        ],
        correct=("name", "relation"),
        delete=forgetting.forget_nominator,
        clear=clear_nominations,
    )
)
privacy.register(
    Line(
        name="nominees",
        what=_("What was written about you as a local hero"),
        why=_("So that we can ask you whether we may tell your story."),
        law=texts.PUBLIC_TASK,
        how_long=_how_long,
        fields={
            "stories.Nomination": (
                "nominee", "organisation", "why", "link", "nominee_email",
                "nominee_phone", "knows",
            )
        },
        find=about,
        facts=lambda row: [
            *_said(row),
            (_("Your e-mail"), row.nominee_email),
            (_("Your telephone"), row.nominee_phone),
            (_("Who wrote it"), row.name if row.may_name else ""),
        ],
        correct=("nominee", "organisation", "nominee_phone"),
        delete=forgetting.forget_nominee,
    )
)  # fmt: skip
