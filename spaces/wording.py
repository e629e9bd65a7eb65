"""When a space is free, as people say it in each language."""

import datetime as dt

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from hub.bilingual import active_language
from hub.formatting import time_range
from spaces.hours import DAY, Stretch, local_day, midnight


def hours_in_words(opens: dt.time, closes: dt.time) -> str:
    """`8–22` or `8 am–10 pm`; a time that closes at 00:00 lasts until midnight."""
    day = dt.date(2026, 1, 5)  # a day without a change of clocks
    zone = timezone.get_default_timezone()
    start = dt.datetime.combine(day, opens, zone)
    end = dt.datetime.combine(day + DAY * (closes == dt.time(0)), closes, zone)
    return times_in_words(Stretch(start, end))


def times_in_words(part: Stretch) -> str:
    """`8–12`, `8.30–12`, `20–24`; `8 am–12 pm`, `8 pm–midnight` in English."""
    start, end = timezone.localtime(part.start), timezone.localtime(part.end)
    if is_all_day(part):
        return pgettext("opening hours", "all day")
    ends_at_midnight = end.time() == dt.time(0)
    if active_language() == "da":
        return f"{_danish(start)}–{'24' if ends_at_midnight else _danish(end)}"
    if ends_at_midnight:
        return f"{time_range(start, start).rsplit('–', 1)[1]}–midnight"
    return time_range(start, end)


def is_all_day(part: Stretch) -> bool:
    """Whether it lasts from one midnight to the next."""
    day = local_day(part.start)
    return part == Stretch(midnight(day), midnight(day + DAY))


def _danish(local: dt.datetime) -> str:
    return f"{local:%-H.%M}" if local.minute else f"{local:%-H}"


def day_in_words(day: dt.date, today: dt.date) -> str:
    """`i dag`, `i morgen`, else weekday, day and month; the year where it differs."""
    if day == today:
        return _("today")
    if day == today + DAY:
        return _("tomorrow")
    danish = r"l \d\e\n j. F" if active_language() == "da" else "l j F"
    return date_format(day, danish if day.year == today.year else f"{danish} Y")


def when_in_words(part: Stretch, now: dt.datetime) -> str:
    """`torsdag den 26. november kl. 8–12`; over more than one day `fra …`."""
    day, today = local_day(part.start), local_day(now)
    words = day_in_words(day, today)
    if part.end > midnight(day + DAY):
        since = times_in_words(part).split("–")[0]
        return _("from %(day)s at %(time)s") % {"day": words, "time": since}
    if is_all_day(part):
        return _("%(day)s, all day") % {"day": words}
    return _("%(day)s, %(times)s") % {"day": words, "times": times_in_words(part)}
