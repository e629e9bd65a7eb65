"""Staff answer requests: 23 plain ones on one screen, nothing opened, no script."""

import re

import pytest

from tests.browser import many_requests, staff
from tests.browser.test_everywhere import axe
from tests.browser.test_print import A4, printed
from tests.spaces import makers

ROWS = ".hub-queue tbody tr"
PLAIN = many_requests.NUMBER
LANDSCAPE = (842, 595)
DESK = ("", "today/", "week/", "closed/", "closed/new/", "new/", "all/", "problems/")


@pytest.fixture(scope="module")
def monday(staffed_site):
    """The site with a house full of requests."""
    staffed_site.run("-m", "tests.browser.many_requests")
    return staffed_site


def sign_in(visit, site, **options):
    """The host of the house, at the first page."""
    host = visit(site, "/da/", **options)
    staff.sign_in(host, many_requests.HOST)
    host.taps = host.fields = 0
    return host


def is_on_screen(host, selector: str) -> bool:
    """Whether all of the last such thing is seen without scrolling."""
    box = host.page.locator(selector).last.bounding_box()
    height = host.page.viewport_size["height"]
    return box["y"] >= 0 and box["y"] + box["height"] <= height


def test_a_busy_day_and_its_week_are_printed_on_one_page_each(visit, monday):
    host = sign_in(visit, monday)
    day = makers.workday(many_requests.BUSY).isoformat()
    found, seen = [], []

    for path in ("today", "week"):
        host.go(f"/admin/bookings/{path}/?date={day}")
        found.append(printed(host))
        host.page.emulate_media(media="print")
        seen.append(host.page.get_by_text("Kendt Forening").count())
        host.page.emulate_media(media="screen")

    assert found == [(1, {A4}), (1, {LANDSCAPE})]
    assert seen == [PLAIN, PLAIN]


def test_the_keyboard_goes_through_a_row_and_on_to_all_that_are_ticked(visit, monday):
    host = sign_in(visit, monday)
    host.go("/admin/bookings/")
    row = host.page.locator(f"{ROWS}:has-text('Helt Nye')")
    row.locator("[name=ticked]").focus()
    order = []

    for _press in range(7):
        host.press("Tab")
        order.append(host.focused())

    assert order == [
        "Helt Nye", "Ja", "Nej …", "Spørg …", "Sig ja …", "Sig nej …", "Spørg …",
    ]  # fmt: skip


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("path", ["", "today/", "week/", "closed/new/", "new/"])
def test_no_page_of_the_desk_must_be_scrolled_sideways(visit, monday, path, width):
    host = sign_in(visit, monday, width=width)

    host.go(f"/admin/bookings/{path}")

    assert (host.status, host.runs_over()) == (200, 0)


def test_the_pages_of_the_desk_are_accessible(visit, monday):
    host, found = sign_in(visit, monday), {}

    for path in DESK:
        host.go(f"/admin/bookings/{path}")
        result = axe.run(host.page, context="#main").response
        assert "color-contrast" in {rule["id"] for rule in result["passes"]}
        found[path] = [
            (rule["id"], node["html"][:160])
            for rule in result["violations"]
            for node in rule["nodes"]
        ]

    assert found == dict.fromkeys(DESK, [])


def test_23_plain_requests_are_answered_on_one_screen_nothing_opened(visit, monday):
    host = sign_in(visit, monday, height=1080, java_script_enabled=False)

    host.tap(".hub-button[href='/admin/bookings/']")
    rows = host.page.locator(ROWS).count()
    is_seen = is_on_screen(host, ROWS), is_on_screen(host, ".hub-bar")
    host.tap("a[href='?plain=1']")
    ticked = host.page.locator("[name=ticked]:checked").count()
    host.tap("#many [value=approve]")
    told = host.page.locator(".hub-told tbody tr").count()
    host.tap("[name=sure]")

    assert (rows, ticked, told) == (PLAIN + 1, PLAIN, PLAIN)
    assert is_seen == (True, True)
    assert (host.taps, host.fields) == (4, 0)
    said = host.page.locator(".messages").inner_text()
    assert f"Gjort: {PLAIN} forespørgsler." in said
    assert host.page.locator(ROWS).count() == 1
    host.go("/admin/bookings/all/?state=confirmed")
    heading = host.page.locator("h1").inner_text()
    assert re.search(r"\d+", heading).group() == str(2 * PLAIN + 5)
