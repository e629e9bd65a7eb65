"""The tests' databases: real migrations once, then copies.

A base is named after what made it, is never opened again, and lives until something
of that changes. Each run of pytest works in its own copies; they go when it ends.
"""

import atexit
import contextlib
import datetime
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from functools import cache
from itertools import count
from pathlib import Path
from zoneinfo import ZoneInfo

from tests import engines

ROOT = engines.ROOT
FOLDER = engines.FOLDER
PLACE = hashlib.sha256(str(ROOT).encode()).hexdigest()[:8]
SCHEMA = ("*/migrations/*.py", "*/guards.py", "*/roles.py", "requirements.txt")
DEMO = ("*/demo*.py", "*/demo_content/**/*", "*/management/commands/load_demo.py")
engine = cache(engines.chosen)
_numbers = count(1)


def url_for_settings() -> str:
    """DATABASE_URL for `tests.settings`; the name in it is set before each test."""
    return os.environ.get("TEST_RUN_DATABASE") or engine().url("hub_not_chosen_yet")


def digest(patterns: Iterable[str], *more: str) -> str:
    """A short name for the contents of the files, and for `more`."""
    found = (file for pattern in patterns for file in ROOT.glob(pattern))
    files = sorted(file for file in found if file.is_file())
    whole = hashlib.sha256(repr(more).encode())
    for file in files:
        whole.update(str(file.relative_to(ROOT)).encode() + file.read_bytes())
    return whole.hexdigest()[:12]


def base() -> str:
    """The name of the migrated database; made where it is missing."""
    return _made(f"hub_test_{PLACE}_{digest(SCHEMA)}", "migrate", "-v0")


def demo_base() -> str:
    """The name of the database that holds the demo; its dates are those of today."""
    today = datetime.datetime.now(ZoneInfo("Europe/Copenhagen")).date().isoformat()
    name = f"hub_demo_{PLACE}_{digest([*SCHEMA, *DEMO], today)}"
    return _made(name, "load_demo", start=base())


def media_of(database: str) -> Path:
    """The folder of the pictures that belong to a base."""
    return _var(database) / "media"


def copy_of(database: str) -> str:
    """A copy of a base, for this run alone."""
    name = f"hub_copy_{PLACE}_{os.getpid()}_{next(_numbers)}"
    engine().drop(name)
    engine().copy(database, name)
    atexit.register(engine().drop, name)
    return name


def _made(name: str, *command: str, start: str | None = None) -> str:
    """Make a base under another name first, so that a broken one never has its own."""
    with _alone():
        # A server of the machine may remember a base whose files are gone.
        if name not in engine().names() or not _var(name).exists():
            raw = f"{name}_raw"
            _clear(name.rsplit("_", 1)[0])
            if start:
                engine().copy(start, raw)
            else:
                engine().create(raw)
            _manage(raw, name, *command)
            engine().rename(raw, name)
    return name


def _manage(database: str, name: str, *command: str) -> None:
    """Run a management command in a database as the tests' settings have it."""
    var = _var(name)
    shutil.rmtree(var, ignore_errors=True)
    var.mkdir()
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "TEST_RUN_DATABASE": engine().url(database),
        "TEST_VAR_DIR": str(var),
    }
    line = [sys.executable, "manage.py", *command]
    subprocess.run(line, cwd=ROOT, env=environment, check=True, stdout=sys.stderr)


def _var(name: str) -> Path:
    """VAR_DIR of a base: what the command that made it wrote into files."""
    return FOLDER / f"{name}.{engine().name}"


def _clear(prefix: str) -> None:
    """Drop the bases that this checkout no longer needs, and copies of ended runs."""
    for name in engine().names():
        if name.startswith(prefix):
            engine().drop(name)
            shutil.rmtree(_var(name), ignore_errors=True)
        elif name.startswith(f"hub_copy_{PLACE}_") and not _runs(name.split("_")[3]):
            engine().drop(name)


def _runs(pid: str) -> bool:
    return Path(f"/proc/{pid}").exists() if Path("/proc").exists() else True


@contextlib.contextmanager
def _alone():
    """One process at a time makes bases, on each engine."""
    with (FOLDER / f"{engine().name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
