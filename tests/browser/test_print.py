"""What comes out of a printer: as many pages as promised, on the right paper."""

import re

import pytest

from tests.browser import addresses

LANGUAGES = ("da", "en")
PAGE = re.compile(rb"/Type /Page\b")
PAPER = re.compile(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]")
A4, A5 = (596, 843), (420, 595)  # points


def printed(visitor) -> tuple[int, set[tuple[int, int]]]:
    """How many pages, and the sizes of the paper in points."""
    pdf = visitor.page.pdf(format="A4", prefer_css_page_size=True)
    sizes = {(round(float(w)), round(float(h))) for w, h in PAPER.findall(pdf)}
    return len(PAGE.findall(pdf)), sizes


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_proposals_are_printed_on_two_pages(visit, site, places, language):
    visitor = visit(site, places["tracker", language])

    assert printed(visitor) == (2, {A4})


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_happened_last_is_on_paper_with_its_source(visit, site, places, language):
    visitor = visit(site, places["tracker", language])
    visitor.page.emulate_media(media="print")

    last = visitor.page.locator(".proposal .paper-only")

    assert last.count() == 6
    assert all(last.nth(number).is_visible() for number in range(6))


@pytest.mark.parametrize("kind", ["tracker", "stories", "events", "district"])
def test_paper_does_not_say_how_a_list_is_followed(visit, site, places, kind):
    visitor = visit(site, places[kind, "da"])
    follow = visitor.page.locator("#follow")
    assert follow.is_visible()

    visitor.page.emulate_media(media="print")

    assert not follow.is_visible()


@pytest.mark.parametrize("path", addresses.BOOKLETS)
def test_the_booklet_is_printed_on_small_pages(visit, site, path):
    pages, sizes = printed(visit(site, path))

    assert sizes == {A5}
    assert 24 <= pages <= 40
