"""Whole pages from memory, never an old one: everything hangs on one generation.

The generation is a random value in the shared cache. Any change that a page may show
replaces it on commit, on every process at once; an entry written under another
generation is not served. Nothing outlives five minutes or the next date that changes
a page by itself.
"""

import datetime as dt
import gzip
import hashlib
import logging
import time
from collections.abc import Callable
from secrets import token_hex
from typing import TypeVar

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.db.models.signals import m2m_changed, post_delete, post_migrate, post_save
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers

T = TypeVar("T")
log = logging.getLogger(__name__)
LONGEST = 300  # seconds
PATIENCE = 5  # seconds that a cache which failed is left alone
GENERATION = "hub:generation"
CACHED_PREFIXES = ("/da/", "/en/", "/sitemap")
# A page made for a query with any other key is neither stored nor answered from here;
# what links from elsewhere carry along is not looked at.
KNOWN_QUERY_KEYS = {"page"}
TRACKING_KEYS = ("utm_", "fbclid", "gclid", "mc_", "msclkid")
# Models whose rows no public page shows: a change of theirs makes no page old.
SILENT_MODELS = {
    "account", "contenttypes", "django_tasks_database", "mfa", "sessions",
    "socialaccount", "wagtail_localize", "wagtailadmin", "wagtailsearch",
    "wagtailusers", "hub.clockjob", "hub.consent", "hub.dataact", "hub.limit",
    "hub.mailcode", "hub.outgoingmail", "hub.paper", "hub.paperreading", "hub.user",
    "events.placeschange", "events.seats", "events.signup",
    "search.entry", "search.follower", "search.follower_districts",
    "search.follower_themes", "search.lookup", "search.spacewatch", "search.word",
    "spaces.booking", "spaces.bookingevent", "spaces.calendartoken", "spaces.closure",
    "spaces.export", "spaces.introduction", "spaces.occupancy", "spaces.problem",
    "spaces.roomoffer", "spaces.unmetsearch", "stories.profilemessage",
    "wagtailcore.comment", "wagtailcore.modellogentry", "wagtailcore.pagelogentry",
    "wagtailcore.referenceindex", "wagtailcore.revision", "wagtailcore.taskstate",
    "wagtailcore.uploadedfile", "wagtailcore.workflowstate",
}  # fmt: skip
# Rows that drawing a page makes: new ones make no page old, deleted ones do.
MADE_WHILE_DRAWING = {"hub.rendition"}
# What a saved draft writes on its page: nothing that a reader sees.
DRAFT_FIELDS = {
    "draft_title", "has_unpublished_changes", "latest_revision",
    "latest_revision_created_at",
}  # fmt: skip
_deadlines: list[Callable[[], float | None]] = []
_memory: dict[str, tuple[str, float, object]] = {}
# Until when a cache that failed is left alone, and whether it missed a new generation.
_trouble = {"until": 0.0, "owes": False}


def generation() -> str:
    """The current generation, the same on all processes."""
    return _read(GENERATION)[0]


def renew(**_kwargs) -> None:
    """Make every stored page old on commit. Call it with `.update()` and bulk changes.

    Never before the commit: a page drawn meanwhile would be old and look new.
    """
    transaction.on_commit(_begin_generation, robust=True)


def _begin_generation() -> None:
    _trouble["owes"] = True
    try:
        _write_generation()
    except Exception:  # noqa: BLE001 -- each backend has its own
        _leave_alone()


def _write_generation() -> None:
    cache.set(GENERATION, token_hex(8), None)
    _trouble["owes"] = False


def remembered(name: str, make: Callable[[], T]) -> T:
    """What `make` returned earlier in this generation, in this process.

    Not for longer than a page: a value made in a transaction that is rolled back later
    must go too.
    """
    now, began = generation(), time.time()
    stamp, until, value = _memory.get(name, ("", 0.0, None))
    if stamp != now or until < began:
        value = make()
        _memory[name] = (now, began + LONGEST, value)
    return value


def forget() -> None:
    """Empty this process's memory; tests roll back without a commit."""
    _memory.clear()
    _trouble.update(until=0.0, owes=False)


def register_query_keys(*names: str) -> None:
    """Add query keys by which a list is filtered: each value has its own entry."""
    KNOWN_QUERY_KEYS.update(names)


def register_deadline(find: Callable[[], float | None]) -> None:
    """Add a function: when, in epoch seconds, does a page next change by itself?"""
    _deadlines.append(find)


def next_midnight() -> float:
    """When the day ends in Copenhagen: "overdue", "no news", "new" hang on the day."""
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    return timezone.make_aware(dt.datetime.combine(tomorrow, dt.time())).timestamp()


register_deadline(next_midnight)


def good_until(since: float) -> float:
    """Until when, in epoch seconds, a page begun at `since` may be shown."""
    dates = [date for find in _deadlines if (date := find()) and date > since]
    return min([since + LONGEST, *dates])


