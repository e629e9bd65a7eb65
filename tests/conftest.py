"""What every test may ask for."""

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connections
from django.utils import translation

from hub import pagecache
from tests import databases, factories, tasks
from tests.databases import engine

_names: dict[str, str] = {}


def pytest_report_header() -> str:
    """Say which database the tests run on."""
    return f"database: {engine().description}"


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    """Point the connection at the copy that the test needs, before any fixture."""
    if item.get_closest_marker("postgres") and engine().name != "postgresql":
        pytest.skip("PostgreSQL only")
    marker = item.get_closest_marker("django_db")
    flushes = marker and marker.kwargs.get("transaction")
    if flushes or "transactional_db" in item.fixturenames:
        pytest.fail("This would empty the database: use the fixture own_database.")
    if "django_db_setup" in item.fixturenames:
        use_database(copy_for("demo" if "demo" in item.fixturenames else "base"))


def copy_for(kind: str) -> str:
    """The run's copy of a base; tests roll back what they do in it."""
    if kind not in _names:
        make = {"base": databases.base, "demo": databases.demo_base}[kind]
        _names[kind] = databases.copy_of(make())
        if kind == "demo":
            bring_pictures(databases.demo_base())
    return _names[kind]


def bring_pictures(base: str) -> None:
    """Copy the pictures that a base refers to into the media of the run."""
    from django.conf import settings  # noqa: PLC0415 -- after the configuration

    source = databases.media_of(base)
    if source.exists():
        shutil.copytree(source, Path(settings.MEDIA_ROOT), dirs_exist_ok=True)


def use_database(database: str) -> None:
    """Let all threads of this process work in the database from now on."""
    name = engine().django_name(database)
    connection = connections["default"]
    if connection.settings_dict["NAME"] != name:
        connection.close()
        connection.settings_dict["NAME"] = name


@pytest.fixture(scope="session")
def django_db_setup():
    """Nothing to make: see `pytest_runtest_setup`."""
    with connections["default"].execute_wrapper(tasks.index_before):
        yield


@pytest.fixture(autouse=True)
def _empty_memory(request):
    """What an earlier test left in the process goes, for a rollback sends no signal."""
    tasks.begin(may_wait="db" in request.fixturenames)
    cache.clear()
    pagecache.forget()
    ContentType.objects.clear_cache()
    translation.deactivate()


@pytest.fixture
def demo(db):
    """The whole demo in both languages; changes are rolled back."""


@pytest.fixture
def outbox(settings, db):
    """Mail of Django and allauth waits in the outbox, as on a site."""
    settings.EMAIL_BACKEND = "hub.mail.OutboxBackend"


@pytest.fixture
def english(client):
    """The test's browser reads English."""
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"


@contextlib.contextmanager
def working_in(name: str, blocker) -> Iterator[str]:
    """All threads work, and commit, in a copy for a while."""
    earlier = connections["default"].settings_dict["NAME"]
    with blocker.unblock():
        use_database(name)
        yield name
        connections.close_all()
    connections["default"].settings_dict["NAME"] = earlier


@pytest.fixture
def own_database(django_db_setup, django_db_blocker):
    """A copy of the migrated database for a test that commits; threads share it."""
    name = databases.copy_of(databases.base())
    with working_in(name, django_db_blocker):
        yield name
    engine().drop(name)


@pytest.fixture
def database_away(django_db_setup, django_db_blocker):
    """The site while its database does not answer."""
    connection = connections["default"]
    earlier = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        use_database("/there-is-no-such-place/hub")
        yield
        connection.close()
    connection.settings_dict["NAME"] = earlier


@pytest.fixture
def home(db):
    """The Danish front page."""
    return factories.home_in("da")


@pytest.fixture
def english_home(db):
    """The English front page."""
    return factories.home_in("en")
