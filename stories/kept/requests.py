"""What people ask of the directory: to be listed, a change, a claim."""

import datetime as dt

from django.db import models
from django.utils.translation import gettext_lazy as _

from hub import privacy
from hub.kept import texts
from hub.kept.accounts import account_of
from hub.kept.contacts import at_any
from hub.privacy import Line, Subject, periods
from stories.choices import RequestState
from stories.models import ProfileRequest
from stories.profile_facts import rows_of


def requests_of(subject: Subject) -> models.QuerySet:
    """What somebody asked, by account or address; else by that very name."""
    rows = ProfileRequest.objects.select_related("organisation")
    if subject.words:
        return rows.filter(name__iexact=subject.words.strip())
    mine = models.Q(asked_by__in=account_of(subject))
    facts = models.Q(pk__in=[])
    for address in subject.addresses:
        facts |= models.Q(values__email__iexact=address)
        facts |= models.Q(base__email__iexact=address)
    return rows.filter(mine | at_any("email", subject.addresses) | facts)


def clear_requests(now: dt.datetime) -> None:
    """Delete what was answered, what came to nothing the sooner."""
    for states, months in (
        (
            (RequestState.DECLINED, RequestState.WITHDRAWN),
            periods().keep_refused_months,
        ),
        ((RequestState.APPROVED,), periods().keep_contacts_months),
    ):
        cutoff = now - privacy.months(months)
        answered = ProfileRequest.objects.filter(state__in=states)
        answered.filter(answered_at__lt=cutoff).delete()


privacy.register(
    Line(
        name="profile_requests",
        what=_("What you asked of the directory of organisations"),
        why=_("So that we can answer you, and know who speaks for an organisation."),
        law=texts.YOUR_WISH,
        how_long=lambda: (
            _(
                "Until we have answered, then %(used)s; where it came to nothing, "
                "%(refused)s."
            )
            % {
                "used": texts.contact_period(),
                "refused": texts.for_months(periods().keep_refused_months),
            }
        ),
        fields={
            "stories.ProfileRequest": (
                "values", "base", "text", "asked_by", "name", "email", "reason",
            )
        },
        find=requests_of,
        facts=lambda row: [
            (_("What"), row.get_kind_display()),
            (_("Organisation"), row.about),
            (_("Name"), row.name),
            (_("E-mail"), row.email),
            (_("In your own words"), row.text),
            (_("How it should be"), [": ".join(pair) for pair in rows_of(row.values)]),
            (_("Sent"), row.sent_at),
            (_("State"), row.get_state_display()),
            (_("Our words"), row.reason),
        ],
        correct=("name",),
        delete=lambda row: row.delete(),
        clear=clear_requests,
    )
)  # fmt: skip
