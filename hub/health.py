"""For those who watch the site: does the process answer, and is all well behind it?

Supervisors and load balancers ask `/healthz`. Monitoring asks `/readyz`: it also says
503 where readers notice nothing yet, as when mail does not leave.
"""

import datetime as dt
import shutil
import time
from functools import cache as once
from secrets import token_hex

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, InterfaceError, connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from hub import guards, jobs
from hub.models import ClockJob, Limit, OutgoingMail

OK, UNKNOWN = "ok", "unknown"
LATE = dt.timedelta(minutes=10)
MAIL_LEAVES_WITHIN = dt.timedelta(minutes=15)
LEAST_FREE = 500 * 1024 * 1024  # bytes
LOOK_EVERY = 5  # seconds: looking writes, and anybody may ask
_seen: dict = {"until": 0.0, "found": {}}


@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse(OK, content_type="text/plain")


@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """What works and what does not; 503 if anything does not."""
    if _seen["until"] < time.time():
        _seen.update(until=time.time() + LOOK_EVERY, found=look())
    is_ready = set(_seen["found"].values()) == {OK}
    body = {"is_ready": is_ready, "checks": _seen["found"]}
    return JsonResponse(body, status=200 if is_ready else 503)


def forget() -> None:
    """Look again at the next request."""
    _seen["until"] = 0.0


def look() -> dict[str, str]:
    """What each check says; none is asked of a database that does not answer."""
    found = {"disk": disk(), "page_cache": page_cache()}
    for check in (database, migrations, database_guards, mail, clock):
        is_gone = found.get(database.__name__, OK) != OK
        found[check.__name__] = UNKNOWN if is_gone else _ask(check)
    return found


def _ask(check) -> str:
    try:
        return check()
    except (DatabaseError, InterfaceError):
        return "does not answer"


def database() -> str:
    """A row can be written; it is taken back at once."""
    with transaction.atomic():
        Limit.objects.create(key="readyz", window_starts_at=timezone.now())
        transaction.set_rollback(True)
    return OK


def migrations() -> str:
    """All migrations of this version of the code are applied."""
    applied = MigrationRecorder(connection).applied_migrations()
    missing = sorted(f"{app}.{name}" for app, name in _migrations() - set(applied))
    return f"not applied: {', '.join(missing)}" if missing else OK


@once
def _migrations() -> set[tuple[str, str]]:
    return set(MigrationLoader(None).graph.nodes)


def database_guards() -> str:
    """The constraints and triggers that keep our promises are there."""
    missing = guards.missing(connection)
    return f"missing: {', '.join(missing)}" if missing else OK


def mail() -> str:
    """No mail waits for long; an old one means that no worker or mail server runs."""
    oldest = OutgoingMail.objects.oldest_waiting()
    waits = timezone.now() - oldest.created_at if oldest else dt.timedelta()
    minutes = int(waits.total_seconds() // 60)
    return f"waits {minutes} minutes" if waits > MAIL_LEAVES_WITHIN else OK


def clock() -> str:
    """No clock job is late or fails."""
    rows = {row.name: row for row in ClockJob.objects.all()}
    names = [job.name for job in jobs.registered()]
    limit = timezone.now() - LATE
    late = [name for name in names if name not in rows or rows[name].next_at < limit]
    failing = [name for name in names if name in rows and rows[name].error]
    said = {"late": late, "failing": failing}
    words = [f"{what}: {', '.join(found)}" for what, found in said.items() if found]
    return "; ".join(words) or OK


def disk() -> str:
    """There is room where the hub writes."""
    free = shutil.disk_usage(settings.VAR_DIR).free
    return OK if free >= LEAST_FREE else f"{free // 1024**2} MB left"


def page_cache() -> str:
    """What is written to the cache can be read."""
    word = token_hex(8)
    try:
        cache.set("hub:readyz", word, LOOK_EVERY)
        return OK if cache.get("hub:readyz") == word else "forgets"
    except Exception:  # noqa: BLE001 -- each backend has its own
        return "does not answer"
