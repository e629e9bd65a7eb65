"""A list as an Atom feed (RFC 4287): one form for all rooms."""

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from hub.calendars import host
from hub.feeds import unless_unchanged, writable
from hub.models import SiteSettings

NEWEST = 30
SINCE = 2026  # the year in our tags (RFC 4151): it never changes
BEGINNING = dt.datetime(SINCE, 1, 1, tzinfo=dt.UTC)  # of what nobody knows when


class Item(NamedTuple):
    """An entry; `name` is what programs know it by for ever, whatever its address."""

    name: str
    title: str
    path: str
    words: str
    published: dt.datetime
    updated: dt.datetime
    author: str = ""


class Steady(Atom1Feed):
    """A feed whose bytes are the same as long as its entries are, also without any."""

    def latest_post_date(self) -> dt.datetime:
        """When the newest entry changed; of none the beginning, and not just now."""
        return super().latest_post_date() if self.items else BEGINNING


def atom_of(
    request: HttpRequest,
    items: Iterable[Item],
    *,
    title: str,
    about: str,
    language: str,
    below: str,
    kept: str = "",
) -> HttpResponse:
    """The feed of the list at the path `below`, at the filter `kept`; 304 if unchanged.

    The feed lies at `feed/` below its list. No person's address is in it.
    """
    address = settings.SITE_URL + below
    feed = Steady(
        title=writable(title),
        link=f"{address}{kept}",
        description=writable(about),
        language=language,
        feed_url=f"{address}feed/{kept}",
        author_name=SiteSettings.current().name,
    )
    for item in items:
        feed.add_item(
            title=writable(item.title),
            link=settings.SITE_URL + item.path,
            description=escape(writable(item.words)),  # Django says that it is HTML
            author_name=writable(item.author) or None,
            unique_id=f"tag:{host()},{SINCE}:{item.name}",
            pubdate=item.published,
            updateddate=item.updated,
        )
    return unless_unchanged(
        request, feed.writeString("utf-8").encode(), feed.content_type
    )
