"""The facts of a house and its spaces as rows of words, for whoever must check them."""

import datetime as dt
from collections.abc import Iterable, Iterator

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hub.formatting import day, money, time_range
from spaces.models import AccessFact, OpeningHours, Space, Venue
from spaces.rules import length_in_words

Row = tuple[str, str]


def venue_rows(venue: Venue) -> list[Row]:
    """What is the same for all spaces of a house; never how the keys are found."""
    contact = venue.contact
    holidays = _("open") if venue.is_open_on_holidays else _("closed")
    return list(
        filled(
            (_("Address"), venue.address),
            (_("District"), str(venue.district.name)),
            (_("Nearest stop"), str(venue.stop)),
            (_("The way in"), str(venue.way_in)),
            (_("Opening hours"), hours_in_words(venue.opening_hours.all())),
            (_("Public holidays"), holidays),
            (_("Owner"), str(venue.owner.name) if venue.owner else ""),
            (_("Contact person"), contact.name if contact else ""),
            (_("If the door does not open"), venue.door_phone),
            *access_rows(venue.access_facts.all()),
        )
    )  # fmt: skip


def space_rows(space: Space) -> list[Row]:
    """What is told of one space."""
    features = ", ".join(str(each.name) for each in space.features.all())
    area = space.area_m2 and _("%(area)s m²") % {"area": space.area_m2}
    most = ngettext("%(n)s person", "%(n)s people", space.capacity)
    lent = {
        "from": length_in_words(space.shortest_minutes),
        "to": length_in_words(space.longest_minutes),
    }
    return list(
        filled(
            (_("What it is"), space.get_kind_display()),
            (_("In one line"), str(space.line)),
            (_("Room for"), most % {"n": space.capacity}),
            (_("Size"), area),
            (_("Equipment"), features),
            (_("Opening hours of its own"), hours_in_words(space.opening_hours.all())),
            (_("Lent for"), _("%(from)s to %(to)s") % lent),
            (_("Price"), prices_in_words(space)),
            *access_rows(space.access_facts.all()),
        )
    )  # fmt: skip


def filled(*rows: Row) -> Iterator[Row]:
    """The rows that say something."""
    return (row for row in rows if row[1])


def access_rows(facts: Iterable[AccessFact]) -> list[Row]:
    """Each thing that somebody looked at, as it was found."""
    return [
        (
            each.get_feature_display(),
            f"{each.get_answer_display()}. {each.note}".strip(),
        )
        for each in facts
    ]


def hours_in_words(rows: Iterable[OpeningHours]) -> str:
    """`Monday 8 am–4 pm`, one line each."""
    return "\n".join(
        f"{each.get_weekday_display()} {hours_of(each)}{validity_of(each)}"
        for each in rows
    )


def hours_of(row: OpeningHours) -> str:
    """From and until as readers write them."""
    zone, today = timezone.get_default_timezone(), timezone.localdate()
    start = dt.datetime.combine(today, row.opens, zone)
    return time_range(start, dt.datetime.combine(today, row.closes, zone))


def validity_of(row: OpeningHours) -> str:
    """Between which days they hold, where they do not always."""
    parts = []
    if row.valid_from:
        parts.append(_("from %(day)s") % {"day": day(row.valid_from)})
    if row.valid_until:
        parts.append(_("until %(day)s") % {"day": day(row.valid_until)})
    return f" ({' '.join(parts)})" if parts else ""


def prices_in_words(space: Space) -> str:
    """What an hour costs each group today."""
    return "\n".join(
        _("%(group)s: %(price)s an hour")
        % {"group": price.get_group_display(), "price": money(price.ore_per_hour)}
        for price in space.prices_now.values()
        if price
    )
