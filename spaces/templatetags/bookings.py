"""Times and addresses of bookings for pages and mails."""

import datetime as dt

from django import template

from spaces import times
from spaces.links import book_url
from spaces.rules import length_in_words

register = template.Library()
register.filter(times.moment)
register.filter(length_in_words)


@register.filter
def when(row) -> str:
    """From and until of whatever has `starts_at` and `ends_at`, or is an offer."""
    if hasattr(row, "starts_at"):
        return time_between(row.starts_at, row.ends_at)
    return time_between(row.start, row.end)


@register.simple_tag
def time_between(start: dt.datetime, end: dt.datetime) -> str:
    """From and until of two times; `kl.` stays with its hour."""
    return times.when(start, end).replace("kl. ", "kl.\N{NO-BREAK SPACE}")


@register.simple_tag
def book_again_url(offer, booking) -> str:
    """Where an offered time is booked for as many people, with what was typed."""
    return book_url(offer.space, offer.start, offer.end, people=booking.people)
