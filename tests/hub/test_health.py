"""What monitoring is told: each check by breaking what it looks at."""

import datetime as dt
import shutil
from collections import namedtuple

import pytest
from django.core.cache import cache
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from hub import guards, health, jobs
from hub.models import ClockJob, Limit, OutgoingMail

WELL = {
    "disk": "ok",
    "page_cache": "ok",
    "database": "ok",
    "migrations": "ok",
    "database_guards": "ok",
    "mail": "ok",
    "clock": "ok",
}
ASIDE = dict.fromkeys(list(WELL)[3:], "unknown")


@pytest.fixture(autouse=True)
def _look_now():
    health.forget()
    yield
    health.forget()


@pytest.fixture
def running(db):
    """A site whose worker has just run every clock job."""
    now = timezone.now()
    rows = [
        ClockJob(name=job.name, next_at=now, last_finished_at=now)
        for job in jobs.registered()
    ]
    ClockJob.objects.bulk_create(rows)


def answer(client) -> tuple[int, dict]:
    response = client.get("/readyz")
    assert response.headers["Cache-Control"].startswith("max-age=0, no-cache, no-store")
    body = response.json()
    assert body["is_ready"] == (response.status_code == 200)
    return response.status_code, body["checks"]


def test_all_is_well(running, client):
    assert answer(client) == (200, WELL)
    assert not Limit.objects.exists()


def test_the_process_answers_without_the_database(database_away, client):
    response = client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok")


def test_a_database_that_is_gone(database_away, client):
    expected = WELL | {"database": "does not answer"} | ASIDE

    assert answer(client) == (503, expected)


@pytest.fixture
def read_only(running):
    """A database that is read as always and takes no writes."""
    only = {"postgresql": "SET TRANSACTION READ ONLY", "sqlite": "PRAGMA query_only=1"}
    with connection.cursor() as cursor:
        cursor.execute(only[connection.vendor])
        yield
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA query_only=0")


def test_a_database_that_cannot_be_written(read_only, client):
    expected = WELL | {"database": "does not answer"} | ASIDE

    assert answer(client) == (503, expected)


def test_a_migration_that_is_not_applied(running, client):
    MigrationRecorder(connection).record_unapplied("hub", "0001_accounts")

    expected = WELL | {"migrations": "not applied: hub.0001_accounts"}
    assert answer(client) == (503, expected)


def test_a_guard_that_is_missing(running, client, monkeypatch):
    lost = guards.Guard("no_overlap", "hub_limit", (), ())
    monkeypatch.setattr(guards, "_guards", {lost.name: lost})

    expected = WELL | {"database_guards": "missing: no_overlap"}
    assert answer(client) == (503, expected)


def queue_mail(minutes: int, **fields) -> None:
    created = timezone.now() - dt.timedelta(minutes=minutes)
    mail = {"to": "a@example.org", "subject": "Hej", "created_at": created}
    OutgoingMail.objects.create(**mail | fields)


def test_a_mail_that_does_not_leave(running, client):
    queue_mail(minutes=90, sent_at=timezone.now())
    queue_mail(minutes=14)
    fresh = answer(client)
    queue_mail(minutes=16)
    health.forget()

    assert fresh == (200, WELL)
    assert answer(client) == (503, WELL | {"mail": "waits 16 minutes"})


def test_a_mail_that_its_receivers_server_refuses_is_no_trouble_of_ours(
    running, client
):
    queue_mail(minutes=90, attempts=6, is_refused=True)
    refused = answer(client)
    queue_mail(minutes=90, attempts=6)
    health.forget()

    assert refused == (200, WELL)
    assert answer(client) == (503, WELL | {"mail": "waits 90 minutes"})


def test_a_clock_job_that_is_late(running, client):
    name = "hub.jobs.publish_scheduled"
    row = ClockJob.objects.filter(name=name)
    row.update(next_at=timezone.now() - dt.timedelta(minutes=11))

    assert answer(client) == (503, WELL | {"clock": f"late: {name}"})


def test_a_clock_job_that_fails_does_not_say_what_is_in_its_trace(running, client):
    name = "hub.jobs.publish_scheduled"
    ClockJob.objects.filter(name=name).update(error="secret of a trace")

    assert answer(client) == (503, WELL | {"clock": f"failing: {name}"})


def test_a_worker_that_never_ran(db, client):
    names = ", ".join(job.name for job in jobs.registered())

    assert answer(client) == (503, WELL | {"clock": f"late: {names}"})


def test_a_disk_that_is_nearly_full(running, client, monkeypatch):
    usage = namedtuple("usage", "free")(200 * 1024 * 1024)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage)

    assert answer(client) == (503, WELL | {"disk": "200 MB left"})


def test_a_cache_that_does_not_answer(running, client, monkeypatch):
    def refuse(*args, **kwargs):
        raise ConnectionError

    monkeypatch.setattr(cache, "set", refuse)

    assert answer(client) == (503, WELL | {"page_cache": "does not answer"})


def test_who_asks_often_is_told_what_was_found_before(
    running, client, time_machine, django_assert_num_queries
):
    time_machine.move_to(timezone.now(), tick=False)
    answer(client)

    with django_assert_num_queries(0):
        again = answer(client)
    ClockJob.objects.all().delete()
    time_machine.shift(health.LOOK_EVERY + 1)

    assert again == (200, WELL)
    assert answer(client)[0] == 503
