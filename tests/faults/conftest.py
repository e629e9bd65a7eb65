"""Faults on purpose: killed programs, rivals, lost connections."""

import os

import pytest

from tests import servers
from tests.faults.figures import Figure
from tests.faults.post_office import PostOffice


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
