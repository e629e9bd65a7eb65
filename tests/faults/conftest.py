"""Faults on purpose: killed programs, rivals, lost connections."""

import contextlib
import os
from collections.abc import Iterator

import pytest

from hub.management.commands import serve
from tests import databases, servers
from tests.conftest import working_in
from tests.faults.careless_events import take_the_counting_out
from tests.faults.figures import Figure
from tests.faults.post_office import PostOffice
from tests.spaces.test_guards import take_the_guard_out


def pytest_collection_modifyitems(items):
    """All tests of this folder are figures."""
    for item in items:
        if item.path.is_relative_to(os.path.dirname(__file__)):
            item.add_marker("faults")


@pytest.fixture
def figure(request):
    """What the test counts."""
    return Figure(request.node.name.removeprefix("test_"))


@pytest.fixture
def post_office():
    """A mail server of our own."""
    with PostOffice() as office:
        yield office


@pytest.fixture
def surroundings(own_database, post_office):
    """The environment of programs that share a database and a mail server."""
    with servers.folder() as var:
        yield servers.environment_for(
            own_database, var, 0, EMAIL_URL=f"smtp://127.0.0.1:{post_office.port}"
        )


@contextlib.contextmanager
def running(database: str, **more: str) -> Iterator[servers.Server]:
    """The site with eight handlers, behind a proxy that tells who reads."""
    assert serve.WORKERS * serve.THREADS >= 8
    more["TRUSTED_PROXIES"] = "1"
    with servers.folder() as var, servers.serving(database, var, **more) as server:
        yield server


@contextlib.contextmanager
def served_copy(**more: str) -> Iterator[tuple[str, servers.Server]]:
    """A copy of the migrated database and a site that runs with it."""
    name = databases.copy_of(databases.base())
    with running(name, **more) as server:
        yield name, server
    databases.engine().drop(name)


@pytest.fixture(scope="module")
def served():
    """The site as it is, for all tests of a module."""
    with served_copy() as found:
        yield found


@pytest.fixture(scope="module")
def served_carelessly(django_db_blocker):
    """The site without guard, locks and transactions, for all tests of a module."""
    module = {"DJANGO_SETTINGS_MODULE": "tests.faults.careless_settings"}
    with served_copy(**module) as found:
        with working_in(found[0], django_db_blocker):
            take_the_guard_out()
            take_the_counting_out()
        yield found


@pytest.fixture
def site(served, django_db_setup, django_db_blocker, settings):
    """A site that runs; the test works in its database, its sessions are good there."""
    name, server = served
    with working_in(name, django_db_blocker):
        settings.SECRET_KEY = server.environment["SECRET_KEY"]
        yield server


@pytest.fixture
def careless_site(served_carelessly, django_db_setup, django_db_blocker, settings):
    """The same for the careless one."""
    name, server = served_carelessly
    with working_in(name, django_db_blocker):
        settings.SECRET_KEY = server.environment["SECRET_KEY"]
        yield server
