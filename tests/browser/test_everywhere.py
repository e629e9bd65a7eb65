"""What holds on every kind of page, in both languages."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser import addresses

axe = Axe()
WIDTHS = (390, 1280)
every_kind = pytest.mark.parametrize(("kind", "language"), addresses.EVERY)
every_odd_page = pytest.mark.parametrize(
    "path",
    [
        *addresses.ABSENT.values(),
        addresses.DANISH_ONLY,
        *addresses.FORMS,
        *addresses.SEARCHES,
        *addresses.BOOKLETS,
    ],
)
# Each needs one screen of a telephone at 400 %: 1280 x 1024 pixels.
SMALLEST = {"width": 320, "height": 256}
SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important;
    word-spacing: .16em !important; } p { margin-bottom: 2em !important; }`);
  document.adoptedStyleSheets = [sheet];
}"""
# Words of which a part lies outside the page, or outside a box that hides the rest.
CUT_OFF = """() => {
  const found = [], texts = document.createTreeWalker(document.body, 4);
  while (texts.nextNode()) {
    const text = texts.currentNode, own = text.parentElement;
    if (!text.data.trim() || !own.checkVisibility()) continue;
    if (own.closest(".trap, .skip, .sr, svg, [popover]:not(:popover-open)")) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const words = range.getBoundingClientRect();
    if (isHidden(words, own)) found.push(text.data.trim().slice(0, 80));
  }
  return found;
  function isHidden(words, place) {
    for (; place && place !== document.body; place = place.parentElement) {
      const {overflowX, overflowY} = getComputedStyle(place);
      if (overflowX === "visible") continue;
      const box = place.getBoundingClientRect();
      if (["auto", "scroll"].includes(overflowX)) return false;
      if (words.left < box.left - 1 || words.right > box.right + 1) return true;
      if (overflowY !== "visible"
        && (words.top < box.top - 1 || words.bottom > box.bottom + 1)) return true;
    }
    return words.left < -1 || words.right > innerWidth + 1;
  }
}"""


def violations(visitor) -> list[str]:
    """What axe finds wrong with the page, at both widths."""
    found = []
    for width in WIDTHS:
        visitor.page.set_viewport_size({"width": width, "height": 900})
        found += [
            f"{width} px, {rule['id']}: {node['html'][:200]}"
            for rule in axe.run(visitor.page).response["violations"]
            for node in rule["nodes"]
        ]
    return found


@every_kind
def test_page_is_accessible_and_asks_nobody_else(visit, site, places, kind, language):
    visitor = visit(site, places[kind, language])

    assert visitor.status == 200
    assert violations(visitor) == []
    assert visitor.hosts == {site.url.removeprefix("http://")}
    assert visitor.context.cookies() == []
    assert visitor.complaints == []


@every_odd_page
def test_odd_page_is_accessible_and_asks_nobody_else(visit, site, path):
    visitor = visit(site, path)

    assert violations(visitor) == []
    assert visitor.hosts == {site.url.removeprefix("http://")}
    assert visitor.complaints == []


def test_axe_finds_what_is_wrong(visit, site):
    visitor = visit(site, "/da/")
    visitor.page.evaluate("document.documentElement.removeAttribute('lang')")

    found = violations(visitor)

    assert [line.split(":")[0] for line in found] == [
        "390 px, html-has-lang",
        "1280 px, html-has-lang",
    ]


@every_kind
def test_page_loses_nothing_on_the_smallest_screen(visit, site, places, kind, language):
    visitor = visit(site, places[kind, language], **SMALLEST)

    assert visitor.runs_over() <= 0
    assert visitor.page.evaluate(CUT_OFF) == []


@every_odd_page
def test_odd_page_loses_nothing_on_the_smallest_screen(visit, site, path):
    visitor = visit(site, path, **SMALLEST)

    assert visitor.runs_over() <= 0
    assert visitor.page.evaluate(CUT_OFF) == []


@pytest.mark.parametrize("kind", ["home", "district", "all blocks"])
@pytest.mark.parametrize("width", WIDTHS)
def test_page_loses_nothing_with_text_twice_as_large(visit, site, places, kind, width):
    visitor = visit(site, places[kind, "da"], width=width)

    browser = visitor.context.new_cdp_session(visitor.page)
    browser.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    visitor.page.reload()

    assert visitor.runs_over() <= 0
    assert visitor.page.evaluate(CUT_OFF) == []


@pytest.mark.parametrize("kind", ["home", "district", "all blocks"])
@pytest.mark.parametrize("width", WIDTHS)
def test_page_loses_nothing_with_wide_spacing(visit, site, places, kind, width):
    visitor = visit(site, places[kind, "da"], width=width)

    visitor.page.evaluate(SPACED)

    assert visitor.runs_over() <= 0
    assert visitor.page.evaluate(CUT_OFF) == []


def test_what_is_cut_off_is_found(visit, site):
    visitor = visit(site, "/da/", **SMALLEST)

    visitor.page.evaluate("document.querySelector('h1').style.whiteSpace = 'nowrap'")

    assert visitor.runs_over() > 0 or visitor.page.evaluate(CUT_OFF) != []
