"""Where a space is told of: its page in a language, else the page made of its facts."""

from collections.abc import Iterable

from django.apps import apps
from django.conf import settings
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from hub import pagecache
from hub.bilingual import SOURCE
from hub.routing import locales
from spaces.hours import Stretch
from spaces.models.rooms import Space

# What was typed in the search travels along to the space and into the booking form.
KEPT = (
    "kind", "district", "date", "start", "until", "people", "feature", "need", "price",
    "at_once", "time", "week",
)  # fmt: skip


def space_url(space: Space, language: str) -> str:
    """The address of a space in a language; one query."""
    return space_urls([space], language)[space.pk]


def book_url(space: Space) -> str:
    """Where a space is booked, in the active language."""
    return reverse("book", args=[space.slug])


def space_urls(spaces: Iterable[Space], language: str) -> dict[int, str]:
    """The address of each space by its key: one query.

    Without a page in that language it is the page of facts below the list of all
    spaces; a language without such a list gives the Danish address.
    """
    spaces = list(spaces)
    below = index_url(language)
    if not below and language != SOURCE:
        return space_urls(spaces, SOURCE)
    if not below:
        return {space.pk: f"/{language}/" for space in spaces}
    told = pages_of(spaces, language)
    return {
        space.pk: told[space.pk].get_url()
        if space.pk in told
        else f"{below}{space.slug}/"
        for space in spaces
    }


def pages_of(spaces: Iterable[Space], language: str) -> dict:
    """The published story of each space in a language, by the key of the space."""
    codes = {code: pk for pk, code in locales().items()}
    told = _stories().filter(space__in=[space.pk for space in spaces])
    return {page.space_id: page for page in told.filter(locale_id=codes.get(language))}


def stories_of(space: Space) -> dict:
    """The published stories of a space by language; one query."""
    codes = locales()
    return {codes[page.locale_id]: page for page in _stories().filter(space=space)}


def told_at(space: Space, stories: dict) -> dict[str, str]:
    """Where each language tells of a space: what the language switch leads to."""
    addresses = {}
    for code, _name in settings.LANGUAGES:
        if code in stories:
            addresses[code] = stories[code].get_url()
        elif below := index_url(code):
            addresses[code] = f"{below}{space.slug}/"
    return addresses


def _stories():
    return apps.get_model("spaces.SpacePage").objects.live().defer("body")


def index_url(language: str) -> str:
    """The address of the list of all spaces in a language; empty without one."""

    def find():
        pages = apps.get_model("spaces.SpaceIndexPage").objects.live()
        codes = locales()
        return {codes[page.locale_id]: page.get_url() for page in pages}

    return pagecache.remembered("lists of spaces", find).get(language, "")


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
