"""What people come for, in both languages: how many taps and fields it takes."""

import re

import pytest

from tests.browser import addresses, staff

TOO_FAST = 2100  # milliseconds: nobody fills a form faster
LANGUAGES = ("da", "en")


def costs(visitor) -> dict[str, int]:
    return {"taps": visitor.taps, "fields": visitor.fields}


def code_in_the_mail(visit, server, address: str) -> str:
    """The code of the newest mail to an address, read at /mail/."""
    reader = visit(server, "/mail/")
    reader.tap(reader.page.locator("tbody tr", has_text=address).locator("a"))
    return re.search(r"\b\d{6}\b", reader.page.locator("main").inner_text())[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_reader_finds_whom_to_ask_in_a_district(visit, site, places, language):
    reader = visit(site, f"/{language}/", width=390)
    district = places["district", language]

    reader.tap(f"main a[href='{district}']")

    people = reader.page.locator(".people")
    assert reader.path() == district
    assert people.get_by_role("heading").count() >= 1
    assert people.locator("a[href^='tel:']").first.is_visible()
    assert costs(reader) == {"taps": 1, "fields": 0}


@pytest.mark.parametrize(("here", "there"), [("da", "en"), ("en", "da")])
@pytest.mark.parametrize(("width", "taps"), [(390, 2), (1280, 1)])
def test_reader_changes_language_and_stays(
    visit, site, places, here, there, width, taps
):
    reader = visit(site, places["recommendation", here], width=width)

    if width == 390:
        reader.tap(".menu-btn")
    reader.tap(".lang a")

    assert reader.path() == places["recommendation", there]
    assert reader.page.locator("html").get_attribute("lang") == there
    assert costs(reader) == {"taps": taps, "fields": 0}


@pytest.mark.parametrize("language", LANGUAGES)
def test_reader_sees_all_that_is_kept(visit, staffed_site, language):
    reader = visit(staffed_site, f"/{language}/", width=390)
    address = f"nobody.{language}@example.org"

    reader.tap(f".foot a[href='{addresses.paths_in(language, 'your_data')[0]}']")
    reader.page.wait_for_timeout(TOO_FAST)
    reader.write("[name=email]", address)
    reader.tap("main form button[type=submit]")
    reader.write("[name=code]", code_in_the_mail(visit, staffed_site, address))
    reader.tap("main form button[type=submit]")

    assert reader.path() == addresses.paths_in(language, "your_data_list")[0]
    assert address in reader.page.locator("main .lead").inner_text()
    assert costs(reader) == {"taps": 3, "fields": 2}
    assert reader.runs_over() <= 0
    assert reader.complaints == []


def test_publisher_changes_a_danish_text_and_its_english(visit, staffed_site):
    publisher = visit(staffed_site, "/da/")

    staff.sign_in(publisher, "udgiver@example.org")
    staff.open_text(publisher, "Kontakt")
    staff.publish_danish(publisher, "Ring, når det passer dig.")
    staff.publish_english(publisher, "Contact", "Call when it suits you.")

    assert "Ring, når det passer dig." in addresses.read(staffed_site, "/da/kontakt/")
    assert "Call when it suits you." in addresses.read(staffed_site, "/en/contact/")
    assert costs(publisher) == {"taps": 10, "fields": 5}
