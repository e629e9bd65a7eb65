"""What all calendars of the site begin with (RFC 5545, RFC 7986)."""

import datetime as dt
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar, vDuration

CONTENT_TYPE = "text/calendar; charset=utf-8"
READ_AGAIN_AFTER = dt.timedelta(hours=1)


def new_calendar(name: str = "") -> Calendar:
    """An empty calendar; with a name it is a feed, which programs read every hour."""
    calendar = Calendar()
    calendar.add("prodid", f"-//{host()}//Spotlight//DA")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    if name := " ".join(name.split()):  # a line: what is typed may have more
        calendar.add("name", name)
        calendar.add("x-wr-calname", name)
        calendar.add("x-wr-timezone", settings.TIME_ZONE)
        calendar.add("refresh-interval", READ_AGAIN_AFTER, {"VALUE": "DURATION"})
        lasts = vDuration(READ_AGAIN_AFTER).to_ical().decode()
        calendar.add("x-published-ttl", lasts)
    return calendar


def host() -> str:
    """The host of the site, which makes our names ours among all calendars."""
    return urlsplit(settings.SITE_URL).hostname
