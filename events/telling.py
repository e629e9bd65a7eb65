"""What the page of an event tells, whether by a story or by its facts alone."""

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.utils import timezone

from events import social
from events.addresses import index_url
from events.choices import EventFormat
from events.facts_for_machines import facts_of
from events.finding import Wish, dates_at, dates_for, next_of_each
from events.models.dates import Occurrence
from events.models.events import Event
from events.rows import Row, row_of, rows_of
from events.sign_up_ways import Way, way_of
from events.wording import Place, place_of, when_of
from hub import pagecache
from hub.models import (
    Audience,
    District,
    Organisation,
    Person,
    SiteSettings,
    Theme,
)
from spaces.addresses import space_urls
from spaces.models import AccessFact, AccessNotice, Space
from spaces.telling import AccessGroup, access_of, looked_by
from stories.addresses import organisation_url

MOST_RELATED = 3
SHOWN = 5  # dates that are not folded away


class Date(NamedTuple):
    """A date of the event as it is drawn, and how one comes."""

    date: Occurrence
    row: Row
    when: str
    way: Way


class There(NamedTuple):
    """A place of the event: the address, the way in, and how one gets around.

    Of a place of others there is no `space`: the event's own words tell of its access.
    """

    place: Place
    space: Space | None
    url: str
    access: list[AccessGroup]
    looked: list[tuple[str, dt.date]]
    notices: list[AccessNotice]


def telling_of(event: Event, request: HttpRequest, language: str) -> dict:
    """What the templates of an event are given; a fixed number of queries."""
    if event.image:
        prefetch_related_objects([event.image], "renditions")
    dates = dates_of(event)
    coming = [date_of(date) for date in dates if not date.is_over]
    past = [date_of(date) for date in reversed(dates) if date.is_over]
    main = first_of(dates)
    first = next((each for each in coming + past if each.date == main), None)
    subjects, address = subjects_of(event), settings.SITE_URL + request.path
    image = social.picture_of(event, main)
    told = [each.date for each in coming or past[:1]]
    return {
        "event": event,
        "first": first,
        "is_over": not coming,
        "interpreter_is_in_time": bool(first)
        and first.date.interpreter_by > timezone.now(),
        "is_series": len(dates) > 1,
        "coming": coming,
        "shown": coming[:SHOWN],
        "folded": coming[SHOWN:],
        "past": past,
        "places": places_of([each.date for each in coming or past], language),
        "contact": contact_of(event),
        "hosts": hosts_of(event),
        "speakers": [each for each in event.speakers.all() if each.is_public],
        "districts": subjects.districts,
        "themes": subjects.themes,
        "audiences": subjects.audiences,
        "related": related_to(event, subjects, language),
        "list_url": index_url(language),
        "address": address,
        "social_image": image,
        "facts": facts_of(event, told, address, image),
    }


def dates_of(event: Event) -> list[Occurrence]:
    """All dates with their places, the first first."""
    return list(event.occurrences.with_places().order_by("starts_at", "pk"))


def first_of(dates: list[Occurrence]) -> Occurrence | None:
    """What an event is told by: its next date that is held, else the next or last."""
    coming = [date for date in dates if not date.is_over]
    held = next((date for date in coming if date.is_held), None)
    return held or next(iter(coming or reversed(dates)), None)


def date_of(date: Occurrence) -> Date:
    """A date with its words."""
    return Date(date, row_of(date), when_of(date), way_of(date))


def contact_of(event: Event) -> Person | SiteSettings:
    """Whom one asks: the event's own person if the site may show them, else the hub."""
    if event.contact and event.contact.is_public:
        return event.contact
    return SiteSettings.current()


def hosts_of(event: Event) -> list[tuple[Organisation, str]]:
    """Who hosts, with the profile where the directory has one; nobody: the hub."""
    return [
        (each, organisation_url(each) if each.is_listed else "")
        for each in event.hosts.all()
    ]


def places_of(dates: Iterable[Occurrence], language: str) -> list[There]:
    """Each place once, in the order of the dates."""
    found: dict[Place, Space | None] = {}
    since = {}
    for date in dates:
        if date.space_id or EventFormat(date.event.format).has_room:
            found.setdefault(place_of(date), date.space)
            since.setdefault(place_of(date), (date.starts_at, date.ends_at))
    spaces = [space for space in found.values() if space]
    known = _known_of(spaces, language) if spaces else None
    return [_there(place, space, known, since[place]) for place, space in found.items()]


class Known(NamedTuple):
    """What is known of some spaces: addresses, access, what is out of order."""

    urls: dict[int, str]
    facts: list[AccessFact]
    notices: list[AccessNotice]


def _known_of(spaces: list[Space], language: str) -> Known:
    keys = sorted({space.pk for space in spaces})
    houses = sorted({space.venue_id for space in spaces})

    def find():
        shown = [space for space in spaces if space.is_open]
        return Known(
            space_urls(shown, language) if shown else {},
            list(AccessFact.objects.of_any(keys, houses)),
            list(AccessNotice.objects.in_houses(houses, timezone.now())),
        )

    return pagecache.remembered(f"known of {keys} {language}", find)


def _there(place: Place, space: Space | None, known: Known | None, time) -> There:
    if space is None:
        return There(place, None, "", [], [], [])
    facts = [f for f in known.facts if space.pk == f.space_id or _same_house(f, space)]
    notices = [
        each
        for each in known.notices
        if each.is_about(space)
        and each.shown_from < time[1]
        and each.shown_until > time[0]
    ]
    url = known.urls.get(space.pk, "")
    return There(place, space, url, access_of(facts), looked_by(facts), notices)


def _same_house(fact: AccessFact, space: Space) -> bool:
    return fact.venue_id is not None and fact.venue_id == space.venue_id


class Subjects(NamedTuple):
    """Where an event is, what it is about, and for whom."""

    districts: list[District]
    themes: list[Theme]
    audiences: list[Audience]


def subjects_of(event: Event) -> Subjects:
    """What readers filter an event by."""
    kinds = event.districts, event.themes, event.audiences
    return pagecache.remembered(
        f"subjects of event {event.pk}",
        lambda: Subjects(*(list(each.all()) for each in kinds)),
    )


def related_to(event: Event, subjects: Subjects, language: str) -> list[Row]:
    """The next other events in the same districts or on the same themes."""

    def find():
        districts = [each.pk for each in subjects.districts]
        themes = [each.pk for each in subjects.themes]
        near = Event.objects.near(districts, themes).exclude(pk=event.pk)
        groups = next_of_each(dates_for(Wish()).filter(event__in=near))
        return rows_of(dates_at(list(groups[:MOST_RELATED])), language)

    return pagecache.remembered(f"events like {event.pk} {language}", find)
