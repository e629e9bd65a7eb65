"""Real servers for tests: granian and workers, each with its own database and files."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from hub import environment
from tests import databases
from tests.databases import FOLDER, ROOT, engine

LONGEST_START = 90  # seconds; two cores may be busy with other things
LONGEST_STOP = 15
WEB = [sys.executable, "-m", "tests.web"]


class Server(NamedTuple):
    """A site that runs."""

    url: str
    environment: dict[str, str]
    process: subprocess.Popen

    def run(self, *words: str) -> None:
        """Run a Python program with the server's database and files."""
        line = [sys.executable, *words]
        subprocess.run(line, cwd=ROOT, env=self.environment, check=True)


def environment_for(database: str, var: Path, port: int, **more: str) -> dict[str, str]:
    """All variables that the settings know; the machine's own are not read."""
    return os.environ | dict.fromkeys(environment.KNOWN, "") | {
        "DJANGO_SETTINGS_MODULE": "tests.live",
        "SECRET_KEY": "only-for-servers-of-tests-" + "0123456789" * 4,
        "SITE_URL": f"http://127.0.0.1:{port}",
        "ALLOWED_HOSTS": "127.0.0.1",
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "DATABASE_URL": engine().url(database),
        "VAR_DIR": str(var),
        "DEMO_ALLOWED": "1",
        "EMAIL_URL": f"filemail:///{var}/mail",
        "DEFAULT_FROM_EMAIL": "hub@example.org",
        **more,
    }  # fmt: skip


@contextlib.contextmanager
def demo_site(**more: str) -> Iterator[Server]:
    """The demo, served from copies of its database and pictures; `more` is environment.

    With DEBUG it is the site of `make run`, else that of an operator.
    """
    base = databases.demo_base()
    name = databases.copy_of(base)
    try:
        with folder() as var:
            if databases.media_of(base).exists():
                shutil.copytree(databases.media_of(base), var / "media")
            with serving(name, var, **more) as server:
                yield server
    finally:
        engine().drop(name)


@contextlib.contextmanager
def folder() -> Iterator[Path]:
    """A VAR_DIR that goes in the end."""
    var = Path(tempfile.mkdtemp(prefix="server-", dir=FOLDER))
    try:
        yield var
    finally:
        shutil.rmtree(var, ignore_errors=True)


@contextlib.contextmanager
def serving(database: str, var: Path, **more: str) -> Iterator[Server]:
    """Granian as `make run` starts it, on a free port of this machine alone."""
    port = free_port()
    theirs = environment_for(database, var, port, **more)
    if not theirs["DEBUG"]:
        (var / "static").symlink_to(collected_static(theirs))
    with started(WEB, theirs, var / "server.log") as process:
        server = Server(f"http://127.0.0.1:{port}", theirs, process)
        wait_until_it_answers(server, var / "server.log")
        yield server


@contextlib.contextmanager
def started(line: list[str], environment: dict, log: Path) -> Iterator:
    """A program with a group of its own, which is ended whatever happens."""
    with log.open("ab") as output:
        process = subprocess.Popen(
            line,
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
        try:
            yield process
        finally:
            stop(process)


def stop(process: subprocess.Popen) -> None:
    """End a program and what it started, kindly first."""
    with contextlib.suppress(ProcessLookupError):
        process.terminate()
    try:
        process.wait(LONGEST_STOP)
    except subprocess.TimeoutExpired:
        pass
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_it_answers(server: Server, log: Path) -> None:
    """Wait for the first answer; a server that ended says why."""
    end = time.monotonic() + LONGEST_START
    while time.monotonic() < end:
        with contextlib.suppress(OSError):
            urllib.request.urlopen(f"{server.url}/da/", timeout=30).close()  # noqa: S310 -- ours
            return
        if server.process.poll() is not None:
            break
        time.sleep(0.1)
    raise RuntimeError(f"The server did not start:\n{log.read_text()[-4000:]}")


def collected_static(environment: dict[str, str]) -> Path:
    """Static files, packed and named by content; kept until one of them changes."""
    digest = databases.digest(["static/*/*", "requirements.txt"])
    place = FOLDER / f"static-{databases.PLACE}-{digest}"
    if not place.exists():
        forget_old(FOLDER.glob(f"static-{databases.PLACE}-*"))
        with folder() as var:
            line = [sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"]
            theirs = environment | {"VAR_DIR": str(var)}
            subprocess.run(line, cwd=ROOT, env=theirs, check=True)
            with contextlib.suppress(OSError):  # another run was quicker
                (var / "static").rename(place)
    return place


def forget_old(folders: Iterable[Path]) -> None:
    """Remove what no run of today can be using."""
    for each in folders:
        if each.stat().st_mtime < time.time() - 24 * 3600:
            shutil.rmtree(each, ignore_errors=True)
