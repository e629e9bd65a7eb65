"""The feeds of a filtered list: a calendar to follow, and Atom for what is new."""

import hashlib
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import http_date

from events.calendars import calendar_of, changed_at
from events.filter_form import EventFilter
from events.finding import dates_at, dates_for, next_of_each, told_to_calendars
from events.models.events import Event
from events.rows import rows_of
from events.wording import when_of
from hub.calendars import CONTENT_TYPE
from hub.models import SiteSettings
from hub.routing import language_of

NEWEST = 30


def calendar_feed_of(page, request: HttpRequest) -> HttpResponse:
    """All dates of the filter from 30 days back to 12 months ahead; 304 if unchanged.

    Nobody's name is in it, nor the address of what is online.
    """
    form, language = EventFilter(request.GET), language_of(page)
    dates = list(told_to_calendars(form.wish))
    body = calendar_of(dates, language=language, name=title_of(page, form))
    newest = max(map(changed_at, dates), default=None)
    return unless_unchanged(request, body, newest)


def unless_unchanged(request: HttpRequest, body: bytes, newest=None) -> HttpResponse:
    """A calendar, or that it is as it was; `newest` is its latest change."""
    etag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
    response = HttpResponse(body, content_type=CONTENT_TYPE, headers={"ETag": etag})
    response.headers["Cache-Control"] = "max-age=0, must-revalidate"
    modified = int(newest.timestamp()) if newest else None
    if modified:
        response.headers["Last-Modified"] = http_date(modified)
    return get_conditional_response(
        request, etag=etag, last_modified=modified, response=response
    )


def atom_of(page, request: HttpRequest) -> HttpResponse:
    """The events that were announced last and are still to come, each once."""
    form, language = EventFilter(request.GET), language_of(page)
    dates = dates_for(form.wish._replace(week=False))
    newest = Event.objects.announced(dates.coming())[:NEWEST]
    keys = list(newest.values_list("pk", flat=True))
    groups = next_of_each(dates.filter(event__in=keys))
    rows = {row.event.pk: row for row in rows_of(dates_at(list(groups)), language)}
    address = settings.SITE_URL + page.get_url(request)
    kept = form.kept(without=("week",))
    feed = Atom1Feed(
        title=title_of(page, form),
        link=f"{address}{kept}",
        description=page.standfirst,
        language=language,
        feed_url=f"{address}feed/{kept}",
        author_name=SiteSettings.current().name,
    )
    host = urlsplit(settings.SITE_URL).hostname
    for row in (rows[key] for key in keys if key in rows):
        date, event = row.date, row.event
        words = [*(label.words for label in row.labels), event.summary]
        feed.add_item(
            title=str(event.title),
            link=settings.SITE_URL + row.url,
            description=f"{when_of(date)}. {row.place}. {'. '.join(words)}",
            unique_id=f"tag:{host},2026:event/{event.slug}/{language}",
            pubdate=event.published_at or event.created_at,
            updateddate=max(changed_at(date), event.published_at or event.created_at),
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


def title_of(page, form: EventFilter) -> str:
    """The page's title with what it is narrowed to, but for this week, in words."""
    words = form.in_words(without=("week",))
    return f"{page.title}: {', '.join(words)}" if words else page.title
