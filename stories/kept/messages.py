"""Messages to organisations: who wrote what, for six months."""

import datetime as dt

from django.db import models
from django.utils.translation import gettext_lazy as _

from hub import privacy
from hub.kept import texts
from hub.kept.contacts import at_any
from hub.privacy import Line, Subject
from stories.models import ProfileMessage

MONTHS = 6


def messages_of(subject: Subject) -> models.QuerySet:
    """What somebody wrote, by address; else by the very name."""
    rows = ProfileMessage.objects.select_related("organisation")
    if subject.words:
        return rows.filter(name__iexact=subject.words.strip())
    return rows.filter(at_any("email", subject.addresses))


def clear_messages(now: dt.datetime) -> None:
    """Delete messages that are six months old."""
    ProfileMessage.objects.older_than(now - privacy.months(MONTHS)).delete()


privacy.register(
    Line(
        name="profile_messages",
        what=_("What you wrote to organisations through the hub"),
        why=_("So that they can answer, and we can help if something goes wrong."),
        law=texts.YOUR_WISH,
        how_long=lambda: texts.for_months(MONTHS),
        fields={"stories.ProfileMessage": ("name", "email", "text")},
        find=messages_of,
        facts=lambda row: [
            (_("To"), row.organisation.name),
            (_("Name"), row.name),
            (_("E-mail"), row.email),
            (_("Message"), row.text),
            (_("Sent"), row.sent_at),
        ],
        correct=("name",),
        delete=lambda row: row.delete(),
        clear=clear_messages,
    )
)
