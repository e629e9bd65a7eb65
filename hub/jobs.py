"""What runs on a clock: each app's `jobs.py` registers its jobs here.

A job is leased by one UPDATE on its row, so that two workers on two machines never run
it at the same time. A job that fails says why on its row and is tried again.
"""

import datetime as dt
import logging
import traceback
from collections.abc import Callable, Iterable
from contextlib import suppress
from io import StringIO
from typing import NamedTuple

from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.images.models import SourceImageIOError

from hub import publishing
from hub.models import (
    ClockJob,
    HubImage,
    Limit,
    MailCode,
    OutgoingMail,
    SiteSettings,
)
from hub.models.media import RENDITIONS

logger = logging.getLogger(__name__)

LEASE = dt.timedelta(minutes=15)  # a job whose worker died runs again after this
RETRY = dt.timedelta(minutes=5)
MINUTE, DAY = dt.timedelta(minutes=1), dt.timedelta(days=1)
MONTH = dt.timedelta(days=30)
TASK_IS_LOST_AFTER = dt.timedelta(minutes=30)
MOST_TASK_STARTS = 3
MOST_PICTURES = 3  # in one run; each takes a second or more


class Job(NamedTuple):
    """A function and how often it runs."""

    name: str
    every: dt.timedelta
    run: Callable[[], object]


_jobs: dict[str, Job] = {}


def register(*, every: dt.timedelta) -> Callable:
    """`@register(every=…)`: run a function without arguments on the clock.

    It must be safe to run again: a worker may die in the middle of it.
    """

    def add(run: Callable[[], object]) -> Callable[[], object]:
        name = f"{run.__module__}.{run.__name__}"
        _jobs[name] = Job(name, every, run)
        return run

    return add


def registered() -> list[Job]:
    """All jobs of all apps."""
    return list(_jobs.values())


def run_due(should_stop: Callable[[], bool] = lambda: False) -> int:
    """Run each job whose time has come; says how many."""
    now = timezone.now()
    next_at = dict(ClockJob.objects.values_list("name", "next_at"))
    due = [job for job in registered() if next_at.get(job.name, now) <= now]
    return sum(run(job) for job in due if not should_stop())


def run(job: Job) -> bool:
    """Run a job if it is due and nobody else runs it; says whether it ran."""
    started = timezone.now()
    if not _lease(job, started):
        return False
    error, wait = "", job.every
    try:
        job.run()
    except Exception:
        logger.exception("Clock job %s failed", job.name)
        error, wait = traceback.format_exc()[-4000:], min(job.every, RETRY)
    mine = ClockJob.objects.filter(name=job.name, last_started_at=started)
    done = timezone.now()
    mine.update(next_at=started + wait, last_finished_at=done, error=error)
    return True


def _lease(job: Job, now: dt.datetime) -> bool:
    """Whoever moves `next_at` first has the job."""
    row = ClockJob.objects.filter(name=job.name)
    if not row.exists():
        new = ClockJob(name=job.name, next_at=now)
        ClockJob.objects.bulk_create([new], ignore_conflicts=True)
    due = row.filter(next_at__lte=now)
    return due.update(next_at=now + LEASE, last_started_at=now) == 1


def for_each(rows: Iterable, act: Callable) -> None:
    """Do it for all, also where it fails for one; then fail with the first error."""
    errors = []
    for row in rows:
        try:
            act(row)
        except Exception as error:
            logger.exception("A job failed for %s", row.pk)
            errors.append(error)
    if errors:
        raise errors[0]


# The ground floor's own jobs ---------------------------------------------------------


@register(every=MINUTE)
def publish_scheduled():
    """Publish and take down what editors gave a time; what lacks something waits."""
    publishing.hold_back()
    call_command("publish_scheduled", verbosity=0)


@register(every=MINUTE)
def make_renditions():
    """Resize new pictures before a reader asks; few at a time, for mail waits."""
    made = 0
    for image in HubImage.objects.lacking_renditions().iterator():
        if made == MOST_PICTURES:
            return
        with suppress(SourceImageIOError):  # its file is gone: nothing to resize
            image.get_renditions(*RENDITIONS)
            made += 1


@register(every=5 * MINUTE)
def restart_lost_tasks():
    """Put tasks whose worker died back in the queue, a few times; then fail them."""
    long_ago = timezone.now() - TASK_IS_LOST_AFTER
    for task in DBTaskResult.objects.running().filter(started_at__lt=long_ago):
        if len(task.worker_ids) < MOST_TASK_STARTS:
            DBTaskResult.objects.filter(pk=task.pk).update(status="READY")
        else:
            task.set_failed(RuntimeError("Every worker that ran this died."))


@register(every=DAY)
def clear_sessions():
    """Delete sessions that have run out."""
    call_command("clearsessions")


@register(every=DAY)
def prune_tasks():
    """Delete the results of old background tasks."""
    call_command("prune_db_task_results", queue_name="*", verbosity=0)


@register(every=7 * DAY)
def purge_revisions():
    """Delete old versions of pages; drafts and what is planned stay."""
    call_command("purge_revisions", days=_log_lifetime().days, stdout=StringIO())


@register(every=DAY)
def tidy_mail():
    """Clear the words of sent mails after 30 days, delete the rows with the logs.

    A mail that was given up tells nothing but its words: it goes whole after 30 days.
    """
    now = timezone.now()
    sent = OutgoingMail.objects.filter(sent_at__lt=now - MONTH)
    sent.exclude(body="").update(body="", html="", attachments=[])
    OutgoingMail.objects.filter(sent_at__lt=now - _log_lifetime()).delete()
    OutgoingMail.objects.given_up().filter(given_up_at__lt=now - MONTH).delete()


@register(every=DAY)
def tidy_codes_and_limits():
    """Delete counts and codes of the days before."""
    yesterday = timezone.now() - DAY
    MailCode.objects.filter(expires_at__lt=yesterday).delete()
    Limit.objects.filter(window_starts_at__lt=yesterday - DAY).delete()


def _log_lifetime() -> dt.timedelta:
    return SiteSettings.current().keep_log_months * MONTH
