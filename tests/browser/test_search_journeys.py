"""A reader without a mouse, with a typing error in mind, finds a room."""

import re

import pytest

from tests.browser.test_everywhere import violations

PAGE = {"da": "/da/soeg/", "en": "/en/search/"}
TYPED = {"da": "kokken", "en": "kichen"}
ROOM = {"da": "Skolekøkkenet", "en": "The school kitchen"}
FREE = {"da": "Næste ledige tid:", "en": "Next free:"}
NARROW = {"da": "Gør søgningen smallere", "en": "Narrow it down"}


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_reader_finds_a_room_with_the_keyboard_alone(visit, site, language):
    reader = visit(site, PAGE[language], width=390, java_script_enabled=True)

    reader.page.locator("[name=q]").focus()
    reader.page.keyboard.type(TYPED[language])
    reader.press("Enter")
    reader.page.wait_for_url(f"**{PAGE[language]}?q={TYPED[language]}*")
    room = reader.page.get_by_role("link", name=ROOM[language], exact=True)
    hit = reader.page.locator("li.ask", has=room)
    told = hit.inner_text()
    hit.locator("a").focus()
    found = violations(reader)
    runs_over = reader.runs_over()
    reader.press("Enter")
    reader.page.wait_for_url(re.compile("/(lokaler|spaces)/.+/"))

    assert FREE[language] in told
    assert reader.page.locator("h1").inner_text() == ROOM[language]
    assert found == []
    assert runs_over <= 0
    assert reader.complaints == []


@pytest.mark.parametrize("language", ["da", "en"])
def test_what_was_chosen_stays_open_and_is_accessible(visit, site, language):
    reader = visit(site, f"{PAGE[language]}?q=mad&district=valby")

    is_open = reader.page.locator(".filter__all").get_attribute("open")

    assert reader.page.locator(".filter__all summary").inner_text() == NARROW[language]
    assert is_open is not None
    assert violations(reader) == []
