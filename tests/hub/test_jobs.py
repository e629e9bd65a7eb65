"""Clock jobs: when they are due, one at a time, and a failure is written down."""

import datetime as dt
import logging
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from home.models import StandardPage
from hub import jobs
from hub.models import ClockJob, Limit, MailCode, OutgoingMail
from tests.factories import make_page

NOON = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


@pytest.fixture(autouse=True)
def clock(request, time_machine):
    """Noon, until moved."""
    time_machine.move_to(NOON, tick=False)
    return time_machine


@pytest.fixture
def only(monkeypatch):
    """Replace the registered jobs by those of a test."""
    monkeypatch.setattr(jobs, "_jobs", {})
    return jobs.register


def test_job_runs_at_once_then_when_it_is_due(db, clock, only):
    runs = []
    only(every=HOUR)(lambda: runs.append(timezone.now()))

    counts = [jobs.run_due(), jobs.run_due()]
    clock.shift(HOUR)
    counts.append(jobs.run_due())

    assert counts == [1, 0, 1]
    assert runs == [NOON, NOON + HOUR]
    row = ClockJob.objects.get()
    assert (row.next_at, row.last_finished_at, row.error) == (
        NOON + 2 * HOUR, NOON + HOUR, "",
    )  # fmt: skip


def test_failure_is_written_down_and_tried_again_soon(db, clock, only, caplog):
    outcomes = iter([RuntimeError("No bread today"), None])

    def bake():
        if error := next(outcomes):
            raise error

    only(every=HOUR)(bake)
    with caplog.at_level(logging.ERROR):
        jobs.run_due()

    row = ClockJob.objects.get()
    assert row.error.splitlines()[-1] == "RuntimeError: No bread today"
    assert row.next_at == NOON + jobs.RETRY
    assert [record.getMessage() for record in caplog.records] == [
        f"Clock job {row.name} failed"
    ]
    clock.shift(jobs.RETRY)
    jobs.run_due()
    row.refresh_from_db()
    assert (row.error, row.next_at) == ("", NOON + jobs.RETRY + HOUR)


def test_failing_job_holds_nobody_up(db, only, caplog):
    runs = []

    @only(every=HOUR)
    def fail():
        raise RuntimeError

    only(every=HOUR)(lambda: runs.append("second"))

    assert jobs.run_due() == 2
    assert runs == ["second"]


def test_job_of_a_dead_worker_runs_after_the_lease(db, clock, only):
    runs = []
    only(every=HOUR)(lambda: runs.append(timezone.now()))
    [job] = jobs.registered()
    assert jobs._lease(job, NOON) is True
    assert jobs.run_due() == 0

    clock.shift(jobs.LEASE)

    assert jobs.run_due() == 1
    assert runs == [NOON + jobs.LEASE]


def test_slow_worker_does_not_write_over_the_next_one(db, clock, only):
    def slow():
        clock.shift(jobs.LEASE)
        jobs.run(second)

    only(every=HOUR)(slow)
    [first] = jobs.registered()
    second = first._replace(run=lambda: None)

    jobs.run(first)

    row = ClockJob.objects.get()
    assert row.last_started_at == NOON + jobs.LEASE
    assert row.next_at == NOON + jobs.LEASE + HOUR


def test_two_workers_never_run_one_job_twice(own_database, only):
    runs, start = [], Barrier(4)
    for number in range(5):
        job = lambda number=number: runs.append(number)  # noqa: E731
        job.__name__ = f"job_{number}"
        only(every=HOUR)(job)

    def work(_number: int) -> int:
        start.wait()
        try:
            return jobs.run_due()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        counts = list(pool.map(work, range(4)))

    assert sorted(runs) == [0, 1, 2, 3, 4]
    assert sum(counts) == 5


def test_stopped_worker_begins_no_job(db, only):
    only(every=HOUR)(lambda: None)

    assert jobs.run_due(lambda: True) == 0
    assert ClockJob.objects.count() == 0


# The ground floor's own jobs ---------------------------------------------------------


