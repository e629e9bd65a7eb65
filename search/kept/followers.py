"""Who gets the weekly mail: until they end it, unconfirmed for 14 days.

A yes lasts: each mail has the way out, and whoever ends it is deleted at once.
"""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from hub import privacy
from hub.kept import texts
from hub.kept.contacts import at_any
from hub.privacy import Line
from search.followers.actions import forget
from search.models import Follower

UNCONFIRMED_DAYS = 14


def clear_unconfirmed(now: dt.datetime) -> None:
    """Delete addresses that nobody confirmed: they may be anybody's."""
    before = now - dt.timedelta(days=UNCONFIRMED_DAYS)
    for follower in Follower.objects.never_confirmed(before):
        forget(follower)


privacy.register(
    Line(
        name="followers",
        what=_("Your address for the news of the week"),
        why=_("So that you get the news that you asked for, in your language."),
        law=texts.YOUR_WISH,
        how_long=lambda: (
            _(
                "Until you end it, which each mail lets you do with one press. An "
                "address that nobody confirms: %(days)d days."
            )
            % {"days": UNCONFIRMED_DAYS}
        ),
        fields={
            "search.Follower": (
                "email", "language", "districts", "themes", "asked_at", "confirmed_at",
            )
        },
        find=lambda subject: Follower.objects.filter(
            at_any("email", subject.addresses)
        ),
        facts=lambda row: [
            (_("E-mail"), row.email),
            (_("Districts"), list(row.districts.all())),
            (_("Themes"), list(row.themes.all())),
            (_("Language"), row.get_language_display()),
            (_("Asked for"), row.asked_at),
            (_("Confirmed"), row.confirmed_at),
        ],
        correct=("language", "districts", "themes"),
        delete=forget,
        clear=clear_unconfirmed,
    )
)  # fmt: skip
