"""What staff do in the admin, click by click, as docs/staff tells it."""

from hub.accounts import DEMO_CODE, DEMO_PASSWORD
from tests.browser.visitor import Visitor

EDIT_A_TEXT = ".hub-button[href*='/admin/pages/']:has([href='#icon-edit'])"
UNWRITTEN = ".js-translation-editor li.incomplete"


def sign_in(staff: Visitor, email: str) -> None:
    """Two factors: the password, then the code of the demo."""
    staff.go("/admin/")
    staff.write("[name=login]", email)
    staff.write("[name=password]", DEMO_PASSWORD)
    staff.tap("main form button[type=submit]")
    staff.write("[name=code]", DEMO_CODE)
    staff.tap("main form button[type=submit]")
    staff.page.wait_for_selector(".hub-first")


def open_text(staff: Visitor, title: str) -> None:
    """From the first page to the editor of a page."""
    staff.tap(EDIT_A_TEXT)
    staff.tap(f"td.title a:has-text('{title}')")


def publish_danish(staff: Visitor, standfirst: str) -> None:
    """Write another standfirst and publish it."""
    staff.write("[name=standfirst]", standfirst)
    staff.tap("footer .w-dropdown__toggle")
    staff.tap("[name=action-publish]")
    staff.page.wait_for_selector(".messages .success")


def publish_english(staff: Visitor, title: str, text: str) -> None:
    """From the list of what is behind to the new sentence: write and publish it."""
    staff.go("/admin/")
    staff.tap(f".hub-waiting a:has-text('{title}')")
    row = staff.page.locator(UNWRITTEN).first
    staff.tap(row.locator("button").last)
    row.locator("textarea").fill(text)
    staff.fields += 1
    staff.tap(row.locator("button").last)
    staff.page.wait_for_selector(UNWRITTEN, state="detached")
    staff.tap(".hub-state button")
    staff.page.wait_for_selector(".messages .success")
