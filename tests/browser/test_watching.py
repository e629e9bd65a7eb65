"""Nothing free, a mail when something is, and the booking: counted, without script."""

import re
from urllib.parse import urlsplit

import pytest

from tests.browser.freed_room import PEOPLE, SLUG
from tests.browser.test_everywhere import violations
from tests.browser.test_journeys import TOO_FAST, costs
from tests.spaces import makers

LIST = {"da": "/da/lokaler/", "en": "/en/spaces/"}
HOURS = {"da": ("09:00", "11:00"), "en": ("13:00", "15:00")}
WATCH = {"da": "/da/soeg/ledigt-lokale/", "en": "/en/search/free-space/"}
LOOKING = {"da": "Vi holder øje", "en": "We are looking"}
FREE = {"da": "Nu ledigt", "en": "Free now"}


@pytest.fixture(scope="module")
def crowded_site(staffed_site):
    """With a room that is taken."""
    staffed_site.run("-m", "tests.browser.freed_room", "make")
    return staffed_site


def link_in_the_mail(visit, server, words: str, part: str) -> str:
    """The first link with a part in it, of the newest mail with some words."""
    reader = visit(server, "/mail/")
    reader.tap(reader.page.locator("tbody tr", has_text=words).locator("a"))
    text = reader.page.locator(".panel").first.inner_text()
    found = urlsplit(re.search(rf"https?://\S+{part}\S+", text)[0])
    return f"{found.path}?{found.query}".rstrip("?")


@pytest.mark.parametrize("language", LIST)
def test_a_taken_time_that_becomes_free(visit, crowded_site, language):
    address = f"watch.{language}@example.org"
    start, until = HOURS[language]
    query = f"date={makers.workday(21)}&start={start}&until={until}&people={PEOPLE}"
    reader = visit(
        crowded_site, f"{LIST[language]}?{query}", width=390, java_script_enabled=False
    )
    reader.tap(f"main a.btn[href*='{WATCH[language]}']")
    reader.page.wait_for_timeout(TOO_FAST)
    reader.write("[name=email]", address)
    reader.tap("main form button.btn")

    assert costs(reader) == {"taps": 2, "fields": 1}
    assert reader.runs_over() <= 0

    link = link_in_the_mail(visit, crowded_site, address, WATCH[language])
    reader = visit(crowded_site, link, width=390, java_script_enabled=False)
    reader.tap("main form button.btn--glow")
    assert costs(reader) == {"taps": 1, "fields": 0}
    assert reader.page.locator("h1").inner_text() == LOOKING[language]

    crowded_site.run("-m", "tests.browser.freed_room", "free", start)

    link = link_in_the_mail(visit, crowded_site, FREE[language], f"/book/{SLUG}/")
    reader = visit(crowded_site, link, width=390, java_script_enabled=False)
    assert reader.complaints == []
    assert f"/book/{SLUG}/" in reader.path()
    # The time is chosen, and all that is left is to tell what for.
    assert reader.page.locator("#tell form button[type=submit]").is_visible()


@pytest.mark.parametrize("language", LIST)
@pytest.mark.parametrize("width", [390, 1280])
def test_its_pages_have_no_barrier(visit, crowded_site, language, width):
    day = makers.workday(28)
    query = f"date={day}&start=01:00&until=02:00&people={PEOPLE}"
    reader = visit(crowded_site, f"{LIST[language]}?{query}", width=width)
    found = [violations(reader)]
    reader.tap(f"main a.btn[href*='{WATCH[language]}']")
    found.append(violations(reader))
    reader.page.wait_for_timeout(TOO_FAST)
    reader.tap("main form button.btn")
    found.append(violations(reader))
    reader.write("[name=email]", f"axe.{language}.{width}@example.org")
    reader.tap("main form button.btn")
    found.append(violations(reader))
    words = f"axe.{language}.{width}@example.org"
    link = link_in_the_mail(visit, crowded_site, words, WATCH[language])
    for path in (link, f"{link}{'stop' if language == 'da' else 'end'}/"):
        reader.go(path)
        found.append(violations(reader))
    reader.tap("main form button.btn")
    found.append(violations(reader))
    reader.go(WATCH[language])
    found.append(violations(reader))

    assert found == [[]] * 8
    assert reader.runs_over() <= 0
