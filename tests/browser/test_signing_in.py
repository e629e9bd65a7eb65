"""Both sign-ins in a real browser, under the policy that forbids inline scripts."""

import pytest

from hub.accounts import DEMO_CODE, DEMO_PASSWORD
from tests.browser.addresses import paths_in
from tests.browser.test_everywhere import violations

TOO_FAST = 2100  # milliseconds: nobody fills a form faster
KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def names_of_cookies(visitor) -> set[str]:
    """The cookies that the visitor has."""
    return {cookie["name"] for cookie in visitor.context.cookies()}


def submit(visitor) -> None:
    """Press the first button of the page's form."""
    visitor.page.locator("main form button[type=submit]").first.click()
    visitor.page.wait_for_load_state()


def send_password(visitor, email: str) -> None:
    """The first step of the staff's sign-in, from the admin's own address."""
    visitor.go("/admin/")
    visitor.page.locator("#id_login").fill(email)
    visitor.page.locator("#id_password").fill(DEMO_PASSWORD)
    submit(visitor)


def send_code(visitor) -> None:
    """The second step, with the code of the demo."""
    visitor.page.locator("#id_code").fill(DEMO_CODE)
    submit(visitor)


@pytest.mark.parametrize("language", ["da", "en"])
def test_reader_signs_in_by_a_code_and_out_again(staffed_site, visit, language):
    way_in = paths_in(language, "sign_in")[0]
    visitor = visit(staffed_site, way_in, width=390)
    assert violations(visitor) == []
    visitor.page.wait_for_timeout(TOO_FAST)
    visitor.page.locator("#id_email").fill("ea@example.org")
    submit(visitor)
    assert violations(visitor) == []
    visitor.page.locator("#id_code").fill("000 000")
    submit(visitor)
    assert violations(visitor) == []

    send_code(visitor)

    assert visitor.path() == f"/{language}/"
    assert "sessionid" in names_of_cookies(visitor)
    visitor.page.locator(".foot button.linklike").click()
    visitor.page.wait_for_load_state()
    assert "sessionid" not in names_of_cookies(visitor)
    assert visitor.page.locator(f".foot a[href='{way_in}']").count() == 1
    assert visitor.complaints == []


def test_what_is_wrong_has_the_focus_and_leads_to_the_field(staffed_site, visit):
    visitor = visit(staffed_site, paths_in("en", "sign_in")[0], width=390)
    visitor.page.locator("#id_email").fill("not an address")
    submit(visitor)
    assert visitor.focused().startswith("Something must be put right")
    assert visitor.page.locator("#id_email").input_value() == "not an address"

    visitor.press("Tab", "Enter")

    assert visitor.page.evaluate("location.hash") == "#id_email"
    assert visitor.page.evaluate("document.activeElement.id") == "id_email"


def test_staff_enrol_a_passkey_and_sign_in_with_it(staffed_site, visit):
    named = staffed_site.url.replace("127.0.0.1", "localhost")
    visitor = visit(staffed_site._replace(url=named))
    browser = visitor.context.new_cdp_session(visitor.page)
    browser.send("WebAuthn.enable")
    browser.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    send_password(visitor, "udgiver@example.org")
    send_code(visitor)
    assert visitor.path() == "/admin/"

    [add] = paths_in("da", "mfa_add_webauthn")
    visitor.go(add)
    visitor.page.locator("#id_password").fill(DEMO_PASSWORD)
    submit(visitor)
    visitor.page.locator("#id_passwordless").check()
    visitor.page.locator("#mfa_webauthn_add").click()
    visitor.page.wait_for_url("**/recovery-codes/")
    assert violations(visitor) == []

    # As the second factor, then alone.
    visitor.context.clear_cookies()
    send_password(visitor, "udgiver@example.org")
    visitor.page.locator("#mfa_webauthn_authenticate").click()
    visitor.page.wait_for_url("**/admin/")
    visitor.context.clear_cookies()
    visitor.go("/admin/")
    visitor.page.locator("#passkey_login").click()
    visitor.page.wait_for_url("**/admin/")
    assert visitor.complaints == []


@pytest.mark.parametrize("language", ["da", "en"])
def test_pages_of_an_account_are_accessible(staffed_site, visit, language):
    locale = {"da": "da-DK", "en": "en-GB"}[language]
    visitor = visit(staffed_site, "/mail/", locale=locale)
    assert violations(visitor) == []
    send_password(visitor, "leder@example.org")
    assert violations(visitor) == []
    send_code(visitor)

    names = ("mfa_index", "account_change_password", "account_email", "account_logout")
    for path in paths_in(language, *names):
        visitor.go(path)
        assert (visitor.status, violations(visitor)) == (200, [])


def test_mail_is_read_in_a_frame_that_runs_nothing(staffed_site, visit):
    visitor = visit(staffed_site, paths_in("en", "account_reset_password")[0])
    visitor.page.locator("#id_email").fill("vaert@example.org")
    submit(visitor)
    visitor.go("/mail/")
    visitor.page.locator("tbody a").first.click()
    visitor.page.wait_for_load_state()

    frame = visitor.page.frame_locator(".mailframe")

    assert frame.locator("a").first.is_visible()
    assert visitor.complaints == []  # axe's own message to the frame may be one more
    assert violations(visitor) == []
    assert visitor.hosts == {staffed_site.url.removeprefix("http://")}
