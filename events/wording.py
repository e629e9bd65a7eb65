"""How a date stands, where it is, and when, in words that readers know."""

from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from events.choices import DateStatus, EventFormat, SignUpWay
from events.models.dates import Occurrence
from hub.bilingual import SOURCE, Words
from spaces.times import when

NOTHING = Words.of("", SOURCE)


class Label(NamedTuple):
    """What a reader must not miss about a date, in full and in a word, and its icon."""

    words: str
    short: str
    look: str


class Place(NamedTuple):
    """Where a date is: a name, and how a letter gets there."""

    name: str
    address: str


def labels_of(date: Occurrence) -> list[Label]:
    """What is not as one would think: moved, postponed, cancelled, full."""
    if date.is_cancelled:
        word = pgettext("event", "Cancelled")
        return [Label(word, word, "x")]
    if date.status == DateStatus.POSTPONED:
        words = _("Postponed: the new date is not known yet")
        return [Label(words, pgettext("event", "Postponed"), "x")]
    found = []
    if date.status == DateStatus.RESCHEDULED:
        found.append(
            Label(former_in_words(date), pgettext("event", "Moved"), "refresh")
        )
    if not date.is_over and (words := places_in_words(date)):
        found.append(Label(words, words, "ticket"))
    return found


def former_in_words(date: Occurrence) -> str:
    """`Moved from Tuesday 24 November 2026, 4–6 pm`; only the place: no time."""
    start, end = date.former_starts_at, date.former_ends_at or date.former_starts_at
    if (start, end) == (date.starts_at, date.ends_at):
        return _("Moved to another place")
    return _("Moved from %(when)s") % {"when": when(start, end)}


def places_in_words(date: Occurrence) -> str:
    """Only what changes seldom: a page that is kept a while says no number."""
    if date.event.sign_up != SignUpWay.HERE or date.seats.left is None:
        return ""
    if date.seats.is_full:
        return pgettext("event", "Full")
    return _("Few places left") if date.seats.has_few_left else ""


def place_of(date: Occurrence) -> Place:
    """The space with its house, the place of others, or that it is online."""
    if date.space_id:
        venue = date.space.venue
        return Place(f"{date.space.name}, {venue.name}", venue.address)
    town = f"{date.postcode} {date.town}".strip()
    address = ", ".join(part for part in (date.street, town) if part)
    if date.place or address:
        return Place(date.place or address, address if date.place else "")
    if date.event.format == EventFormat.ONLINE:
        return Place(_("Online"), "")
    return Place(_("The place is not known yet"), "")


def place_in_words(date: Occurrence) -> str:
    """Where, in one phrase for a row: `The hall, The school, Bispebjerg`."""
    if date.space_id:
        venue = date.space.venue
        return f"{date.space.name}, {venue.name}, {venue.district.name}"
    place = place_of(date)
    known = place.name
    return f"{known}, {date.town}" if date.place and date.town else known


def when_of(date: Occurrence) -> str:
    """`tirsdag den 24. november 2026 kl. 16.00–18.00`."""
    return when(date.starts_at, date.ends_at)
