"""Every page of the site's map: valid, in order, and with links that lead somewhere."""

import http.client
import re
from urllib.parse import urlsplit

import html5lib
import pytest

from tests.browser import addresses


@pytest.fixture(scope="module")
def pages(site):
    """The HTML of every page in the map, by its path."""
    return {path: addresses.read(site, path) for path in addresses.translations(site)}


def tree(html: str):
    return html5lib.parse(html, namespaceHTMLElements=False)


def faults(path: str, html: str) -> list[str]:
    """What a strict parser finds first, and doubled ids."""
    found = []
    try:
        html5lib.HTMLParser(strict=True).parse(html)
    except html5lib.html5parser.ParseError as error:
        found.append(f"{path}: {error}")
    ids = [element.get("id") for element in tree(html).iter() if element.get("id")]
    doubled = sorted({name for name in ids if ids.count(name) > 1})
    return found + [f"{path}: id {name} twice" for name in doubled]


def answer(site, path: str) -> tuple[int, str]:
    """The status and body of an address, without following."""
    connection = http.client.HTTPConnection(urlsplit(site.url).netloc, timeout=30)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        return response.status, response.read().decode(errors="replace")
    finally:
        connection.close()


def test_html_of_every_page_is_valid(pages):
    assert [fault for path in pages for fault in faults(path, pages[path])] == []
    assert len(pages) > 50


@pytest.mark.parametrize(
    "path",
    [
        *addresses.ABSENT.values(),
        addresses.DANISH_ONLY,
        *addresses.FORMS,
        *addresses.SEARCHES,
        *addresses.BOOKLETS,
    ],
)
def test_html_of_odd_pages_is_valid(site, path):
    _status, html = answer(site, path)

    assert faults(path, html) == []


def test_headings_go_down_one_step_at_a_time(pages):
    wrong = []
    for path, html in pages.items():
        levels = [
            int(element.tag[1])
            for element in tree(html).iter()
            if re.fullmatch(r"h[1-6]", str(element.tag))
        ]
        steps = zip([0, *levels], levels, strict=False)
        if levels.count(1) != 1 or any(low - high > 1 for high, low in steps):
            wrong.append((path, levels))

    assert wrong == []


def test_no_two_pages_of_a_language_have_the_same_title(pages):
    titles = [
        (path[:4], tree(html).findtext(".//title")) for path, html in pages.items()
    ]

    assert sorted(title for title in titles if titles.count(title) > 1) == []


def test_pictures_say_what_they_show_and_how_large_they_are(pages):
    pictures = [
        (path, image.attrib)
        for path, html in pages.items()
        for image in tree(html).iter("img")
    ]

    wrong = [each for each in pictures if {"alt", "width", "height"} - set(each[1])]

    assert wrong == []
    assert pictures


def test_links_lead_somewhere(site, pages):
    links = {link: path for path in pages for link in addresses.links_of(pages[path])}

    broken = [
        f"{link} (on {path}): {status}"
        for link, path in sorted(links.items())
        if (status := answer(site, link)[0]) != 200
        and (status, link) not in addresses.BY_DESIGN
        and (status, link.split("/")[2]) not in addresses.ASKS_WHO
    ]

    assert broken == []


def test_links_within_a_page_find_their_place(pages):
    lost = []
    for path, html in pages.items():
        places = {element.get("id") for element in tree(html).iter()}
        wanted = {
            link.get("href")[1:]
            for link in tree(html).iter("a")
            if link.get("href", "").startswith("#")
        }
        lost += [(path, place) for place in sorted(wanted - places)]

    assert lost == []
