"""`manage.py worker`: mail, tasks and jobs, until stopped."""

import os
import signal
import subprocess
import sys
import time

import pytest
from django.core.management import call_command
from django.db import OperationalError
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from hub import jobs, mail
from hub.management.commands import worker
from hub.models import ClockJob, OutgoingMail
from tests import databases

CONTEXT = {"code": "123456", "purpose": "sign_in", "minutes": 15}
baked = []


@task()
def bake(name: str) -> str:
    """A background task."""
    baked.append(name)
    return f"{name} is baked"


@task()
def burn() -> None:
    """A background task that fails."""
    raise RuntimeError("Burnt")


@pytest.fixture
def _tasks_in_the_database(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    baked.clear()


def write(number: int = 1) -> OutgoingMail:
    """A mail in the outbox."""
    to = f"bo{number}@example.org"
    return mail.send("code", to=to, language="en", context=CONTEXT)


@pytest.mark.usefixtures("_tasks_in_the_database")
def test_worker_does_all_that_waits_once(own_database, mailoutbox):
    for number in range(3):
        write(number)
    results = [bake.enqueue(f"Bread {number}") for number in range(7)]
    results.append(burn.enqueue())

    call_command("worker", once=True)

    assert [message.to for message in mailoutbox] == [
        [f"bo{number}@example.org"] for number in range(3)
    ]
    assert sorted(baked) == [f"Bread {number}" for number in range(7)]
    states = DBTaskResult.objects.values_list("status", flat=True)
    assert sorted(states) == ["FAILED"] + ["SUCCESSFUL"] * 7
    assert set(ClockJob.objects.values_list("name", flat=True)) == {
        job.name for job in jobs.registered()
    }
    assert set(ClockJob.objects.values_list("error", flat=True)) == {""}


@pytest.mark.usefixtures("_tasks_in_the_database")
def test_lost_task_is_done_by_the_next_worker(own_database):
    bake.enqueue("Bread")
    DBTaskResult.objects.update(
        status="RUNNING", started_at="2026-01-01T00:00:00Z", worker_ids=["dead"]
    )

    call_command("worker", once=True)

    assert baked == ["Bread"]


def test_idle_round_asks_little(own_database, django_assert_num_queries):
    call_command("worker", once=True)
    command = worker.Command()
    command.stop = type("Never", (), {"is_set": staticmethod(lambda: False)})()

    with django_assert_num_queries(3):
        assert command._round() == 0


def test_worker_survives_a_lost_database(db, monkeypatch, caplog):
    def broken(*_args):
        raise OperationalError("gone")

    command = worker.Command()
    monkeypatch.setattr(command, "_round", broken)
    monkeypatch.setattr(worker.connections, "close_all", lambda: None)

    assert command._round_that_survives() == 0
    assert caplog.records[0].getMessage() == (
        "The worker met a database error and goes on"
    )


def test_worker_process_works_and_stops_when_asked(own_database, tmp_path):
    write()
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "TEST_RUN_DATABASE": databases.engine().url(own_database),
    }
    process = subprocess.Popen(
        [sys.executable, "-u", "manage.py", "worker"],
        cwd=databases.ROOT, env=environment, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert process.stdout.readline() == "Worker started.\n"
        until = time.monotonic() + 60
        while OutgoingMail.objects.waiting().exists() and time.monotonic() < until:
            time.sleep(0.1)
        process.send_signal(signal.SIGTERM)
        rest = process.communicate(timeout=60)[0]
    finally:
        process.kill()

    assert OutgoingMail.objects.waiting().count() == 0
    assert rest == "Worker stopped.\n"
    assert process.returncode == 0
