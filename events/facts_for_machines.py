"""An event as schema.org's Event, a node for each date: what search engines read.

A cancelled or postponed date keeps the time that it was announced for, and a moved one
says when it was. The address of what is online is for those who have signed up.
"""

from collections.abc import Iterable

from django.conf import settings
from django.utils import timezone

from events.choices import DateStatus, EventFormat
from events.models.dates import Occurrence
from events.models.events import Event
from events.sign_up_ways import way_of
from events.wording import place_of
from hub.models import SiteSettings

MOST = 30
SCHEMA = "https://schema.org/"
MODES = {
    EventFormat.IN_PERSON: "OfflineEventAttendanceMode",
    EventFormat.ONLINE: "OnlineEventAttendanceMode",
    EventFormat.HYBRID: "MixedEventAttendanceMode",
}


def facts_of(
    event: Event, dates: Iterable[Occurrence], address: str, image: str
) -> dict:
    """All dates that are told of, in one block; `event` is `for_page`.

    `address` and `image` are full: that of the page, and that of its picture.
    """
    told = list(dates)[:MOST]
    nodes = [_node_of(date, event, address) | {"image": image} for date in told]
    return {"@context": "https://schema.org", "@graph": nodes}


def _node_of(date: Occurrence, event: Event, address: str) -> dict:
    node = {
        "@type": "Event",
        "@id": f"{address}#date-{date.pk}",
        "name": str(event.title),
        "description": str(event.summary),
        "url": address,
        "startDate": _local(date.starts_at),
        "endDate": _local(date.ends_at),
        "eventStatus": SCHEMA + _status_of(date),
        "eventAttendanceMode": SCHEMA + MODES[EventFormat(event.format)],
        "location": _location_of(date, address),
        "organizer": _organizers_of(event),
        "inLanguage": [code.strip() for code in event.languages.split(",")],
        "isAccessibleForFree": event.is_free,
    }
    if _status_of(date) == "EventRescheduled":
        node["previousStartDate"] = _local(date.former_starts_at)
    if speakers := [each.name for each in event.speakers.all() if each.is_public]:
        node["performer"] = [{"@type": "Person", "name": name} for name in speakers]
    if offer := _offer_of(date, event):
        node["offers"] = offer
    return node


def _status_of(date: Occurrence) -> str:
    if date.is_cancelled:
        return "EventCancelled"
    if date.status == DateStatus.POSTPONED:
        return "EventPostponed"
    is_moved = date.status == DateStatus.RESCHEDULED
    has_new_time = is_moved and date.former_starts_at != date.starts_at
    return "EventRescheduled" if has_new_time else "EventScheduled"


def _location_of(date: Occurrence, address: str):
    """The place, or that it is online with the address of the page, or both."""
    virtual = {"@type": "VirtualLocation", "url": address}
    if not EventFormat(date.event.format).has_room:
        return virtual
    place = place_of(date)
    there = {"@type": "Place", "name": place.name}
    house = date.space.venue if date.space_id else date
    if house.street:
        there["address"] = {
            "@type": "PostalAddress",
            "streetAddress": house.street,
            "postalCode": house.postcode,
            "addressLocality": house.town,
            "addressCountry": "DK",
        }
    is_hybrid = date.event.format == EventFormat.HYBRID
    return [there, virtual] if is_hybrid else there


def _organizers_of(event: Event) -> list[dict]:
    names = [(each.name, each.website) for each in event.hosts.all()]
    names = names or [(SiteSettings.current().name, settings.SITE_URL)]
    return [
        {"@type": "Organization", "name": name} | ({"url": url} if url else {})
        for name, url in names
    ]


def _offer_of(date: Occurrence, event: Event) -> dict:
    """What a place costs and whether there is one; nothing where none is offered."""
    way = way_of(date)
    if not (way.url or way.is_open_door):
        return {}
    is_full = date.seats.is_full and not way.is_open_door
    offer = {
        "@type": "Offer",
        "availability": SCHEMA + ("SoldOut" if is_full else "InStock"),
    }
    if event.is_free:
        offer |= {"price": "0", "priceCurrency": "DKK"}
    if way.url:
        is_whole = way.is_elsewhere
        offer["url"] = way.url if is_whole else settings.SITE_URL + way.url
    return offer


def _local(moment) -> str:
    """A moment with Copenhagen's offset."""
    return timezone.localtime(moment).isoformat()
