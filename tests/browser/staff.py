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


def begin_story(staff: Visitor) -> None:
    """From the first page to the editor of a new story."""
    staff.tap(".hub-button[href*='/stories/storypage/']")


def write_story(staff: Visitor, words: dict[str, str], text: str) -> None:
    """Fill the fields by their names, tick the first district, and write the text."""
    for name, value in words.items():
        staff.write(f"[name={name}]", value)
    staff.tap("[name=chosen_districts]")
    staff.tap("[id$=-child-body-wrapper] .c-sf-add-button")
    staff.tap(".w-combobox__option:has-text('Tekst')")
    editor = staff.page.locator("[id$=-child-body-wrapper] [contenteditable=true]")
    editor.last.press_sequentially(text)
    # The editor hands over what was typed a moment later.
    kept = f"[name=body-0-value][value*='{text.split()[0]}']"
    staff.page.wait_for_selector(kept, state="attached")
    staff.fields += 1


def publish(staff: Visitor) -> None:
    """Publish what is being written."""
    staff.tap("footer .w-dropdown__toggle")
    staff.tap("[name=action-publish]")
    staff.page.wait_for_selector(".messages .success")


def write_all_english(staff: Visitor, words: dict[str, str]) -> None:
    """From what is said after publishing to the last sentence; then publish it."""
    staff.tap(".messages a[href*='/english/']")
    staff.tap("main form[method=post] button[type=submit]")
    staff.page.wait_for_selector(UNWRITTEN)
    for tab in staff.page.locator(".js-translation-editor [role=tab]").all():
        staff.tap(tab)
        write_what_is_shown(staff, words)
    staff.tap(".hub-state button")
    staff.page.wait_for_selector(".hub-state button", state="detached")


def write_what_is_shown(staff: Visitor, words: dict[str, str]) -> None:
    """Every sentence of a tab that has no English, each with two presses."""
    while left := (rows := staff.page.locator(f"{UNWRITTEN}:visible")).count():
        row = rows.first
        danish = next(each for each in words if each in row.inner_text())
        staff.tap(row.locator("button").last)
        row.locator("textarea").fill(words[danish])
        staff.fields += 1
        staff.tap(row.locator("button").last)
        rows.nth(left - 1).wait_for(state="detached")
