"""Who is portrayed reads on a telephone, without script, and says yes: counted."""

from urllib.parse import urlsplit

import pytest

from tests.browser.staff import sign_in
from tests.browser.test_everywhere import violations
from tests.browser.test_journeys import TOO_FAST, costs
from tests.browser.visitor import Visitor

DRAFT = "Brødet, der kom for sent"
DANISH, ENGLISH = "/da/din-historie/", "/en/your-story/"
HEADING = {"da": "Tak for dit svar", "en": "Thank you for your answer"}


@pytest.fixture
def link(visit, staffed_site):
    """A link that staff make for somebody without a mail address, in Danish."""
    staff = visit(staffed_site)
    sign_in(staff, "udgiver@example.org")
    staff.go("/admin/consents/")
    staff.tap(f"main a:has-text('{DRAFT}')")
    staff.tap("main a[href$='/new/']")
    staff.write("[name=name]", "Nora Vik")
    staff.tap("main form button[type=submit]")
    staff.tap("main a[href$='/ask/']")
    staff.tap("main form button[type=submit]")
    address = staff.page.input_value("#link")
    assert staff.complaints == []
    return urlsplit(address).path


@pytest.mark.parametrize("language", ["da", "en"])
def test_somebody_reads_and_says_yes_on_a_telephone(
    visit, staffed_site, link, language
):
    path = link if language == "da" else link.replace(DANISH, ENGLISH)
    nora: Visitor = visit(staffed_site, path, width=390, java_script_enabled=False)
    assert nora.page.locator("h1").inner_text() == DRAFT

    nora.page.wait_for_timeout(TOO_FAST)
    nora.tap("label:has([name=answer][value=given])")
    nora.tap("main form button[type=submit]")

    assert nora.page.locator("h1").inner_text() == HEADING[language]
    assert costs(nora) == {"taps": 2, "fields": 0}
    assert nora.runs_over() <= 0
    assert nora.complaints == []


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_draft_and_its_answer_are_accessible(visit, staffed_site, link, language):
    path = link if language == "da" else link.replace(DANISH, ENGLISH)
    nora = visit(staffed_site, path, width=390)
    found = violations(nora)

    nora.tap("main form button[type=submit]")
    found += violations(nora)
    nora.page.wait_for_timeout(TOO_FAST)
    nora.tap("label:has([name=answer][value=given])")
    nora.tap("main form button[type=submit]")
    nora.tap("main a[href*='/tra'], main a[href*='/take-back/']")
    found += violations(nora)

    assert found == []
    assert nora.complaints == []
