"""Programs go on when the database hangs up, and when one of them is killed."""

import contextlib
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from django.db import connection

from hub.management.commands import serve
from tests import servers
from tests.faults.post_office import kill
from tests.faults.test_outbox import queue

WORKER = [sys.executable, "manage.py", "worker"]
LONGEST = 60  # seconds
# A process that dies sooner after its start is a crash loop to granian: it gives up.
STEADY = 6  # seconds
HANG_UP = """SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()"""


def wait_for(is_so) -> None:
    """Look until it is so; nothing is said about how long it takes."""
    end = time.monotonic() + LONGEST
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.05)


def hang_up() -> int:
    """End all other connections to the database, as a restart does; says how many."""
    with connection.cursor() as cursor:
        cursor.execute(HANG_UP)
        return cursor.fetchone()[0]


def status(server, path="/da/") -> int:
    """What a reader gets."""
    try:
        with urllib.request.urlopen(server.url + path, timeout=30) as answer:  # noqa: S310 -- ours
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code


def send_and_wait(address: str, post_office) -> None:
    """Queue a mail and look until it is there."""
    queue(address)
    wait_for(lambda: address in post_office.by_receiver())


@pytest.fixture
def base_site(own_database):
    """The site without the demo, drawn anew for each reader."""
    more = {"PAGE_CACHE": "0"}
    with servers.folder() as var, servers.serving(own_database, var, **more) as server:
        yield server


@pytest.mark.postgres
def test_worker_goes_on_when_the_database_hangs_up(figure, surroundings, post_office):
    log = Path(surroundings["VAR_DIR"]) / "worker.log"
    with servers.started(WORKER, surroundings, log) as worker:
        for number in figure.rounds(3):
            send_and_wait(f"first{number}@example.org", post_office)

            ended = hang_up()
            send_and_wait(f"second{number}@example.org", post_office)

            assert ended > 0
            assert worker.poll() is None
            figure.add(ended=ended)
    figure.tell("{ended} connections of a worker ended in {rounds} rounds: it went on.")


@pytest.mark.postgres
def test_site_answers_when_the_database_hangs_up(figure, base_site):
    for _number in figure.rounds(3):
        before = [status(base_site) for _reader in range(8)]

        ended = hang_up()
        after = [status(base_site) for _reader in range(8)]

        assert ended > 0
        assert (before, after) == ([200] * 8, [200] * 8)
        figure.add(ended=ended)
    figure.tell("{ended} connections of the site ended: every reader got the page.")


@pytest.mark.once
def test_site_goes_on_when_a_web_process_is_killed(figure, base_site):
    for _number in figure.rounds(1):
        wait_for_all_but(0, base_site)
        time.sleep(STEADY)
        killed = processes_of(base_site.process.pid)[0]

        kill(killed)
        with contextlib.suppress(OSError):  # who was being answered just then
            status(base_site)
        wait_for_all_but(killed, base_site)

        assert [status(base_site) for _reader in range(8)] == [200] * 8
        figure.add(kills=1)
    figure.tell("{kills} web processes killed: a new one each time, readers answered.")


def wait_for_all_but(killed: int, server) -> None:
    """Look until all web processes run, and the killed one does not."""

    def are_there() -> bool:
        found = processes_of(server.process.pid)
        return len(found) == serve.WORKERS and killed not in found

    wait_for(are_there)


def processes_of(pid: int) -> list[int]:
    """The web processes that a granian has started, without those that ended."""
    found = []
    for each in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            number, rest = each.read_text().split(" (", 1)
            state, parent = rest.rsplit(") ", 1)[1].split()[:2]
            is_web = "granian" in (each.parent / "cmdline").read_text()
            if int(parent) == pid and state != "Z" and is_web:
                found.append(int(number))
    return sorted(found)
