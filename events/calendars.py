"""Calendar files and feeds: one VEVENT a date, in UTC, without a rule (RFC 5545).

Programs that follow know a date by its UID and a change by its SEQUENCE. What does not
take place at its time is CANCELLED, so that they take it away, and says why in words.
The same facts give the same bytes: so a feed has an ETag that lasts.
"""

import datetime as dt
from collections.abc import Iterable

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from icalendar import Event as Entry

from events.addresses import event_urls
from events.choices import DateStatus
from events.models.dates import Occurrence
from events.wording import former_in_words, place_of
from hub.calendars import host, new_calendar
from hub.models import SiteSettings


def calendar_of(
    occurrences: Iterable[Occurrence],
    *,
    language: str,
    name: str = "",
    private: bool = False,
) -> bytes:
    """A calendar of dates; with a name it is a feed that programs read every hour.

    Only a `private` one, for those who have signed up, has the online address. The
    dates are those of `for_lists`: then it is one query.
    """
    dates = list(occurrences)
    calendar = new_calendar(name)
    with translation.override(language):
        urls = event_urls({date.event for date in dates}, language) if dates else {}
        for date in dates:
            url = settings.SITE_URL + urls[date.event_id]
            calendar.add_component(_entry_of(date, url, private=private))
    return calendar.to_ical()


def changed_at(date: Occurrence) -> dt.datetime:
    """When a date, or the event that it belongs to, was last changed."""
    return max(date.changed_at, date.event.changed_at).replace(microsecond=0)


def takes_place(date: Occurrence) -> bool:
    """Whether a calendar keeps it: cancelled and postponed dates it takes away."""
    return date.is_held


def _entry_of(date: Occurrence, url: str, *, private: bool) -> Entry:
    entry = Entry()
    entry.add("uid", f"{date.uid}@{host()}")
    entry.add("dtstamp", changed_at(date).astimezone(dt.UTC))
    entry.add("last-modified", changed_at(date).astimezone(dt.UTC))
    entry.add("sequence", date.sequence)
    entry.add("dtstart", date.starts_at.astimezone(dt.UTC))
    entry.add("dtend", date.ends_at.astimezone(dt.UTC))
    entry.add("status", "CONFIRMED" if takes_place(date) else "CANCELLED")
    entry.add("transp", "OPAQUE" if takes_place(date) else "TRANSPARENT")
    entry.add("summary", _summary_of(date))
    entry.add("location", ", ".join(part for part in place_of(date) if part))
    entry.add("description", _description_of(date, url, private=private))
    entry.add("url", url)
    if date.space_id and date.space.venue.latitude is not None:
        venue = date.space.venue
        entry.add("geo", (float(venue.latitude), float(venue.longitude)))
    return entry


def _summary_of(date: Occurrence) -> str:
    """The title; many programs do not show STATUS, so words say what is off."""
    words = {"title": date.event.title}
    if date.is_cancelled:
        return _("Cancelled: %(title)s") % words
    if date.status == DateStatus.POSTPONED:
        return _("Postponed: %(title)s") % words
    return str(date.event.title)


def _description_of(date: Occurrence, url: str, *, private: bool) -> str:
    event, hub = date.event, SiteSettings.current()
    lines = [event.summary]
    if date.status == DateStatus.RESCHEDULED and not date.is_cancelled:
        lines.append(f"{former_in_words(date)}.")
    lines += [date.note or (event.note if date.is_cancelled else "")]
    if private and event.online_url:
        lines.append(_("Take part online: %(url)s") % {"url": event.online_url})
    elif event.format != "in_person":
        lines.append(_("Those who sign up get the online address."))
    if not event.is_free:
        lines.append(pgettext("event", "Price: %(price)s") % {"price": event.price})
    lines.append(_("Read more and see if anything has changed: %(url)s") % {"url": url})
    if hub.phone:
        lines.append(_("Ask us: %(phone)s") % {"phone": hub.phone})
    return "\n".join(str(line) for line in lines if line)
