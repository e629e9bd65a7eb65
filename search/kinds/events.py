"""What people come to, with the date that is next."""

import datetime as dt
from collections.abc import Iterable, Iterator

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from events.addresses import event_urls, index_url
from events.models import Event, EventPage, Occurrence
from events.telling import first_of
from events.wording import labels_of, place_in_words, when_of
from hub.models import District
from hub.restrictions import readable
from search.kinds.base import Document, Kind, in_languages, lines, mark, place_names
from search.kinds.pages import texts_of

RELATED = (
    "hosts", "speakers", "districts", "themes", "audiences",
    "occurrences__space__venue__district",
)  # fmt: skip


class Events(Kind):
    """Published events, and cancelled ones, which say so; a series is one hit."""

    name = "event"
    label, plural = _("Event"), _("Events")
    has_times = True
    family = "event"
    pages = (EventPage,)

    def documents(self, keys: set[str] | None = None) -> Iterator[Document]:
        """Events with a date that readers see, by their facts and their page."""
        shown = Event.objects.shown().exclude(occurrences=None)
        shown = shown if keys is None else shown.filter(pk__in=keys)
        rows = list(shown.prefetch_related(*RELATED).order_by("pk"))
        for language in in_languages():
            if index_url(language):
                urls, told = event_urls(rows, language), stories_in(language, rows)
                for each in rows:
                    page = told.get(each.pk)
                    yield document(each, language, urls[each.pk], page)

    def has_passed(self, since: dt.datetime, now: dt.datetime) -> bool:
        """Whether a date has ended: then another is next; one query."""
        return Occurrence.objects.filter(ends_at__gt=since, ends_at__lte=now).exists()

    def key_of(self, page: EventPage) -> str:
        """The event itself: it is one hit, whether it has a page or not."""
        return str(page.event_id)

    def shown(self, keys: set[str], language: str) -> dict[str, dict]:
        """Those that readers still see, with the date that is next now; one query.

        The index knows the date that was next when it was read.
        """
        events = Event.objects.shown().filter(pk__in=keys).annotate(date=next_date())
        dates = Occurrence.objects.filter(pk__in=events.order_by().values("date"))
        return {str(date.event_id): said_of(date) for date in dates.for_lists()}


def next_date() -> Coalesce:
    """The next date that takes place, else the next at all, else the last."""
    dates = Occurrence.objects.filter(event=OuterRef("pk"))
    choices = dates.held().coming(), dates.coming(), dates.past()
    return Coalesce(*(Subquery(rows.values("pk")[:1]) for rows in choices))


def said_of(date: Occurrence) -> dict:
    """When and where it is, and what is not as one would think."""
    words = [label.short for label in labels_of(date)]
    return {
        "when": when_of(date),
        "place": place_in_words(date),
        "not_as": words,
        "starts_at": date.starts_at,
        "is_on": date.is_held and not date.is_over,
    }


def stories_in(language: str, events: list[Event]) -> dict[int, EventPage]:
    """The page that tells of each event in a language, with its long text."""
    pages = readable(EventPage.objects.filter(locale__language_code=language))
    keys = [each.pk for each in events]
    return {page.event_id: page for page in pages.filter(event__in=keys)}


def document(each: Event, language: str, url: str, page: EventPage | None) -> Document:
    """One event in the active language, else in the words that it has."""
    dates = sorted(each.occurrences.all(), key=lambda date: date.starts_at)
    districts = districts_of(each, dates)
    told = [page.title, page.standfirst, page.in_short, *texts_of(page)] if page else []
    date, held = first_of(dates), [date for date in dates if date.is_held]
    return Document(
        key=str(each.pk),
        language=language,
        title=str(each.title),
        url=url,
        summary=str(each.summary),
        text=lines(*told, each.bring, each.access),
        names=[
            str(each.get_kind_display()),
            *(host.name for host in each.hosts.all()),
            *(person.name for person in each.speakers.all() if person.is_public),
            *(str(theme.name) for theme in each.themes.all()),
            *(str(audience.name) for audience in each.audiences.all()),
            *places_of(dates),
            *place_names(districts),
        ],
        at=date.starts_at if date else None,
        ends_at=max((date.ends_at for date in held or dates), default=None),
        marks=[
            *(mark("district", district.pk) for district in districts),
            *(mark("theme", theme.pk) for theme in each.themes.all()),
        ],
        is_example=each.is_example,
        written_in=getattr(each.title, "lang", language),
        since=each.published_at,
    )


def districts_of(event: Event, dates: Iterable[Occurrence]) -> list[District]:
    """Those that it belongs to, and those of the houses where it is."""
    there = [date.space.venue.district for date in dates if date.space]
    return list(dict.fromkeys([*event.districts.all(), *there]))


def places_of(dates: Iterable[Occurrence]) -> list[str]:
    """What the places of all dates are called, each once."""
    found = []
    for date in dates:
        if date.space:
            found += [str(date.space.name), str(date.space.venue.name)]
        found += [date.place, date.street, date.postcode, date.town]
    return list(dict.fromkeys(name for name in found if name))