def _read(key: str) -> tuple[str, dict | None]:
    """The generation and what is stored under the key, with one question.

    A cache that does not answer must not take the site down, nor make every page wait
    for it: nothing is remembered, and it is not asked for some seconds. When it is back
    it gets the generation that it missed before anything is read from it.
    """
    if time.time() < _trouble["until"]:
        return token_hex(8), None
    try:
        if _trouble["owes"]:
            _write_generation()
        found = cache.get_many([GENERATION, key])
        if GENERATION not in found:
            cache.add(GENERATION, token_hex(8), None)
            return cache.get(GENERATION, token_hex(8)), None
    except Exception:  # noqa: BLE001 -- each backend has its own
        _leave_alone()
        return token_hex(8), None
    return found[GENERATION], found.get(key)


def _leave_alone() -> None:
    log.exception("The cache does not answer.")
    _trouble["until"] = time.time() + PATIENCE


def _changed(sender, **kwargs):
    labels = {sender._meta.app_label, sender._meta.label_lower}
    is_drawn = kwargs.get("created") and labels & MADE_WHILE_DRAWING
    fields = kwargs.get("update_fields")
    is_draft = fields and DRAFT_FIELDS.issuperset(fields)
    if not (is_drawn or is_draft or labels & SILENT_MODELS):
        renew()


for signal in (post_save, post_delete, m2m_changed):
    signal.connect(_changed, dispatch_uid=f"pagecache {id(signal)}")
# A new version of the code migrates before it starts: its pages are new ones too.
post_migrate.connect(renew, dispatch_uid="pagecache migrated")


class PageCacheMiddleware:
    """The first middleware: answers a reader without waking the rest."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The stored page if it is of this generation, else a fresh one."""
        if not _may_read(request):
            return self.get_response(request)
        began, key = time.time(), _key(request)
        now, entry = _read(key)
        if entry and entry["generation"] == now and entry["until"] > began:
            return _from_entry(entry, request)
        response = self.get_response(request)
        if _may_store(request, response):
            entry = _store(key, now, began, response)
            return _from_entry(entry, request)
        return response


def _may_read(request: HttpRequest) -> bool:
    return (
        settings.PAGE_CACHE
        and request.method in {"GET", "HEAD"}
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and request.path.startswith(CACHED_PREFIXES)
        and KNOWN_QUERY_KEYS.issuperset(_query_keys(request))
    )


def _query_keys(request: HttpRequest) -> list[str]:
    return sorted(name for name in request.GET if not name.startswith(TRACKING_KEYS))


def told_query(request: HttpRequest) -> str:
    """The query without what only follows readers about: no cached page repeats it."""
    query = request.GET.copy()
    for name in set(query).difference(_query_keys(request)):
        del query[name]
    return query.urlencode()


def _may_store(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether the page is for everybody.

    A form drawn for somebody who has the CSRF cookie holds that person's token, and
    nothing in the response tells.
    """
    control = response.headers.get("Cache-Control", "")
    varies = {name.strip() for name in response.headers.get("Vary", "").split(",")}
    if request.path.startswith("/sitemap"):
        varies.discard("Accept-Language")  # said of all without a prefix; it holds both
    return (
        request.method == "GET"
        and settings.CSRF_COOKIE_NAME not in request.COOKIES
        and response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not any(word in control for word in ("no-store", "no-cache", "private"))
        and varies <= {"", "Accept-Encoding", "Cookie"}
    )


def _key(request: HttpRequest) -> str:
    query = [(name, request.GET.getlist(name)) for name in _query_keys(request)]
    # As the request names it: a host that is not ours is refused further in, and what
    # is refused is not stored.
    host = request.headers.get("Host", "")
    raw = repr((request.scheme, host, request.path, query))
    return "page:" + hashlib.sha256(raw.encode()).hexdigest()


def _store(key: str, stamp: str, began: float, response: HttpResponse) -> dict:
    body = gzip.compress(response.content, mtime=0)
    patch_vary_headers(response, ["Accept-Encoding"])
    response.headers["ETag"] = f'W/"{hashlib.sha256(body).hexdigest()[:20]}"'
    response.headers.setdefault("Cache-Control", "max-age=0, must-revalidate")
    until = good_until(began)
    headers = dict(response.headers)
    entry = {"generation": stamp, "until": until, "headers": headers, "body": body}
    seconds = until - time.time()
    if seconds > 0 and time.time() >= _trouble["until"]:
        try:
            cache.set(key, entry, seconds)
        except Exception:  # noqa: BLE001 -- each backend has its own
            _leave_alone()
    return entry


def _from_entry(entry: dict, request: HttpRequest) -> HttpResponse:
    """The stored page, packed for a browser that can unpack it, or a 304."""
    headers, body = dict(entry["headers"]), entry["body"]
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        headers["Content-Encoding"] = "gzip"
    else:
        body = gzip.decompress(body)
    headers["Content-Length"] = str(len(body))
    response = HttpResponse(body, headers=headers)
    return get_conditional_response(request, etag=headers["ETag"], response=response)
