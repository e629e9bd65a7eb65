"""The demo as it was before there were spaces, brought up to this version.

`demo_before_spaces.sqlite3.gz` is the demo of that version, without the results of its
background tasks. It is never made anew: it stands for a site that has been running.
"""

import gzip
import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

pytestmark = pytest.mark.once
ROOT = Path(__file__).resolve().parent.parent
EARLIER = Path(__file__).with_name("demo_before_spaces.sqlite3.gz")
ASK = """
import json, django
django.setup()
from django.test import Client
from hub import health
from spaces.availability import overlaps, wrongly_occupied
print(json.dumps({
    "pages": {
        path: Client(SERVER_NAME='localhost').get(path).status_code for path in %r
    },
    "guards": health.database_guards(),
    "migrations": health.migrations(),
    "wrong": [len(overlaps()), len(wrongly_occupied())],
}))
"""
PAGES = [
    "/da/", "/en/", "/da/lokaler/", "/en/spaces/", "/da/kom-forbi/", "/en/come-by/",
]  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    """The earlier database, migrated, with what is new in the demo."""
    folder = tmp_path_factory.mktemp("earlier")
    database = folder / "hub.sqlite3"
    database.write_bytes(gzip.decompress(EARLIER.read_bytes()))
    run(database, "manage.py", "migrate", "-v0")
    run(database, "manage.py", "load_demo")
    return database


def run(database: Path, *words: str) -> str:
    """Start Python as `make run` does, with this database; gives what it prints."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "hub.settings",
        "DEBUG": "1",
        "DATABASE_URL": f"sqlite:///{database}",
        "VAR_DIR": str(database.parent),
    }
    line = [sys.executable, *words]
    return subprocess.check_output(line, cwd=ROOT, env=environment, text=True)


def count(database: Path, table: str) -> int:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


def test_the_earlier_demo_has_no_spaces(tmp_path):
    database = tmp_path / "hub.sqlite3"
    database.write_bytes(gzip.decompress(EARLIER.read_bytes()))

    with closing(sqlite3.connect(database)) as connection:
        rows = connection.execute("SELECT name FROM sqlite_master").fetchall()
    tables = {row[0] for row in rows}

    assert "home_proposal" in tables
    assert "spaces_space" not in tables


def test_the_earlier_demo_gets_its_spaces_and_loses_nothing(site, tmp_path):
    earlier = tmp_path / "hub.sqlite3"
    earlier.write_bytes(gzip.decompress(EARLIER.read_bytes()))

    assert count(site, "spaces_space") >= 8
    assert count(site, "spaces_booking") > 0
    for table in ("home_proposal", "home_guidancepage", "hub_person", "hub_user"):
        assert count(site, table) >= count(earlier, table) > 0


def test_the_earlier_demo_answers_with_all_guards(site):
    told = json.loads(run(site, "-c", ASK % PAGES))

    assert told == {
        "pages": dict.fromkeys(PAGES, 200),
        "guards": "ok",
        "migrations": "ok",
        "wrong": [0, 0],
    }
