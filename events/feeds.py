"""The feeds of a filtered list: a calendar to follow, and Atom for what is new."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse

from events.calendars import calendar_of, changed_at
from events.filter_form import EventFilter
from events.finding import dates_at, dates_for, next_of_each, told_to_calendars
from events.models.dates import Occurrence
from events.models.events import Event
from events.rows import Row, rows_of
from events.wording import when_of
from hub.atom import NEWEST, Item, atom_of
from hub.calendars import CONTENT_TYPE
from hub.feeds import narrowed, unless_unchanged
from hub.routing import language_of


def calendar_feed_of(page, request: HttpRequest) -> HttpResponse:
    """All dates of the filter from 30 days back to 12 months ahead."""
    form = EventFilter(request.GET)
    dates = told_to_calendars(dates_for(form.wish._replace(week=False)))
    return calendar_feed(request, dates, language_of(page), title_of(page, form))


def calendar_feed(
    request: HttpRequest, dates: Iterable[Occurrence], language: str, name: str
) -> HttpResponse:
    """Dates as a calendar that programs follow by its name; 304 if unchanged.

    Nobody's name is in it, nor the address of what is online.
    """
    dates = list(dates)
    body = calendar_of(dates, language=language, name=name)
    newest = max(map(changed_at, dates), default=None)
    return unless_unchanged(request, body, CONTENT_TYPE, newest)


def events_feed(page, request: HttpRequest) -> HttpResponse:
    """The events that were announced last and are still to come, each once."""
    form, language = EventFilter(request.GET), language_of(page)
    dates = dates_for(form.wish._replace(week=False))
    newest = Event.objects.announced(dates.coming())[:NEWEST]
    keys = list(newest.values_list("pk", flat=True))
    groups = next_of_each(dates.filter(event__in=keys))
    rows = {row.event.pk: row for row in rows_of(dates_at(list(groups)), language)}
    return atom_of(
        request,
        [_item(rows[key], language) for key in keys if key in rows],
        title=title_of(page, form),
        about=page.standfirst,
        language=language,
        below=page.get_url(request),
        kept=form.kept(without=("week",)),
    )


def _item(row: Row, language: str) -> Item:
    date, event = row.date, row.event
    words = [*(label.words for label in row.labels), event.summary]
    announced_at = event.published_at or event.created_at
    return Item(
        name=f"event/{event.slug}/{language}",
        title=str(event.title),
        path=row.url,
        words=f"{when_of(date)}. {row.place}. {'. '.join(map(str, words))}",
        published=announced_at,
        updated=max(changed_at(date), announced_at),
    )


def title_of(page, form: EventFilter) -> str:
    """The page's title with what it is narrowed to, but for this week, in words."""
    return narrowed(page.title, form.in_words(without=("week",)))
