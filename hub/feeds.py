"""The feeds of a list: announced by its page, and sent only when they have changed."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from hub.formatting import colon

ATOM, CALENDAR = "application/atom+xml", "text/calendar"
IN_MAILS = ("district", "theme")
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class Feed(NamedTuple):
    """A link in the head: its media type, what readers call it, its address."""

    type: str
    title: str
    url: str


def feeds_of(
    title: str, urls: Mapping[str, str], words: Iterable[str] = (), kept: str = ""
) -> list[Feed]:
    """The feeds of a whole list, then those of what is chosen from it.

    `urls` are addresses by media type; `kept` is what is chosen as a query
    (`?kind=meal`, or nothing) and `words` say it. A template is given them as `feeds`.
    """
    found = [Feed(kind, title, url) for kind, url in urls.items()]
    if kept:
        found += [
            Feed(kind, narrowed(title, words), url + kept) for kind, url in urls.items()
        ]
    return found


class Follow(NamedTuple):
    """Ways to follow a list at its filter, for `components/follow.html`.

    `mail_query` is what the weekly mail can follow of it.
    """

    feed_url: str
    calendar_url: str
    mail_query: str
    is_narrowed: bool


def ways_to_follow(
    title: str,
    urls: Mapping[str, str],
    *,
    words: Iterable[str] = (),
    kept: str = "",
    chosen: Mapping[str, str] | None = None,
) -> dict:
    """What a list gives its template: `feeds` for the head, `follow` for its foot.

    `chosen` are the values of its filter by name.
    """
    calendar = urls[CALENDAR] + kept if CALENDAR in urls else ""
    mail = mail_query(chosen or {})
    return {
        "feeds": feeds_of(title, urls, words, kept),
        "follow": Follow(urls[ATOM] + kept, calendar, mail, bool(kept)),
    }


def narrowed(title: str, words: Iterable[str]) -> str:
    """What a list is called with what it is narrowed to: `Events: Valby, Free`."""
    said = ", ".join(words)
    return f"{colon(title)} {said}" if said else title


def mail_query(chosen: Mapping[str, str]) -> str:
    """What the weekly mail can follow of a filter, as the query that asks for it."""
    kept = {name: chosen[name] for name in IN_MAILS if chosen.get(name)}
    return f"?{urlencode(kept)}" if kept else ""


def unless_unchanged(
    request: HttpRequest, body: bytes, content_type: str, newest=None
) -> HttpResponse:
    """What a feed says, or that it is as it was; `newest` is its latest change."""
    etag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
    response = HttpResponse(body, content_type=content_type, headers={"ETag": etag})
    response.headers["Cache-Control"] = "max-age=0, must-revalidate"
    response.headers["X-Robots-Tag"] = "noindex"  # the list is found, not its feeds
    modified = int(newest.timestamp()) if newest else None
    if modified:
        response.headers["Last-Modified"] = http_date(modified)
    return get_conditional_response(
        request, etag=etag, last_modified=modified, response=response
    )


def writable(text: object) -> str:
    """A text without the signs that neither XML nor a calendar can hold."""
    return UNWRITABLE.sub("", str(text))
