"""Signing up on a telephone, without script, and cancelling: counted."""

import re
from urllib.parse import urlsplit

import pytest

from tests.browser.test_everywhere import violations
from tests.browser.test_journeys import TOO_FAST, costs

KITCHEN = {
    "da": "/da/kom-forbi/koekkenintro/",
    "en": "/en/come-by/kitchen-induction/",
}
FULL = {
    "da": "/da/kom-forbi/pitch-paa-tre-minutter/",
    "en": "/en/come-by/three-minute-pitch/",
}
SIGN_UP = {"da": "/da/tilmelding/", "en": "/en/sign-up/"}
LINK = re.compile(r"https?://\S+/(?:din-tilmelding|your-sign-up)/[^\s\"<]+")


def link_in_the_mail(visit, server, address: str) -> str:
    """The private link of the newest mail to an address, read at /mail/."""
    reader = visit(server, "/mail/")
    reader.tap(reader.page.locator("tbody tr", has_text=address).locator("a"))
    return urlsplit(LINK.search(reader.page.content())[0]).path


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_reader_signs_up_and_cancels(visit, staffed_site, language):
    address = f"ea.{language}@example.org"
    reader = visit(
        staffed_site, KITCHEN[language], width=390, java_script_enabled=False
    )
    reader.tap(f"main a[href*='{SIGN_UP[language]}']")
    reader.page.wait_for_timeout(TOO_FAST)
    reader.write("[name=name]", "Ea Lund")
    reader.write("[name=email]", address)
    reader.tap("main form button.btn")

    assert costs(reader) == {"taps": 2, "fields": 2}
    assert reader.path().startswith(SIGN_UP[language])
    assert reader.runs_over() <= 0

    link = link_in_the_mail(visit, staffed_site, address)
    guest = visit(staffed_site, link, width=390, java_script_enabled=False)
    guest.page.wait_for_timeout(TOO_FAST)
    guest.tap("main button[value=confirm]")
    headings = [guest.page.locator("h1").inner_text()]
    guest.page.wait_for_timeout(TOO_FAST)
    guest.tap("main button[value=cancel]")
    headings.append(guest.page.locator("h1").inner_text())

    assert costs(guest) == {"taps": 2, "fields": 0}
    assert (
        headings
        == {
            "da": ["Du har en plads", "Du er ikke tilmeldt længere"],
            "en": ["You have a place", "You are not signed up any more"],
        }[language]
    )


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_pages_of_a_sign_up_have_no_barrier(visit, staffed_site, language):
    reader = visit(staffed_site, FULL[language], width=390)
    reader.tap(f"main a[href*='{SIGN_UP[language]}']")
    found = [violations(reader)]
    reader.page.wait_for_timeout(TOO_FAST)
    reader.write("[name=email]", "ea@gmial.com")
    reader.tap("main form .btns:last-child button")
    found.append(violations(reader))

    assert found == [[], []]
    assert reader.focused() != ""
    assert reader.runs_over() <= 0
