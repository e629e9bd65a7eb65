"""Times and people in as few words as a row has room for."""

import datetime as dt

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hub.bilingual import active_language
from hub.formatting import clock, money, time_range
from spaces.models import Booking


def short_day(moment: dt.date | dt.datetime) -> str:
    """`tor. 3. dec.` or `Thu 3 Dec`, in Copenhagen."""
    if isinstance(moment, dt.datetime):
        moment = timezone.localtime(moment)
    name = date_format(moment, "D")
    month = date_format(moment, "M").rstrip(".")
    if active_language() == "da":
        return f"{name.rstrip('.')[:3].lower()}. {moment.day}. {month.lower()[:3]}."
    return f"{name} {moment.day} {month}"


def when(start: dt.datetime, end: dt.datetime) -> str:
    """The day and the hours; both days where the end is on another."""
    start, end = timezone.localtime(start), timezone.localtime(end)
    last_day = end.date() - dt.timedelta(days=end.time() == dt.time(0))
    if start.date() == last_day:
        return f"{short_day(start)} {short_range(start, end)}"
    first, last = short_clock(start), short_clock(end)
    return f"{short_day(start)} {first} – {short_day(end)} {last}"


def short_range(start: dt.datetime, end: dt.datetime) -> str:
    """`16–18.30` in Danish, `4–6:30 pm` in English."""
    if active_language() != "da":
        return time_range(start, end)
    return f"{short_clock(start)}–{short_clock(end)}"


def short_clock(moment: dt.datetime) -> str:
    """`16`, `16.30`; `4 pm` in English."""
    if active_language() != "da":
        return clock(moment)
    local = timezone.localtime(moment)
    return f"{local:%-H.%M}" if local.minute else f"{local:%-H}"


def short_money(ore: int) -> str:
    """An amount without the øre where there are none."""
    return money(ore).replace(",00 kr.", " kr.")


def who(booking: Booking) -> str:
    """For whom it is: the organisation, else the person."""
    return str(booking.organisation or booking.name or _("Nobody we still know"))


def what_became_of(booking: Booking) -> str:
    """That an answer came too late: for whom, which booking, and how it stands."""
    words = {
        "who": who(booking),
        "space": booking.space.name,
        "when": when(booking.starts_at, booking.ends_at),
        "state": booking.get_state_display(),
    }
    return _("%(who)s, %(space)s %(when)s: not done. Meanwhile: %(state)s.") % words
