"""Money, time and labels as readers of each language write them."""

import datetime as dt

from django.utils import timezone
from django.utils.formats import date_format, number_format

from hub.bilingual import active_language


def money(ore: int) -> str:
    """An amount in øre: `1.250,00 kr.` in Danish, `DKK 1,250` in English."""
    kroner, rest = divmod(ore, 100)
    if active_language() == "da":
        return f"{number_format(kroner, 0, force_grouping=True)},{rest:02} kr."
    cents = f".{rest:02}" if rest else ""
    return f"DKK {number_format(kroner, 0, force_grouping=True)}{cents}"


def day(moment: dt.date | dt.datetime) -> str:
    """`tirsdag den 24. november 2026`, `Tuesday 24 November 2026`."""
    if isinstance(moment, dt.datetime):
        moment = timezone.localtime(moment)
    danish = r"l \d\e\n j. F Y"
    return date_format(moment, danish if active_language() == "da" else "l j F Y")


def clock(moment: dt.datetime) -> str:
    """`kl. 16.00` or `4 pm`, in Copenhagen's time."""
    local = timezone.localtime(moment)
    if active_language() == "da":
        return f"kl. {local:%-H.%M}"
    return _english_clock(local) + _half_of_day(local)


def time_range(start: dt.datetime, end: dt.datetime) -> str:
    """`kl. 16.00–18.00` or `4–6 pm`, in Copenhagen's time."""
    start, end = timezone.localtime(start), timezone.localtime(end)
    if active_language() == "da":
        return f"kl. {start:%-H.%M}–{end:%-H.%M}"
    first = _english_clock(start)
    if _half_of_day(start) != _half_of_day(end):
        first += _half_of_day(start)
    return f"{first}–{_english_clock(end)}{_half_of_day(end)}"


def _english_clock(local: dt.datetime) -> str:
    hour = local.hour % 12 or 12
    return f"{hour}:{local:%M}" if local.minute else str(hour)


def _half_of_day(local: dt.datetime) -> str:
    return " am" if local.hour < 12 else " pm"


def colon(label: object) -> str:
    """A label before what is said of it: a question keeps its own mark."""
    return str(label) if str(label).endswith(("?", "!", ".", ":")) else f"{label}:"
