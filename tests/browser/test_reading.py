"""Reading in the ways that people read: by keyboard, on paper, without script."""

import pytest

IS_OPEN = "document.getElementById('menu').matches(':popover-open')"
CLASS = "document.activeElement.className"
ENDS_AFTER = 120  # presses of Tab; no page has so many stops
RING = """() => {
  const stop = document.activeElement, style = getComputedStyle(stop);
  if (stop.closest("svg")) return getComputedStyle(stop.firstChild).strokeWidth >= "4";
  return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
}"""


def tab_to(visitor, selector: str) -> None:
    """Press Tab until the first such element has the focus."""
    for _press in range(ENDS_AFTER):
        visitor.press("Tab")
        if visitor.page.evaluate(f"document.activeElement.matches('{selector}')"):
            return
    pytest.fail(f"{selector} cannot be reached by keyboard on {visitor.path()}")


def test_skip_link_comes_first_and_leads_to_the_text(visit, site):
    visitor = visit(site, "/da/")

    visitor.press("Tab")
    first = visitor.page.evaluate(CLASS)
    visitor.press("Enter")

    assert first == "skip"
    assert visitor.page.evaluate("document.activeElement.id") == "content"
    assert visitor.page.url.endswith("/da/#content")


def test_menu_opens_and_closes_by_keyboard(visit, site):
    visitor = visit(site, "/da/", width=390)
    tab_to(visitor, ".menu-btn")

    visitor.press("Enter")
    opened = visitor.page.evaluate(IS_OPEN)
    visitor.press("Tab")
    inside = visitor.page.evaluate("!!document.activeElement.closest('#menu')")
    visitor.press("Escape")

    assert (opened, inside) == (True, True)
    assert visitor.page.evaluate(IS_OPEN) is False
    assert visitor.page.evaluate(CLASS) == "menu-btn"


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("kind", ["home", "district", "recommendation"])
def test_language_switch_keeps_the_page_by_keyboard(visit, site, places, kind, width):
    visitor = visit(site, places[kind, "da"], width=width)

    if width == 390:
        tab_to(visitor, ".menu-btn")
        visitor.press("Enter")
    tab_to(visitor, ".lang a")
    visitor.press("Enter")
    visitor.page.wait_for_url("**/en/**")

    assert visitor.path() == places[kind, "en"]
    assert visitor.page.locator("html").get_attribute("lang") == "en"


@pytest.mark.parametrize("kind", ["home", "district", "all blocks"])
def test_each_stop_of_the_keyboard_shows_the_focus(visit, site, places, kind):
    visitor = visit(site, places[kind, "da"])
    unseen, stops = [], 0

    for _press in range(ENDS_AFTER):
        visitor.press("Tab")
        if visitor.page.evaluate("document.activeElement === document.body"):
            break
        stops += 1
        if not visitor.page.evaluate(RING):
            html = "document.activeElement.outerHTML.slice(0, 100)"
            unseen.append(visitor.page.evaluate(html))

    assert unseen == []
    assert stops > 10


def test_menu_works_without_script(visit, site, places):
    visitor = visit(site, "/da/", width=390, java_script_enabled=False)
    press = visitor.page.locator("#menu").get_by_role("link").first
    before = press.is_visible()

    visitor.tap(visitor.page.locator(".menu-btn"))
    after = press.is_visible()
    visitor.tap(press)

    assert (before, after) == (False, True)
    assert visitor.path() != "/da/"


@pytest.mark.parametrize("kind", ["home", "district", "contact", "all blocks"])
def test_page_reads_the_same_without_script(visit, site, places, kind):
    with_script = visit(site, places[kind, "da"])
    without = visit(site, places[kind, "da"], java_script_enabled=False)

    words = with_script.page.locator("main").inner_text()

    assert without.page.locator("main").inner_text() == words
    assert len(words) > 100


@pytest.mark.parametrize("kind", ["home", "district", "all blocks"])
def test_paper_shows_the_text_alone(visit, site, places, kind):
    visitor = visit(site, places[kind, "da"])
    seen = visitor.page.locator("header.top, footer.foot, h1")
    on_screen = [part.is_visible() for part in seen.all()]

    visitor.page.emulate_media(media="print")

    assert on_screen == [True, True, True]
    assert [part.is_visible() for part in seen.all()] == [False, True, False]
    assert visitor.page.pdf().startswith(b"%PDF")


def test_buttons_have_an_edge_in_colours_of_the_readers_own(visit, site, places):
    visitor = visit(site, places["all blocks", "da"], forced_colors="active")

    edges = visitor.page.locator(".btn, .note, .panel").evaluate_all(
        "all => all.map(one => parseFloat(getComputedStyle(one).borderTopWidth) > 0)"
    )

    assert set(edges) == {True}
    assert visitor.page.screenshot(full_page=True)


def test_film_is_asked_for_by_a_press_alone(visit, site, places):
    visitor = visit(site, places["all blocks", "da"])
    own = {site.url.removeprefix("http://")}
    visitor.page.route("**/*youtube-nocookie.com/**", lambda route: route.abort())
    poster = visitor.page.locator("a.video")
    poster.scroll_into_view_if_needed()
    before = set(visitor.hosts)

    poster.click()
    visitor.page.locator("iframe").wait_for()

    assert before == own
    assert visitor.hosts == own | {"www.youtube-nocookie.com"}
