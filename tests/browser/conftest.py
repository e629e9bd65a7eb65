"""The site as a reader's own Chromium sees it: real servers, never the ORM.

`site` runs as an operator runs it, `staffed_site` as `make run` does (with DEBUG: demo
sign-ins with the printed code, and mails to read at /mail/).
"""

import shutil

import pytest

from tests import servers
from tests.browser import addresses
from tests.browser.visitor import Visitor

# The shell draws no window around a page: it takes a third of the work.
PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
CHROMIUM = next(filter(None, map(shutil.which, PROGRAMS)), None)
FLAGS = ["--no-sandbox", "--disable-gpu"]
PATIENCE = 30_000  # milliseconds


def pytest_collection_modifyitems(items):
    """Browser tests come last: Playwright's event loop keeps Django's ORM away."""
    here = [item for item in items if item.path.is_relative_to(__file__[:-11])]
    for item in here:
        item.add_marker("browser")
        if not CHROMIUM and "chromium" in item.fixturenames:
            item.add_marker(pytest.mark.skip(reason="Chromium is not installed."))
    items.sort(key=here.__contains__)


@pytest.fixture(scope="session")
def site():
    """The demo in both languages, as an operator serves it, with two pages more."""
    with servers.demo_site() as server:
        server.run("-m", "tests.browser.more_pages")
        yield server


@pytest.fixture(scope="session")
def staffed_site():
    """The demo as `make run` serves it, for those who sign in and change it."""
    hosts = "127.0.0.1,localhost"  # a passkey needs a name, not a number
    with servers.demo_site(DEBUG="1", ALLOWED_HOSTS=hosts) as server:
        yield server


@pytest.fixture(scope="session")
def places(site):
    """One address of each kind of page, by language and kind."""
    return addresses.by_kind(site)


@pytest.fixture(scope="session")
def chromium():
    """One browser for all tests; each visitor has cookies and a cache of its own."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 -- slow import

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium, request):
    """Let a new visitor look at a server: `visit(site, "/da/", width=390)`."""
    visitors = []

    def begin(server, path="/da/", *, width=1280, height=900, **options) -> Visitor:
        size = {"width": width, "height": height}
        context = chromium.new_context(
            base_url=server.url, viewport=size, **{"locale": "da-DK"} | options
        )
        context.set_default_timeout(PATIENCE)
        visitor = Visitor(context)
        visitors.append(visitor)
        visitor.go(path)
        return visitor

    yield begin
    for visitor in visitors:
        visitor.context.close()
