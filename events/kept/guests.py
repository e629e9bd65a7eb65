"""Who signed up: needs and diet for 7 days after the date, names for 30."""

import datetime as dt

from django.db import models
from django.utils.translation import gettext_lazy as _

from events.actions import forget
from events.actions.signing import strip
from events.models import Seats, Signup
from hub import privacy
from hub.kept import texts
from hub.kept.contacts import at_any
from hub.privacy import Line, Subject

NEEDS_DAYS, NAME_DAYS = 7, 30


def signups_of(subject: Subject) -> models.QuerySet:
    """Sign-ups at an address, else of that very name."""
    rows = Signup.objects.kept().select_related("seats")
    if subject.words:
        return rows.filter(name__iexact=subject.words.strip())
    return rows.filter(at_any("email", subject.addresses))


def clear_signups(now: dt.datetime) -> None:
    """Forget what guests need after 7 days, who they were after 30.

    What nobody confirmed goes whole after 7 days: the address may be anybody's.
    """
    Signup.objects.never_confirmed(now - dt.timedelta(days=NEEDS_DAYS)).delete()
    needs_go = Seats.objects.over_since(now - dt.timedelta(days=NEEDS_DAYS))
    rows = Signup.objects.kept().filter(seats__in=needs_go)
    rows.exclude(access_needs="", diet="").update(access_needs="", diet="")
    names_go = Seats.objects.over_since(now - dt.timedelta(days=NAME_DAYS))
    strip(Signup.objects.kept().filter(seats__in=names_go))


def _what_of(row: Signup) -> str:
    date = row.seats.occurrences.select_related("event").first()
    return str(date.event.title) if date else ""


def _when_of(row: Signup) -> list[dt.datetime]:
    return [date.starts_at for date in row.seats.occurrences.all()]


privacy.register(
    Line(
        name="signups",
        what=_("Events that you signed up for"),
        why=_("So that there is a place for you, and we can tell you what changes."),
        law=texts.YOUR_WISH,
        how_long=lambda: (
            _(
                "What you need and do not eat: %(needs)d days after the date. Your "
                "name and address: %(names)d days. Then only a number is left."
            )
            % {"needs": NEEDS_DAYS, "names": NAME_DAYS}
        ),
        fields={
            "events.Signup": (
                "name", "email", "organisation", "party_size", "language",
                "access_needs", "diet", "state", "reason", "presence", "created_at",
                "introduction",
            )
        },
        find=signups_of,
        facts=lambda row: [
            (_("What"), _what_of(row)),
            (_("When"), _when_of(row)),
            (_("Name"), row.name),
            (_("E-mail"), row.email),
            (_("Organisation"), row.organisation),
            (_("How many"), row.party_size),
            (_("What you need"), row.access_needs),
            (_("What you do not eat"), row.diet),
            (_("State"), row.get_state_display()),
            (_("Why"), row.reason),
            (_("Presence"), row.get_presence_display() if row.presence else ""),
            (_("Signed up"), row.created_at),
        ],
        correct=("name", "organisation", "diet"),
        delete=forget,
        clear=clear_signups,
    )
)  # fmt: skip
