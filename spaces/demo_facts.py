"""The demo's facts: vocabulary, venues, spaces, what is known of them."""

import datetime as dt
from pathlib import Path

from django.utils import timezone

from hub.demo_texts import columns, read
from hub.models import Department, District, Person, User
from spaces.choices import Answer, PriceGroup
from spaces.models import (
    AccessFact,
    AccessNotice,
    Feature,
    HouseRules,
    OpeningHours,
    Price,
    Space,
    Venue,
)

FOLDER = Path(__file__).parent / "demo_content"
LOOKED_BY = "Spotlight"
LEGAL_BASIS = {
    PriceGroup.CONFIRMED: {
        "legal_basis_da": "Kommunalfuldmagten: lokaler til almennyttige formål",
        "legal_basis_en": "Municipal authority rules: rooms for the common good",
    },
    PriceGroup.OTHERS: {
        "legal_basis_da": "Markedspris, så ingen får en fordel frem for andre",
        "legal_basis_en": "Market price, so that nobody is favoured over others",
    },
}
NOTICE = {
    "text_da": "Elevatoren er ude af drift til fredag. Ring, så hjælper vi jer op.",
    "text_en": "The lift is out of order until Friday. Ring us and we help you up.",
}
FRIDAY = 4


def load() -> None:
    """Make what is missing; what exists is staff's to change."""
    for row in read(FOLDER, "_features")["feature"]:
        Feature.objects.get_or_create(slug=row["slug"], defaults=columns(row, "name"))
    for row in read(FOLDER, "_venues")["venue"]:
        if not Venue.objects.filter(slug=row["slug"]).exists():
            make_venue(row)
    for row in read(FOLDER, "_spaces")["space"]:
        if not Space.objects.filter(slug=row["slug"]).exists():
            make_space(row)


def make_venue(row: dict) -> Venue:
    """A house with its hours, its access and its rules."""
    today = timezone.localdate()
    latitude, longitude = row["place"]
    venue = Venue.objects.create(
        slug=row["slug"],
        street=row["street"],
        postcode=row["postcode"],
        latitude=str(latitude),
        longitude=str(longitude),
        district=District.objects.get(slug=row["district"]),
        owner=Department.objects.filter(short=row["owner"]).first(),
        owner_email=f"{row['slug']}@example.org",
        contact=Person.objects.filter(email=row["contact"]).first(),
        door_phone=row["door_phone"],
        is_open_on_holidays=row["is_open_on_holidays"],
        checked_on=today - dt.timedelta(days=row["checked_days_ago"]),
        is_example=True,
        **columns(row, "name", "stop", "way_in", "key"),
    )
    venue.hosts.set(User.objects.filter(email__in=row["hosts"]))
    OpeningHours.objects.bulk_create(hours_of(row, venue=venue))
    AccessFact.objects.bulk_create(access_of(row, venue=venue))
    HouseRules.objects.bulk_create(rules_of(row, venue))
    if row["slug"] == "kulturhuset-klangen":
        make_notice(venue)
    return venue


def make_space(row: dict) -> Space:
    """A space with its hours, access, parts and both prices with their history."""
    space = Space.objects.create(
        venue=Venue.objects.get(slug=row["venue"]),
        slug=row["slug"],
        kind=row["kind"],
        capacity=row["capacity"],
        area_m2=row["area_m2"],
        is_open=True,
        is_example=True,
        **columns(row, "name", "line"),
        **columns(row, *(["key"] if "key" in row else [])),
        **row["rules"],
    )
    space.features.set(Feature.objects.filter(slug__in=row["features"]))
    space.parts.set(Space.objects.filter(slug__in=row.get("parts", [])))
    OpeningHours.objects.bulk_create(hours_of(row, space=space))
    AccessFact.objects.bulk_create(access_of(row, space=space))
    Price.objects.bulk_create(prices_of(row["prices"], space))
    return space


def hours_of(row: dict, **owner) -> list[OpeningHours]:
    """One row for each weekday that the file names; they hold from last year on."""
    since = timezone.localdate().replace(month=1, day=1)
    return [
        OpeningHours(
            weekday=day,
            opens=dt.time.fromisoformat(part["opens"]),
            closes=dt.time.fromisoformat(part["closes"]),
            valid_from=since.replace(year=since.year - 1),
            **owner,
        )
        for part in row.get("hours", [])
        for day in part["days"]
    ]


def access_of(row: dict, **owner) -> list[AccessFact]:
    """What somebody has looked at, and what nobody has."""
    looked_on = timezone.localdate() - dt.timedelta(days=60)
    facts = []
    for feature, (answer, *note) in row["access"].items():
        is_known = answer != Answer.UNKNOWN
        danish, english = note or ("", "")
        facts.append(
            AccessFact(
                feature=feature,
                answer=answer,
                note_da=danish,
                note_en=english,
                looked_by=LOOKED_BY if is_known else "",
                looked_on=looked_on if is_known else None,
                **owner,
            )
        )
    return facts


def rules_of(row: dict, venue: Venue) -> list[HouseRules]:
    """The rules of a house: those of all houses, and its own in the last version."""
    found = read(FOLDER, "_rules")
    own = next((r for r in found["venue"] if r["slug"] == row["slug"]), None)
    versions = own.get("versions", 1) if own else 1
    now = timezone.now()
    return [
        HouseRules(
            venue=venue,
            version=version,
            written_at=now - dt.timedelta(days=100 * (versions + 1 - version)),
            **{
                f"text_{language}": found["all"][language]
                + (f"\n{own[language]}" if own and version == versions else "")
                for language in ("da", "en")
            },
        )
        for version in range(1, versions + 1)
    ]


def prices_of(row: dict, space: Space) -> list[Price]:
    """What each group paid last year and pays now."""
    this_year = timezone.localdate().replace(month=1, day=1)
    last_year = this_year.replace(year=this_year.year - 1)
    return [
        Price(
            space=space,
            group=group,
            ore_per_hour=row[f"{group.value}{suffix}"],
            valid_from=since,
            **LEGAL_BASIS[group],
        )
        for group in PriceGroup
        for suffix, since in (("_before", last_year), ("", this_year))
    ]


def make_notice(venue: Venue) -> None:
    """A passing notice that ends when the next Friday does."""
    now = timezone.localtime()
    days = (FRIDAY - now.weekday()) % 7
    evening = now.replace(hour=23, minute=59, second=0, microsecond=0)
    AccessNotice.objects.create(
        venue=venue,
        shown_from=now - dt.timedelta(days=1),
        shown_until=evening + dt.timedelta(days=days),
        **NOTICE,
    )
