"""Where a space is told of: its page in a language, else the page made of its facts."""

from collections.abc import Iterable

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from hub import moved, sitemaps
from hub.told import Telling
from spaces.hours import Stretch
from spaces.models.rooms import Space

# What was typed in the search travels along to the space and into the booking form.
KEPT = (
    "kind", "district", "date", "start", "until", "people", "feature", "need", "price",
    "at_once", "time", "week",
)  # fmt: skip


SPACES = Telling(index="spaces.SpaceIndexPage", page="spaces.SpacePage", fact="space")
space_url, space_urls, index_url = SPACES.url, SPACES.urls, SPACES.index_url
stories_of, told_at = SPACES.stories_of, SPACES.told_at


def book_url(space: Space) -> str:
    """Where a space is booked, in the active language."""
    return reverse("book", args=[space.slug])


def for_the_map() -> Iterable[sitemaps.Told]:
    """All spaces, for the sitemap."""
    shown = Space.objects.shown().only("slug", "changed_at")
    return SPACES.on_the_map((each, each.changed_at) for each in shown)


moved.register(Space, index_url=index_url, view="book", told=Space.objects.shown)
sitemaps.register(for_the_map)


def kept_from(query: QueryDict, **changed: str) -> str:
    """What a link takes along: `?kind=kitchen&date=2026-11-26`, or nothing.

    `changed` are single values that take the place of those in the query; an empty one
    is left out.
    """
    kept = QueryDict(mutable=True)
    for name in KEPT:
        values = [changed[name]] if name in changed else query.getlist(name)
        if values := [value for value in values if value]:
            kept.setlist(name, values)
    return f"?{kept.urlencode()}" if kept else ""


def asked(part: Stretch) -> dict[str, str]:
    """A time as the search and the booking form take it, in local time.

    An end on another day than the start has its date before it.
    """
    start, end = timezone.localtime(part.start), timezone.localtime(part.end)
    until = "%H:%M" if end.date() == start.date() else "%Y-%m-%dT%H:%M"
    return {
        "date": f"{start:%Y-%m-%d}",
        "start": f"{start:%H:%M}",
        "until": f"{end:{until}}",
    }
