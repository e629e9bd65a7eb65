"""The facts of a profile as plain values: read, told in words, compared, written.

A value is a text, or a list of slugs or codes in order; a date is its ISO text.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hub import cvr
from hub.choices import ImpactArea
from hub.formatting import day
from hub.models import District, OfferKind, Organisation
from hub.organisation_forms import keep_only, values_of

# In the order of forms and tables. In two languages: one of them with its ending.
LABELS: dict[str, Promise] = {
    "name": _("Name"),
    "cvr": _("CVR number"),
    "legal_form": _("Legal form"),
    "purpose_da": _("Purpose, in Danish"),
    "purpose_en": _("Purpose, in English"),
    "pitch_da": _("In one line, in Danish"),
    "pitch_en": _("In one line, in English"),
    "offers_da": _("What it sells or offers, in Danish"),
    "offers_en": _("What it sells or offers, in English"),
    "about_da": _("Who they are, in Danish"),
    "about_en": _("Who they are, in English"),
    "kinds": _("Kinds of offers"),
    "districts": _("Districts"),
    "areas": _("Impact areas"),
    "founded_on": _("Founded"),
    "size_band": _("People at work"),
    "website": _("Website"),
    "email": _("E-mail for messages, never shown"),
}
IN_TWO_LANGUAGES = ("purpose", "pitch", "offers", "about")
LISTS = {"kinds": "offer_kinds", "districts": "districts"}


class Row(NamedTuple):
    """One fact before and after, in words, and what staff must know of it."""

    label: str
    before: str
    after: str
    is_changed: bool
    is_stale: bool


def facts_of(organisation: Organisation | None) -> dict:
    """All facts as they stand; of no organisation, all empty."""
    if organisation is None or organisation.pk is None:
        return {name: [] if _is_list(name) else "" for name in LABELS}
    return {name: _value_of(organisation, name) for name in LABELS}


def _is_list(name: str) -> bool:
    return name in LISTS or name == "areas"


def _value_of(organisation: Organisation, name: str):
    if name in LISTS:
        rows = getattr(organisation, LISTS[name]).order_by("slug")
        return list(rows.values_list("slug", flat=True))
    if name == "areas":
        return values_of(organisation.impact_areas, "area")
    value = getattr(organisation, name)
    return value.isoformat() if isinstance(value, dt.date) else value or ""


def fingerprint(facts: dict) -> str:
    """What differs as soon as one of the facts does."""
    text = json.dumps(facts, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def write(organisation: Organisation, facts: dict, **fields) -> None:
    """Give an organisation the facts that are named, and other fields; save it."""
    for name, value in facts.items():
        if name == "founded_on":
            organisation.founded_on = dt.date.fromisoformat(value) if value else None
        elif not _is_list(name):
            setattr(organisation, name, value)
    for name, value in fields.items():
        setattr(organisation, name, value)
    organisation.save()
    for name, model in (("kinds", OfferKind), ("districts", District)):
        if name in facts:
            rows = model.objects.filter(slug__in=facts[name])
            getattr(organisation, LISTS[name]).set(rows)
    if "areas" in facts:
        keep_only(organisation.impact_areas, "area", facts["areas"])


# In words -----------------------------------------------------------------------------


def in_words(facts: dict) -> dict[str, str]:
    """Facts as people read them, by name."""
    names = {
        "kinds": _names(OfferKind, facts.get("kinds")),
        "districts": _names(District, facts.get("districts")),
        "areas": dict(ImpactArea.choices),
    }
    return {name: _words(name, value, names) for name, value in facts.items()}


def _names(model: type, slugs: Iterable | None) -> dict[str, str]:
    rows = model.objects.filter(slug__in=slugs) if slugs else []
    return {row.slug: str(row.name) for row in rows}


def _words(name: str, value, names: dict) -> str:
    if name in names:
        return ", ".join(str(names[name].get(each, each)) for each in value)
    if name == "founded_on":
        return day(dt.date.fromisoformat(value)) if value else ""
    if name == "cvr":
        return cvr.grouped(value)
    if name == "size_band":
        return str(dict(Organisation.SizeBand.choices).get(value, value))
    return value


def rows_of(facts: dict) -> list[tuple[str, str]]:
    """(label, words) of the facts that say something."""
    words = in_words(facts)
    return [(str(LABELS[name]), words[name]) for name in LABELS if words.get(name)]


def compare(*, now: dict, asked: dict, base: dict) -> list[Row]:
    """Each fact that is there or asked for, as it is now and as it would be."""
    before, after = in_words(now), in_words(now | asked)
    return [
        Row(
            str(LABELS[name]),
            before[name],
            after[name],
            is_changed=now[name] != (now | asked)[name],
            is_stale=name in base and base[name] != now[name],
        )
        for name in LABELS
        if before[name] or after[name]
    ]
