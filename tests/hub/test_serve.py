"""`manage.py serve`: web server and worker begin together and end together."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from hub.management.commands import serve
from hub.models import Audience
from tests import databases, servers
from tests.databases import ROOT, engine

pytestmark = pytest.mark.once
LONGEST = 60  # seconds; two cores may be busy with other things
needs_linux = pytest.mark.skipif(
    not Path("/proc").exists(), reason="only Linux tells a program of its parent's end"
)


@contextlib.contextmanager
def served(port: int) -> Iterator[subprocess.Popen]:
    """The hub as `make run` starts it, in a database and folder of its own."""
    database = databases.copy_of(databases.base())
    with servers.folder() as var:
        environment = servers.environment_for(database, var, port, DEBUG="1")
        process = subprocess.Popen(
            [sys.executable, "manage.py", "serve"],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        try:
            yield process
        finally:
            with contextlib.suppress(ProcessLookupError):
                process.terminate()
            process.communicate(timeout=LONGEST)
    engine().drop(database)


def read_until(process: subprocess.Popen, *ends: str) -> str:
    """What the program says until it has said all of `ends`."""
    said = ""
    while not all(end in said for end in ends):
        line = process.stdout.readline()
        assert line, f"It ended too early:\n{said}"
        said += line
    return said


def children_of(pid: int) -> dict[str, int]:
    """The web server's and the worker's process."""
    found = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            if status.read_text().rpartition(")")[2].split()[1] == str(pid):
                line = (status.parent / "cmdline").read_text()
                name = "worker" if "worker\0" in line else "web"
                found[name] = int(status.parent.name)
    return found


def wait_until_closed(port: int) -> None:
    """Wait until nobody listens any more."""
    end = time.monotonic() + LONGEST
    while time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return
        time.sleep(0.1)
    pytest.fail("The web server still listens.")


@pytest.mark.parametrize("name", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_serve_says_where_it_is_and_ends_both_when_told(name):
    port = servers.free_port()
    with served(port) as process:
        said = read_until(process, "Ctrl-C stops it.", "Worker started.")
        process.send_signal(name)
        last = process.communicate(timeout=LONGEST)[0]

        assert f"  Danish          http://127.0.0.1:{port}/da/\n" in said
        assert "Worker stopped.\n" in last
        assert process.returncode == 0
        wait_until_closed(port)


@needs_linux
def test_serve_ends_with_an_error_when_the_worker_dies():
    port = servers.free_port()
    with served(port) as process:
        read_until(process, "Ctrl-C stops it.")
        os.kill(children_of(process.pid)["worker"], signal.SIGKILL)
        last = process.communicate(timeout=LONGEST)[0]

        assert last.endswith("The web server or the worker ended; see above.\n")
        assert process.returncode == 1
        wait_until_closed(port)


@needs_linux
def test_nothing_is_left_when_serve_itself_is_killed():
    port = servers.free_port()
    with served(port) as process:
        read_until(process, "Ctrl-C stops it.", "Worker started.")
        process.kill()

        assert process.stdout.read().endswith("Worker stopped.\n")
        wait_until_closed(port)


def test_a_taken_port_is_told_in_a_sentence(settings):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        settings.HOST, settings.PORT = listener.getsockname()

        with pytest.raises(CommandError) as stop:
            call_command("serve")

        assert str(stop.value) == (
            f"Port {settings.PORT} cannot be used: Address already in use. "
            "Stop what uses it, or choose another: PORT=8123 make run"
        )


def test_the_demo_is_loaded_once_and_an_interrupted_one_is_finished(
    demo, settings, tmp_path
):
    settings.VAR_DIR = tmp_path
    before = Audience.objects.count()
    Audience.objects.first().delete()

    serve.Command()._load_demo_once()
    assert Audience.objects.count() == before - 1

    (tmp_path / "demo-begun").touch()
    serve.Command()._load_demo_once()
    assert Audience.objects.count() == before
    assert list(tmp_path.iterdir()) == []


def test_documents_are_not_among_the_files_that_granian_serves(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path

    line = serve.web_server()

    routes = [line[place + 1] for place, part in enumerate(line) if "route" in part]
    assert routes == ["/media/images", "/media/avatar_images"]
