"""An organisation gets on the list and stays true: taps, fields, what axe finds."""

import re

import pytest

from hub.accounts import DEMO_CODE
from tests.browser import staff
from tests.browser.addresses import paths_in
from tests.browser.test_everywhere import violations
from tests.browser.test_journeys import TOO_FAST, code_in_the_mail, costs

LANGUAGES = ("da", "en")
SAID = {
    "name": "Krank og Sko",
    "pitch": "Lapper cykler og sko",
    "purpose": "Flere kommer ud på to hjul.",
}


def fill(owner) -> None:
    """What must be said: three texts and a district."""
    for name, text in SAID.items():
        owner.write(f"[name={name}]", text)
    owner.page.locator("[name=districts]").first.check()
    owner.fields += 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_somebody_lists_an_organisation_for_the_first_time(
    visit, staffed_site, language
):
    start, mine = paths_in(language, "list_organisation", "my_organisations")
    owner = visit(staffed_site, start, width=390, java_script_enabled=False)
    address = f"krank.{language}@example.org"

    fill(owner)
    owner.page.wait_for_timeout(TOO_FAST)
    owner.write("[name=mail]", address)
    owner.tap("main form button[type=submit]")
    owner.write("[name=code]", code_in_the_mail(visit, staffed_site, address))
    owner.tap("main form button[type=submit]")

    assert re.fullmatch(rf"{mine}send?t/[-0-9a-f]{{36}}/", owner.path())
    assert SAID["name"] in owner.page.locator("main .facts").inner_text()
    assert costs(owner) == {"taps": 2, "fields": 6}
    assert owner.runs_over() <= 0
    owner.tap(f"main a[href='{mine}']")
    assert SAID["name"] in owner.page.locator("main").inner_text()
    assert owner.complaints == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_form_code_list_change_and_claim_are_accessible(visit, staffed_site, language):
    start, mine, door = paths_in(
        language, "list_organisation", "my_organisations", "sign_in"
    )
    owner = visit(staffed_site, start, width=390)
    found = violations(owner)
    owner.tap("main form button[type=submit]")
    found += violations(owner)
    owner.page.wait_for_timeout(TOO_FAST)
    fill(owner)
    owner.write("[name=mail]", f"axe.{language}@example.org")
    owner.tap("main form button[type=submit]")
    owner.page.wait_for_selector("[name=code]")
    found += violations(owner)

    owner.go(f"{door}?next={mine}")
    owner.page.wait_for_timeout(TOO_FAST)
    owner.write("[name=email]", "ea@example.org")
    owner.tap("main form button[type=submit]")
    owner.write("[name=code]", DEMO_CODE)
    owner.tap("main form button[type=submit]")
    change = {"da": "gryde-og-gade/ret/", "en": "gryde-og-gade/change/"}[language]
    claim = {"da": "krank-og-kaede/min/", "en": "krank-og-kaede/claim/"}[language]
    for path in (mine, mine + change, mine + claim):
        owner.go(path)
        assert owner.status == 200
        found += violations(owner)

    assert found == []
    assert owner.complaints == []


def test_a_profile_is_confirmed_from_the_mail_by_one_press(visit, staffed_site):
    staffed_site.run("-m", "tests.browser.morning")
    owner = visit(staffed_site, "/mail/", width=390)
    row = owner.page.locator("tbody tr", has_text="Tredje til Venstre")
    row.locator("a").first.click()
    text = owner.page.locator("main").inner_text()
    path = re.search(r"https?://[^/\s]+(/\S+/(?:stemmer-det|still-right)/\S+)", text)[1]

    owner.go(path)
    found = violations(owner)
    owner.page.wait_for_timeout(TOO_FAST)
    owner.tap("main form button[type=submit]")

    assert found == []
    assert owner.page.locator("main [role=status]").count() == 1
    assert costs(owner) == {"taps": 1, "fields": 0}
    assert owner.runs_over() <= 0


@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_of_the_queue_must_be_scrolled_sideways(visit, staffed_site, width):
    publisher = visit(staffed_site, "/da/", width=width)
    staff.sign_in(publisher, "udgiver@example.org")
    over = []

    for pk in (1, 2, 3, 4):
        for path in ("", f"{pk}/", f"{pk}/approve/", f"{pk}/decline/"):
            publisher.go(f"/admin/profiles/{path}")
            over.append((publisher.status, publisher.runs_over()))

    # A request that another test has answered says so instead of asking again.
    assert set(over) - {(409, 0)} == {(200, 0)}


def test_staff_see_before_and_after_and_approve(visit, staffed_site):
    publisher = visit(staffed_site, "/da/")
    staff.sign_in(publisher, "udgiver@example.org")
    publisher.taps = publisher.fields = 0

    publisher.tap(".hub-waiting a:has-text('Boremaskine')")
    publisher.page.wait_for_selector(".hub-flag")
    changed = publisher.page.locator("tr:has(.hub-flag)").count()
    publisher.tap("a.button[href$='/approve/']")
    publisher.page.wait_for_selector("[name=pitch_da]")
    publisher.tap("main form button[type=submit]")
    publisher.page.wait_for_selector(".messages .success")

    assert changed == 3
    assert costs(publisher) == {"taps": 3, "fields": 0}
