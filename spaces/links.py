"""Whole addresses for mails and calendars, and links that prove who holds them.

A link holds the booking and a count that changes with what the link is for, signed with
its purpose: it needs no account, and a moved or answered booking makes it old.
"""

import datetime as dt

from django.conf import settings
from django.core import signing
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone, translation

from spaces.hours import local_day
from spaces.models import Booking, Space

ANSWER, GIVE_BACK = "answer_question", "give_back"
LASTS = dt.timedelta(days=400)  # longer than any space may be booked ahead
# What must be unchanged for the link to work.
COUNTS = {ANSWER: "version", GIVE_BACK: "sequence"}


def whole_url(name: str, language: str, *args) -> str:
    """An address of the site in a language, with scheme and host."""
    with translation.override(language):
        return settings.SITE_URL + reverse(name, args=args)


def rules_url(booking: Booking) -> str:
    """The version of the house's rules that the booker said yes to; "" for none."""
    if (rules := booking.house_rules) is None:
        return ""
    return whole_url(
        "house_rules", translation.get_language(), rules.venue.slug, rules.version
    )


def book_url(
    space: Space, start: dt.datetime, end: dt.datetime, *, people: int, **more
) -> str:
    """Where a time is booked, with date, hours and people filled in; a path."""
    zone = timezone.get_default_timezone()
    first, last = start.astimezone(zone), end.astimezone(zone)
    is_over_midnight = local_day(start) != local_day(end)
    query = QueryDict(mutable=True)
    query.update(
        {
            "date": f"{first:%Y-%m-%d}",
            "start": f"{first:%H:%M}",
            "until": f"{last:%Y-%m-%dT%H:%M}" if is_over_midnight else f"{last:%H:%M}",
            "people": people,
            **more,
        }
    )
    return f"{reverse('book', args=[space.slug])}?{query.urlencode(safe=':')}"


def token_for(purpose: str, booking: Booking) -> str:
    """The signed part of a link to one booking."""
    said = {"booking": booking.pk, "count": getattr(booking, COUNTS[purpose])}
    return signing.dumps(said, salt=_salt(purpose))


def link_for(purpose: str, booking: Booking) -> str:
    """The whole address of a link, in the booker's language."""
    return whole_url(purpose, booking.language, token_for(purpose, booking))


def booking_behind(purpose: str, token: str) -> tuple[Booking, bool] | None:
    """The booking of a link and whether the link still works; None if it is not ours.

    What it was for may have been done meanwhile: then it does not work any more.
    """
    try:
        said = signing.loads(token, salt=_salt(purpose), max_age=LASTS)
    except signing.BadSignature:
        return None
    booking = Booking.objects.for_lists().filter(pk=said["booking"]).first()
    if booking is None or booking.is_forgotten:
        return None
    return booking, getattr(booking, COUNTS[purpose]) == said["count"]


def _salt(purpose: str) -> str:
    return f"spaces.links.{purpose}"
