"""Whole pages from memory, never an old one: everything hangs on one generation.

The generation is a random value in the shared cache. Any change that a page may show
replaces it on commit, on every process at once; an entry written under another
generation is not served. Nothing outlives five minutes or the next date that changes
a page by itself.
"""

import hashlib
import time
from collections.abc import Callable
from secrets import token_hex
from typing import TypeVar

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.http import quote_etag

T = TypeVar("T")
LONGEST = 300  # seconds
GENERATION = "hub:generation"
KNOWN_QUERY_KEYS = {"page"}
UNCACHED_PREFIXES = ("/admin", "/static", "/media", "/documents", "/mail", "/healthz")
# Models whose rows no public page shows: a change of theirs makes no page old.
SILENT_MODELS = {
    "admin", "contenttypes", "django_tasks_database", "sessions", "mfa",
    "hub.outgoingmail", "hub.clockjob", "hub.limit", "hub.mailcode", "hub.paper",
    "hub.paperreading", "hub.user", "account", "wagtailcore.modellogentry",
    "wagtailcore.pagelogentry", "wagtailcore.referenceindex", "wagtailcore.revision",
    "wagtailcore.taskstate", "wagtailcore.workflowstate", "wagtailcore.comment",
    "wagtailadmin", "wagtailsearch", "wagtailusers", "wagtail_localize",
}  # fmt: skip
_deadlines: list[Callable[[], float | None]] = []
_memory: dict[str, tuple[str, object]] = {}


def generation() -> str:
    """The current generation, the same on all processes."""
    if (value := cache.get(GENERATION)) is None:
        cache.add(GENERATION, token_hex(8), None)
        value = cache.get(GENERATION, "none")
    return value


def renew() -> None:
    """Make every stored page old. Call it after `.update()` and bulk changes."""
    cache.set(GENERATION, token_hex(8), None)


def remembered(name: str, make: Callable[[], T]) -> T:
    """What `make` returned earlier in this generation, in this process."""
    now = generation()
    stamp, value = _memory.get(name, ("", None))
    if stamp != now:
        value = make()
        _memory[name] = (now, value)
    return value


def forget() -> None:
    """Empty this process's memory; tests roll back without a commit."""
    _memory.clear()


def register_deadline(find: Callable[[], float | None]) -> None:
    """Add a function that says when, in epoch seconds, a page next changes by itself."""
    _deadlines.append(find)


def lifetime() -> int:
    """Seconds that a page made now may live."""
    now = time.time()
    dates = [date for find in _deadlines if (date := find()) and date > now]
    return int(max(0, min([LONGEST, *(date - now for date in dates)])))


def _is_silent(model) -> bool:
    labels = {model._meta.app_label, model._meta.label_lower}
    return bool(labels & SILENT_MODELS)


def _changed(sender, **kwargs):
    if not kwargs.get("raw") and not _is_silent(sender):
        transaction.on_commit(renew, robust=True)


for signal in (post_save, post_delete, m2m_changed):
    signal.connect(_changed, dispatch_uid=f"pagecache {id(signal)}")


class PageCacheMiddleware:
    """The first middleware: answers a reader without waking the rest."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The stored page if it is of this generation, else a fresh one."""
        if not _may_read(request):
            return self.get_response(request)
        now = generation()
        key = _key(request)
        entry = cache.get(key)
        if entry and entry["generation"] == now and entry["until"] > time.time():
            return _from_entry(entry, request)
        response = self.get_response(request)
        if _may_store(response):
            entry = _store(key, now, response)
            return _from_entry(entry, request)
        return response


def _may_read(request: HttpRequest) -> bool:
    return (
        settings.PAGE_CACHE
        and request.method in {"GET", "HEAD"}
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and not request.path.startswith(UNCACHED_PREFIXES)
    )


def _may_store(response: HttpResponse) -> bool:
    control = response.headers.get("Cache-Control", "")
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and "no-store" not in control
        and "private" not in control
    )


def _key(request: HttpRequest) -> str:
    query = sorted(
        (name, request.GET.getlist(name)) for name in KNOWN_QUERY_KEYS & set(request.GET)
    )
    language = "" if request.path != "/" else request.headers.get("Accept-Language", "")
    raw = repr((request.get_host(), request.path, query, language))
    return "page:" + hashlib.sha256(raw.encode()).hexdigest()


def _store(key: str, stamp: str, response: HttpResponse) -> dict:
    body = response.content
    headers = dict(response.headers)
    headers["ETag"] = quote_etag(hashlib.sha256(body).hexdigest()[:20])
    headers.setdefault("Cache-Control", "max-age=0, must-revalidate")
    seconds = lifetime()
    entry = {
        "generation": stamp,
        "until": time.time() + seconds,
        "headers": headers,
        "body": body,
    }
    if seconds:
        cache.set(key, entry, seconds)
    return entry


def _from_entry(entry: dict, request: HttpRequest) -> HttpResponse:
    headers = entry["headers"]
    if request.headers.get("If-None-Match") == headers["ETag"]:
        response = HttpResponseNotModified()
        response.headers["ETag"] = headers["ETag"]
        response.headers["Cache-Control"] = headers["Cache-Control"]
        return response
    return HttpResponse(entry["body"], headers=headers)
