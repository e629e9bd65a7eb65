"""A buyer finds a caterer and writes to it: taps, fields, and what axe says."""

import re

import pytest

from tests.browser.test_everywhere import violations
from tests.browser.test_journeys import TOO_FAST, costs

DIRECTORY = {"da": "/da/virksomheder/", "en": "/en/enterprises/"}
WRITE = {"da": "/da/skriv-til/", "en": "/en/write-to/"}
COPY = {"da": "Vi har sendt dig en kopi på mail.", "en": "We have sent you a copy"}
CATERER = "gryde-og-gade"
SAID = {
    "text": "Kan I lave suppe til 30 mennesker den 4. december?",
    "name": "Bodil Bestiller",
    "email": "bodil@example.org",
}


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_buyer_finds_a_caterer_in_valby_and_writes_to_it(visit, site, language):
    buyer = visit(site, f"/{language}/", width=390, java_script_enabled=False)

    buyer.tap(f"main a[href='{DIRECTORY[language]}']")
    for name, value in (("kind", "catering"), ("district", "valby")):
        buyer.page.select_option(f"[name={name}]", value)
        buyer.fields += 1
    buyer.tap(".filter button")
    buyer.tap(f".space a[href='{DIRECTORY[language]}{CATERER}/']")
    buyer.tap(f"main a[href='{WRITE[language]}{CATERER}/']")
    buyer.page.wait_for_timeout(TOO_FAST)
    for name, text in SAID.items():
        buyer.write(f"[name={name}]", text)
    buyer.tap("main form button[type=submit]")

    assert re.fullmatch(
        rf"{WRITE[language]}{CATERER}/sen[dt]t?/[-0-9a-f]{{36}}/", buyer.path()
    )
    assert COPY[language] in buyer.page.locator("main .msg").inner_text()
    assert costs(buyer) == {"taps": 5, "fields": 5}
    assert buyer.runs_over() <= 0
    assert buyer.complaints == []


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_refused_form_and_the_receipt_are_accessible(visit, site, language):
    buyer = visit(site, f"{WRITE[language]}{CATERER}/")

    buyer.tap("main form button[type=submit]")
    found = violations(buyer)
    first_words = buyer.focused().splitlines()[0]
    buyer.page.wait_for_timeout(TOO_FAST)
    for name, text in SAID.items():
        buyer.page.fill(f"[name={name}]", f"{text}" if name != "text" else f"{text} 2")
    buyer.tap("main form button[type=submit]")
    buyer.page.wait_for_url(re.compile("/sen[dt]t?/"))
    found += violations(buyer)

    heading = {"da": "Der er noget, du skal rette", "en": "Something must be put right"}
    assert found == []
    assert first_words == heading[language]


def test_one_that_left_says_so_accessibly(visit, site):
    reader = visit(site, "/da/virksomheder/kor-i-kaelderen/", width=320)

    assert reader.status == 410
    assert violations(reader) == []
    assert reader.runs_over() <= 0


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_directory_fits_the_narrowest_screen(visit, site, language):
    for path in ("", "?kind=laundry&area=culture&goal=99", "krank-og-kaede/"):
        reader = visit(site, DIRECTORY[language] + path, width=320)

        assert reader.runs_over() <= 0
