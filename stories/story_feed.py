"""The newest stories as a feed, per language and per filter."""

import datetime as dt
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed

from hub.models import SiteSettings
from hub.routing import language_of
from stories.shelf import shelf_on
from stories.story_filter import StoryFilter
from stories.story_telling import last_change_of

NEWEST = 30
NOON = dt.time(12)


def stories_feed(page, request: HttpRequest) -> HttpResponse:
    """The standfirst of each story, not its text: who is portrayed may withdraw it.

    An entry keeps its id for ever, whichever feed it stands in.
    """
    shelf, language = shelf_on(page), language_of(page)
    form = StoryFilter(request.GET, shelf)
    address = settings.SITE_URL + page.get_url(request)
    feed = Atom1Feed(
        title=_title(page, form),
        link=f"{address}{form.kept()}",
        description=page.standfirst,
        language=language,
        feed_url=f"{address}feed/{form.kept()}",
        author_name=SiteSettings.current().name,
    )
    host = urlsplit(settings.SITE_URL).hostname
    for story in shelf.stories(shelf.chosen(form.bits & shelf.own)[:NEWEST]):
        feed.add_item(
            title=story.title,
            link=settings.SITE_URL + story.get_url(request),
            description=story.standfirst,
            author_name=story.byline or None,
            unique_id=f"tag:{host},2026:story/{story.translation_key}/{language}",
            pubdate=_at_noon(story.published_on),
            updateddate=_at_noon(last_change_of(story) or story.published_on),
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


def _title(page, form: StoryFilter) -> str:
    """The page's title with what it is narrowed to, in words."""
    words = form.in_words()
    return f"{page.title}: {', '.join(words)}" if words else page.title


def _at_noon(day: dt.date) -> dt.datetime:
    """A moment of the day: a feed wants the time too."""
    return timezone.make_aware(dt.datetime.combine(day, NOON))
