"""Where an event is told of: its page in a language, else one made of its facts."""

from collections.abc import Iterable

from django.apps import apps
from django.conf import settings

from events.models.events import Event
from hub import pagecache, sitemaps
from hub.bilingual import SOURCE
from hub.routing import locales


def event_url(event: Event, language: str) -> str:
    """The address of an event in a language; one query."""
    return event_urls([event], language)[event.pk]


def event_urls(events: Iterable[Event], language: str) -> dict[int, str]:
    """The address of each event by its key: one query.

    Without a page in that language it is the page of facts below the list of all
    events; a language without such a list gives the Danish address.
    """
    events = list(events)
    below = index_url(language)
    if not below and language != SOURCE:
        return event_urls(events, SOURCE)
    if not below:
        return {event.pk: f"/{language}/" for event in events}
    told = pages_of(events, language)
    return {
        event.pk: told[event.pk].get_url()
        if event.pk in told
        else f"{below}{event.slug}/"
        for event in events
    }


def pages_of(events: Iterable[Event], language: str) -> dict:
    """The published story of each event in a language, by the key of the event."""
    codes = {code: pk for pk, code in locales().items()}
    told = _stories().filter(event__in=[event.pk for event in events])
    return {page.event_id: page for page in told.filter(locale_id=codes.get(language))}


def stories_of(event: Event) -> dict:
    """The published stories of an event by language; one query."""
    codes = locales()
    return {codes[page.locale_id]: page for page in _stories().filter(event=event)}


def told_at(event: Event, stories: dict) -> dict[str, str]:
    """Where each language tells of an event: what the language switch leads to."""
    addresses = {}
    for code, _name in settings.LANGUAGES:
        if code in stories:
            addresses[code] = stories[code].get_url()
        elif below := index_url(code):
            addresses[code] = f"{below}{event.slug}/"
    return addresses


def _stories():
    return apps.get_model("events.EventPage").objects.live().defer("body")


def for_the_map() -> Iterable[sitemaps.Told]:
    """Events in the languages that have no page of them, for the sitemap."""
    lists = {code: index_url(code) for code, _name in settings.LANGUAGES}
    codes, told = locales(), _stories().values_list("event", "locale")
    paged = {(event, codes[locale]) for event, locale in told}
    for event in Event.objects.shown().only("slug", "changed_at"):
        urls = {
            code: f"{below}{event.slug}/"
            for code, below in lists.items()
            if below and (event.pk, code) not in paged
        }
        if urls:
            yield sitemaps.Told(urls, event.changed_at)


sitemaps.register(for_the_map)


def index_url(language: str) -> str:
    """The address of the list of all events in a language; empty without one."""

    def find():
        pages = apps.get_model("events.EventIndexPage").objects.live()
        codes = locales()
        return {codes[page.locale_id]: page.get_url() for page in pages}

    return pagecache.remembered("lists of events", find).get(language, "")
