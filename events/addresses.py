"""Where an event is told of: its page in a language, else one made of its facts."""

from collections.abc import Iterable

from django.conf import settings

from events.models.events import Event
from hub import sitemaps
from hub.routing import locales
from hub.told import Telling

EVENTS = Telling(index="events.EventIndexPage", page="events.EventPage", fact="event")
event_url, event_urls, index_url = EVENTS.url, EVENTS.urls, EVENTS.index_url
stories_of, told_at = EVENTS.stories_of, EVENTS.told_at


def for_the_map() -> Iterable[sitemaps.Told]:
    """Events in the languages that have no page of them, for the sitemap."""
    lists = {code: index_url(code) for code, _name in settings.LANGUAGES}
    codes, told = locales(), EVENTS.stories().values_list("event", "locale")
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
