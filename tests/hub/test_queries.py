"""How often the addresses beside the pages ask the database, at 1, 3 and many pages."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hub import health
from tests import factories

PAGES = [1, 3, 8]


@pytest.fixture(params=PAGES)
def pages(request, home):
    """As many pages, of which the first has an English translation."""
    found = [factories.make_standard_page() for _ in range(request.param)]
    factories.translate_page(found[0], {"title": "Baking", "slug": "baking"})
    return found


QUERIES = {
    "/": 0,
    "/healthz": 0,
    "/robots.txt": 1,
    "/.well-known/security.txt": 1,
    "/was": 1,
    "/sitemap.xml": 4,
    "/nothing-here": 1,
    "/da/nothing-here/": 3,
    "/en/nothing-here/": 5,
}


def asked(client, path: str) -> int:
    """Queries of the second reader: the first one's process remembers the menus."""
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    return len(queries)


def test_queries_do_not_grow_with_the_pages(pages, client):
    danish = factories.make_standard_page(pages[0])
    missing = danish.url.replace("/da/", "/en/")

    found = {path: asked(client, path) for path in QUERIES}

    assert found == QUERIES
    # One of them asks whether a space tells of itself where English is missing, and
    # three what became of the page above, which had the Danish address at first.
    assert asked(client, missing) == 12
    assert client.get(missing).status_code == 404


def test_queries_of_a_look_at_everything(db):
    health.look()  # a new connection asks once what its engine can do

    with CaptureQueriesContext(connection) as queries:
        health.look()

    assert len(queries) == 10
