"""Offering a room on a telephone, without script: taps, fields, what axe finds."""

import re

import pytest

from tests.browser.addresses import paths_in
from tests.browser.test_everywhere import violations
from tests.browser.test_journeys import TOO_FAST, costs

SPACES = {"da": "/da/lokaler/", "en": "/en/spaces/"}
SAID = {
    "address": "Enghavevej 80, 2450 København SV",
    "empty_when": "Hverdage efter kl. 16",
    "who_decides": "Mig",
    "name": "Ea Ejer",
    "email": "ea@example.org",
}


@pytest.mark.parametrize("language", ["da", "en"])
def test_somebody_offers_a_room(visit, site, language):
    start = paths_in(language, "offer_room")[0]
    owner = visit(site, SPACES[language], width=390, java_script_enabled=False)

    owner.tap(f"main a[href='{start}']")
    owner.page.wait_for_timeout(TOO_FAST)
    for name, text in SAID.items():
        owner.write(f"[name={name}]", text)
    owner.page.select_option("[name=kind]", "kitchen")
    owner.fields += 1
    owner.tap("main form button[type=submit]")

    assert re.fullmatch(rf"{start}send?t/[-0-9a-f]{{36}}/", owner.path())
    assert SAID["address"] in owner.page.locator("main .facts").inner_text()
    assert costs(owner) == {"taps": 2, "fields": 6}
    assert owner.runs_over() <= 0
    assert owner.complaints == []


@pytest.mark.parametrize("language", ["da", "en"])
def test_form_receipt_and_refusal_are_accessible(visit, site, language):
    owner = visit(site, paths_in(language, "offer_room")[0])
    found = violations(owner)

    owner.tap("main form button[type=submit]")
    found += violations(owner)
    first_words = owner.focused().splitlines()[0]
    owner.page.wait_for_timeout(TOO_FAST)
    for name, text in SAID.items():
        owner.page.fill(f"[name={name}]", text)
    owner.page.select_option("[name=kind]", "hall")
    owner.tap("main form button[type=submit]")
    owner.page.wait_for_url(re.compile("/send?t/"))
    found += violations(owner)
    assert SAID["address"] in owner.page.locator("main .facts").inner_text()

    heading = {"da": "Der er noget, du skal rette", "en": "Something must be put right"}
    assert found == []
    assert first_words == heading[language]
    assert owner.complaints == []
