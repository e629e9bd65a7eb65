"""Where an event is told of: its page in a language, else one made of its facts."""

from collections.abc import Iterable

from events.models.events import Event
from hub import sitemaps
from hub.told import Telling

EVENTS = Telling(index="events.EventIndexPage", page="events.EventPage", fact="event")
event_url, event_urls, index_url = EVENTS.url, EVENTS.urls, EVENTS.index_url
stories_of, told_at = EVENTS.stories_of, EVENTS.told_at


def for_the_map() -> Iterable[sitemaps.Told]:
    """All events, each as new as the last change of it or of one of its dates."""
    shown = Event.objects.shown().with_last_change().only("slug")
    return EVENTS.on_the_map((each, each.last_change_at) for each in shown)


sitemaps.register(for_the_map)
