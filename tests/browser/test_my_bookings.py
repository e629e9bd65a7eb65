"""My bookings on a phone: what it takes to give a room up, and how the pages are."""

import pytest

from hub.accounts import DEMO_CODE
from tests.browser.test_everywhere import violations
from tests.browser.test_signing_in import TOO_FAST

MINE = {"da": "/da/mine-bookinger/", "en": "/en/my-bookings/"}
END = {"da": "/afbud/", "en": "/end/"}
MOVE = {"da": "/flyt/", "en": "/move/"}
EVENT = {"da": "/arrangement/", "en": "/event/"}
CONFIRMED = {"da": "Bekræftet", "en": "Confirmed"}
SUGGESTED = {
    "da": "Du har foreslået det som arrangement",
    "en": "You have suggested it as an event",
}
CANCELLED = {"da": "Aflyst", "en": "Cancelled"}
LANGUAGES = ("da", "en")


def sign_in(visitor) -> None:
    """Sign in as Ea, where the site has asked for it."""
    visitor.page.wait_for_timeout(TOO_FAST)
    visitor.write("#id_email", "ea@example.org")
    visitor.tap("main form button[type=submit]")
    visitor.write("#id_code", DEMO_CODE)
    visitor.tap("main form button[type=submit]")


def last_coming(visitor):
    """The link to the booking that lies farthest ahead."""
    return visitor.page.locator(".event h2 a").last


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_booking_is_cancelled_with_few_taps_and_no_script(
    visit, staffed_site, language
):
    options = {"width": 390, "java_script_enabled": False}
    reader = visit(staffed_site, MINE[language], **options)
    sign_in(reader)
    assert reader.path() == MINE[language]
    reference = last_coming(reader).get_attribute("href")

    reader.tap(last_coming(reader))
    reader.tap(f"main a[href$='{END[language]}']")
    reader.tap("main form button")

    assert reader.path() == reference
    assert CANCELLED[language] in reader.page.locator("main .tag").first.inner_text()
    assert (reader.taps, reader.fields) == (5, 2)
    assert reader.runs_over() <= 0
    reader.go(MINE[language])
    assert reader.page.locator(f"a[href='{reference}']").count() == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_public_event_is_suggested_with_few_taps_and_no_script(
    visit, staffed_site, language
):
    options = {"width": 390, "java_script_enabled": False}
    reader = visit(staffed_site, MINE[language], **options)
    sign_in(reader)
    confirmed = reader.page.locator(".event", has_text=CONFIRMED[language])
    # The last ones are cancelled by another test; each language needs one of its own.
    own = confirmed.locator("h2 a").nth(LANGUAGES.index(language))
    booking = own.get_attribute("href")

    reader.tap(own)
    reader.tap(f"main a[href$='{EVENT[language]}']")
    reader.page.wait_for_timeout(TOO_FAST)
    reader.write("#id_title", "Suppe til alle")
    reader.write("#id_summary", "Vi koger suppe. Kom og spis med.")
    reader.tap("main form button")

    assert reader.path() == booking
    assert reader.page.locator("#public").inner_text() == SUGGESTED[language]
    assert (reader.taps, reader.fields) == (5, 4)
    assert reader.runs_over() <= 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_of_a_booking_are_accessible(visit, staffed_site, language):
    reader = visit(staffed_site, MINE[language], width=390)
    sign_in(reader)
    found = {"list": violations(reader)}
    booking = last_coming(reader).get_attribute("href")
    first = reader.page.locator(".event h2 a").first.get_attribute("href")
    reader.go(f"{MINE[language]}?past=1")
    past = reader.page.locator(".event h2 a").last.get_attribute("href")

    for path in (
        booking,
        first,
        past,
        f"{past}problem/",
        booking.rstrip("/") + END[language],
        booking.rstrip("/") + MOVE[language],
        booking.rstrip("/") + EVENT[language],
        booking.rstrip("/") + MOVE[language] + "?date=2020-01-01&start=10:00&until=",
    ):
        reader.go(path)
        found[path] = [*violations(reader), *reader.complaints]
        assert reader.runs_over() <= 0

    assert {path: wrong for path, wrong in found.items() if wrong} == {}
    assert reader.path() == booking.rstrip("/") + MOVE[language]
