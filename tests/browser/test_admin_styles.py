"""What the admin's own stylesheet hides and mends, seen in a browser."""

import pytest

from tests.browser import staff

MENU = "footer .w-dropdown-button:has(.w-dropdown__toggle)"
TO_ENGLISH = ".hub-button:has([href='#icon-wagtail-localize-language'])"


@pytest.fixture
def as_staff(visit, staffed_site):
    """Let somebody of the demo sign in: `as_staff("udgiver", width=390)`."""

    def begin(name: str, **options):
        visitor = visit(staffed_site, "/da/", **options)
        staff.sign_in(visitor, f"{name}@example.org")
        return visitor

    return begin


def delete_english(admin, title: str) -> None:
    """Take away an English page, for somebody to begin it again."""
    admin.tap(TO_ENGLISH)
    admin.tap(f"td.title a:has-text('{title}')")
    admin.go(admin.path().replace("/edit/", "/delete/"))
    admin.tap("main form [type=submit]")
    admin.page.wait_for_selector(".messages .success")


def test_only_publishers_see_how_to_stop_or_delete_a_translation(as_staff):
    delete_english(as_staff("admin"), "Press")
    translator = as_staff("oversaetter")
    translator.tap(".hub-waiting a:has-text('Presse')")
    translator.tap(".hub-ask button")
    translator.page.wait_for_selector(MENU, state="attached")
    publisher = as_staff("udgiver")
    publisher.go(translator.path())
    publisher.page.wait_for_selector(MENU, state="attached")

    seen = [who.page.locator(MENU).is_visible() for who in (translator, publisher)]

    assert seen == [False, True]


def test_uploading_asks_for_no_description(as_staff):
    editor = as_staff("redaktor")
    editor.go("/admin/images/multiple/add/")
    picture = editor.page.screenshot()
    file = {"name": "prik.png", "mimeType": "image/png", "buffer": picture}
    editor.page.set_input_files("#fileupload", file)
    editor.page.wait_for_selector(".upload-success form")

    said = editor.page.locator(".upload-list .error-message")

    assert [each.is_visible() for each in said.all()] == [False]


def test_a_button_beside_a_row_has_room_for_its_words(as_staff):
    publisher = as_staff("udgiver", width=390)
    publisher.go("/admin/proposals/")

    button = publisher.page.locator(".listing .actions .button").first
    over = button.evaluate("each => each.scrollHeight - each.clientHeight")

    assert over == 0