def test_jobs_of_the_ground_floor_are_registered():
    names = {job.name: job.every for job in jobs.registered()}

    assert {name.removeprefix("hub.jobs."): names[name] for name in names
            if name.startswith("hub.jobs.")} == {
        "publish_scheduled": dt.timedelta(minutes=1),
        "make_renditions": dt.timedelta(minutes=1),
        "restart_lost_tasks": dt.timedelta(minutes=5),
        "clear_sessions": dt.timedelta(days=1),
        "prune_tasks": dt.timedelta(days=1),
        "purge_revisions": dt.timedelta(days=7),
        "tidy_mail": dt.timedelta(days=1),
        "tidy_codes_and_limits": dt.timedelta(days=1),
    }  # fmt: skip


def make_task(**fields) -> DBTaskResult:
    """A background task that a worker took an hour ago."""
    values = {
        "status": "RUNNING",
        "task_path": "tests.hub.test_worker.bake",
        "args_kwargs": {"args": [], "kwargs": {}},
        "backend_name": "default",
        "run_after": NOON - HOUR,
        "started_at": NOON - HOUR,
        "worker_ids": ["one"],
        "exception_class_path": "",
        "traceback": "",
    }
    return DBTaskResult.objects.create(**values | fields)


def test_lost_tasks_are_put_back_and_after_three_starts_failed(db):
    lost = make_task()
    fresh = make_task(started_at=NOON - dt.timedelta(minutes=5))
    hopeless = make_task(worker_ids=["one", "two", "three"])

    jobs.restart_lost_tasks()

    states = dict(DBTaskResult.objects.values_list("pk", "status"))
    assert states == {lost.pk: "READY", fresh.pk: "RUNNING", hopeless.pk: "FAILED"}


def test_old_mails_are_cleared_then_deleted(db):
    def make(days: int, *, is_sent=True) -> OutgoingMail:
        sent_at = NOON - dt.timedelta(days=days) if is_sent else None
        return OutgoingMail.objects.create(
            to="bo@example.org", subject="Soup", body="Words", html="<p>Words</p>",
            attachments=[["a", "", "text/plain"]], sent_at=sent_at,
            created_at=NOON - dt.timedelta(days=days),
        )  # fmt: skip

    fresh, old, oldest, unsent = make(29), make(31), make(800), make(800, is_sent=False)

    jobs.tidy_mail()

    rows = OutgoingMail.objects.values_list("pk", "body", "html", "attachments")
    kept = ("Words", "<p>Words</p>", [["a", "", "text/plain"]])
    assert set(map(str, rows)) == {
        str((fresh.pk, *kept)), str((old.pk, "", "", [])), str((unsent.pk, *kept))
    }  # fmt: skip
    assert oldest.pk not in {row[0] for row in rows}


def test_mails_that_were_given_up_go_after_thirty_days(db):
    def make(days: int) -> OutgoingMail:
        given_up_at = NOON - dt.timedelta(days=days)
        return OutgoingMail.objects.create(to="bo@a.dk", given_up_at=given_up_at)

    young, _old = make(29), make(31)

    jobs.tidy_mail()

    assert list(OutgoingMail.objects.all()) == [young]


def test_old_codes_and_counts_are_deleted(db):
    def code(hours: int) -> MailCode:
        expires_at = NOON - dt.timedelta(hours=hours)
        return MailCode.objects.create(
            token=str(hours), purpose="sign_in", email="bo@example.org",
            code_hash="x", expires_at=expires_at,
        )  # fmt: skip

    def count(hours: int) -> Limit:
        start = NOON - dt.timedelta(hours=hours)
        return Limit.objects.create(key=str(hours), window_starts_at=start, count=1)

    code(25), count(49)
    young_code, young_count = code(23), count(47)

    jobs.tidy_codes_and_limits()

    assert list(MailCode.objects.all()) == [young_code]
    assert list(Limit.objects.all()) == [young_count]


def test_old_sessions_are_deleted(db):
    old, young = SessionStore(), SessionStore()
    old.set_expiry(NOON - HOUR)
    young.set_expiry(NOON + HOUR)
    old.save()
    young.save()

    jobs.clear_sessions()

    assert list(Session.objects.values_list("pk", flat=True)) == [young.session_key]


def test_page_is_published_when_its_time_comes(home, clock):
    page = make_page(StandardPage, home, live=False)
    page.go_live_at = NOON + HOUR
    page.save_revision().publish()
    page.refresh_from_db()
    assert page.live is False
    jobs.publish_scheduled()
    page.refresh_from_db()
    assert page.live is False

    clock.shift(2 * HOUR)
    jobs.publish_scheduled()

    page.refresh_from_db()
    assert page.live is True
