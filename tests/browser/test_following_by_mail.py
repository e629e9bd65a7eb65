"""Following by mail on a telephone, without script: counted in taps and fields."""

import re
from urllib.parse import urlsplit

import pytest

from tests.browser.test_everywhere import violations
from tests.browser.test_journeys import TOO_FAST, costs

DISTRICT = {"da": "/da/bydele/valby/", "en": "/en/districts/valby/"}
FOLLOW = {"da": "/da/foelg/", "en": "/en/follow/"}
LINK = re.compile(r"https?://[^\s\"<]+/(?:foelg|follow)/[^\s\"</]+/")
ENDED = {"da": "Der kommer ikke flere mails", "en": "No more mails come"}
SETTINGS = {"da": "Det følger du", "en": "What you follow"}


def link_in_the_mail(visit, server, address: str) -> str:
    """The private link of the newest mail to an address, read at /mail/."""
    reader = visit(server, "/mail/")
    reader.tap(reader.page.locator("tbody tr", has_text=address).locator("a"))
    return urlsplit(LINK.search(reader.page.content())[0]).path


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_reader_follows_a_district_and_ends_it(visit, staffed_site, language):
    address = f"follower.{language}@example.org"
    reader = visit(
        staffed_site, DISTRICT[language], width=390, java_script_enabled=False
    )
    reader.tap(f"main a[href^='{FOLLOW[language]}']")
    reader.page.wait_for_timeout(TOO_FAST)
    ticked = reader.page.locator("main input:checked").count()
    reader.write("[name=email]", address)
    reader.tap("main form button.btn")

    assert costs(reader) == {"taps": 2, "fields": 1}
    assert ticked == 1
    assert reader.runs_over() <= 0

    link = link_in_the_mail(visit, staffed_site, address)
    follower = visit(staffed_site, link, width=390, java_script_enabled=False)
    follower.tap("main form button.btn")
    headings = [follower.page.locator("h1").inner_text()]
    follower.tap("main .btns a.btn--line")
    follower.tap("main form button.btn")
    headings.append(follower.page.locator("h1").inner_text())

    assert costs(follower) == {"taps": 3, "fields": 0}
    assert headings == [SETTINGS[language], ENDED[language]]
    assert follower.complaints == []


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_pages_behind_the_link_are_accessible(visit, staffed_site, language):
    address = f"careful.{language}@example.org"
    reader = visit(staffed_site, FOLLOW[language])
    reader.page.wait_for_timeout(TOO_FAST)
    reader.write("[name=email]", address)
    reader.tap("main form button.btn")
    link = link_in_the_mail(visit, staffed_site, address)
    follower = visit(staffed_site, link, java_script_enabled=True)
    found = [violations(follower)]
    follower.tap("main form button.btn")
    found.append(violations(follower))
    follower.tap("main .btns a.btn--line")
    found.append(violations(follower))

    assert found == [[], [], []]
