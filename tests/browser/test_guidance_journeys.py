"""What people come for in guidance and proposals: how many taps and fields it takes."""

import datetime as dt

import pytest

from tests.browser import addresses, staff

START = {"da": "/da/kom-i-gang/", "en": "/en/get-started/"}
STRATEGY = {"da": "/da/strategien/", "en": "/en/strategy/"}
TRACKER = {
    "da": "/da/strategien/hvad-blev-der-af-det/",
    "en": "/en/strategy/what-became-of-it/",
}
PLACE = {
    "da": "/da/kom-i-gang/hvilket-lokale-passer/",
    "en": "/en/get-started/which-space-fits/",
}
LANGUAGES = ("da", "en")


def costs(visitor) -> dict[str, int]:
    return {"taps": visitor.taps, "fields": visitor.fields}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_newcomer_finds_the_next_step(visit, site, language):
    reader = visit(site, f"/{language}/", width=390)

    reader.tap(f"main a[href='{START[language]}']")
    reader.tap(f".situation a[href='{PLACE[language]}']")

    assert reader.path() == PLACE[language]
    assert reader.page.locator(".ticks li").count() > 3
    assert reader.page.locator(".people a[href^='tel:']").first.is_visible()
    assert costs(reader) == {"taps": 2, "fields": 0}
    assert reader.runs_over() <= 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_politician_finds_reasons_and_vision(visit, site, language):
    reader = visit(site, f"/{language}/", width=390)
    reasons = {"da": "syv-gode-grunde/", "en": "seven-good-reasons/"}[language]

    reader.tap(f"main a[href='{STRATEGY[language]}']")
    reader.tap(f"main a[href='{STRATEGY[language]}{reasons}']")

    assert reader.page.locator(".prose h2[id]").count() == 7
    assert costs(reader) == {"taps": 2, "fields": 0}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_journalist_finds_what_was_answered(visit, site, language):
    reader = visit(site, f"/{language}/", width=390)

    reader.tap(f"main a[href='{STRATEGY[language]}']")
    reader.tap(f"main a[href='{TRACKER[language]}']")
    reader.page.select_option("[name=state]", "declined")
    reader.fields += 1
    reader.tap(".filter button")
    reader.tap(".proposal summary")

    assert reader.page.locator(".proposal").count() == 1
    assert reader.page.locator(".entries a[href^='https://']").is_visible()
    assert costs(reader) == {"taps": 4, "fields": 1}


def test_a_publisher_says_what_happened_in_two_taps(visit, staffed_site):
    publisher = visit(staffed_site, "/da/")
    staff.sign_in(publisher, "udgiver@example.org")
    publisher.go(TRACKER["da"])
    publisher.taps = publisher.fields = 0

    publisher.tap("#council a[href^='/admin/']")
    publisher.write("[name=text_da]", "Udvalget sagde nej.")
    publisher.write("[name=source_da]", "Referat, punkt 4")
    publisher.page.select_option("[name=answer]", "declined")
    publisher.fields += 1
    publisher.tap("main button[type=submit]")
    publisher.page.wait_for_selector(".messages .success")

    assert costs(publisher) == {"taps": 2, "fields": 3}
    shown = addresses.read(staffed_site, TRACKER["da"])
    assert f'datetime="{dt.date.today().isoformat()}"' in shown  # noqa: DTZ011 -- a day
    assert "Udvalget sagde nej." in shown
