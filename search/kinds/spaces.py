"""Spaces that people borrow, with when each is next free."""

import datetime as dt
from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from search.kinds.base import Document, Kind, in_languages, lines, mark, place_names
from search.kinds.pages import texts_of
from spaces.addresses import SPACES, index_url, space_urls
from spaces.availability import Calendar
from spaces.models import Space, SpacePage
from spaces.wording import when_in_words

SOON = dt.timedelta(days=14)


class Spaces(Kind):
    """Rooms, kitchens, workshops: told by their facts, and by a page where one is."""

    name = "space"
    label, plural = _("Space"), _("Spaces")
    weight = 1.1
    family = "space"
    pages = (SpacePage,)

    def documents(self, keys: set[str] | None = None) -> Iterator[Document]:
        """Spaces that may be found and booked."""
        shown = Space.objects.shown()
        shown = shown if keys is None else shown.filter(pk__in=keys)
        rows = list(shown.for_page().order_by("pk"))
        for language in in_languages():
            if index_url(language):
                urls = space_urls(rows, language)
                told = SPACES.pages_of(rows, language)
                for each in rows:
                    page = told.get(each.pk)
                    yield document(each, language, urls[each.pk], page)

    def key_of(self, page: SpacePage) -> str:
        """The space itself: it is one hit, whether it has a page or not."""
        return str(page.space_id)

    def shown(self, keys: set[str], language: str) -> dict[str, dict]:
        """Those that may still be booked, and when next; four queries."""
        spaces = list(Space.objects.shown().filter(pk__in=keys))
        now = timezone.now()
        calendar = Calendar(spaces, now, now + SOON, now=now)
        found = {}
        for each in spaces:
            free = calendar.first_free(each)
            words = when_in_words(free, now) if free else ""
            found[str(each.pk)] = {"next_free": words}
        return found


def document(each: Space, language: str, url: str, page) -> Document:
    """One space in the active language."""
    venue = each.venue
    told = [page.standfirst, *texts_of(page)] if page else []
    return Document(
        key=str(each.pk),
        language=language,
        title=str(each.name),
        url=url,
        summary=str(each.line),
        text=lines(
            *told,
            ", ".join(str(feature.name) for feature in each.features.all()),
            venue.address,
            venue.stop,
        ),
        names=[
            str(venue.name),
            str(each.get_kind_display()),
            *dict.fromkeys([venue.postcode, *place_names([venue.district])]),
        ],
        place=f"{venue.name}, {venue.district.name}",
        marks=[mark("district", venue.district_id)],
        written_in=getattr(each.line, "lang", language),
    )
