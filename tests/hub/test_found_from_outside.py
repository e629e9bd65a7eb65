"""What search engines and others are told, over the whole demo and both languages."""

import json
import re
from collections import Counter
from typing import NamedTuple
from xml.etree import ElementTree

import pytest
from django.urls import reverse
from django.utils import translation

from tests.browser.addresses import NAMES
from tests.reading import Page, words

pytestmark = pytest.mark.once

HOST = "http://testserver"
BESIDE = [  # what is to be found and is not in the sitemap
    "/da/kom-forbi/tidligere/", "/en/come-by/past/",
    "/da/strategien/samlet/", "/en/strategy/whole/",
]  # fmt: skip
FORMS = ["nominate", "list_organisation", "offer_room", "your_data"]
NOT_TO_BE_FOUND = [
    "/da/soeg/", "/en/search/?q=bread", "/da/log-ind/", "/en/sign-in/",
    "/da/book/skolekoekkenet/", "/en/write-to/krank-og-kaede/", "/da/findes-ikke/",
]  # fmt: skip
_heads: dict[str, "Head"] = {}
_map: list["Entry"] = []


class Entry(NamedTuple):
    """An address of the sitemap with its alternates and when it changed."""

    url: str
    alternates: dict[str, str]
    changed: str


class Head(NamedTuple):
    """What the head of a page says."""

    status: int
    titles: list[str]
    descriptions: list[str]
    canonical: list[str]
    robots: list[str]
    alternates: dict[str, str]
    social: dict[str, str]
    data: list[dict]
    crumbs: list[tuple[str, str]]
    feeds: list[tuple[str, str]]


def head_of(client, url: str) -> Head:
    """The head of a page as it is now."""
    response = client.get(url.removeprefix(HOST))
    page = Page(response)
    links = page.all("link", rel="alternate")
    crumbs = [
        link for nav in page.all("nav", class_="crumbs") for link in nav.iter("a")
    ]
    metas = page.all("meta")
    return Head(
        response.status_code,
        [words(each) for each in page.all("title") if each.text],
        [each.get("content") for each in page.all("meta", name="description")],
        [each.get("href") for each in page.all("link", rel="canonical")],
        [each.get("content") for each in page.all("meta", name="robots")],
        {
            each.get("hreflang"): each.get("href")
            for each in links
            if not each.get("type")
        },
        {
            each.get("property"): each.get("content")
            for each in metas
            if each.get("property")
        },
        [
            json.loads(each.text)
            for each in page.all("script", type="application/ld+json")
        ],
        [(words(each), HOST + each.get("href")) for each in crumbs],
        [(each.get("type"), each.get("href")) for each in links if each.get("type")],
    )


def read_map(client) -> list[Entry]:
    """The sitemap as it is now."""
    root = ElementTree.fromstring(client.get("/sitemap.xml").content)  # noqa: S314 -- ours
    return [
        Entry(
            each.findtext("map:loc", namespaces=NAMES),
            {
                link.get("hreflang"): link.get("href")
                for link in each.iterfind("x:link", NAMES)
            },
            each.findtext("map:lastmod", "", NAMES),
        )
        for each in root.iterfind("map:url", NAMES)
    ]


@pytest.fixture
def site_map(demo, client) -> list[Entry]:
    """The demo's sitemap; read once, for nobody changes it."""
    if not _map:
        _map.extend(read_map(client))
    return _map


@pytest.fixture
def heads(site_map, client) -> dict[str, Head]:
    """The heads of all that is to be found, by address; read once."""
    if not _heads:
        forms = [f"{HOST}{path}" for path in paths_of(FORMS)]
        beside = [HOST + path for path in BESIDE]
        for url in [*(each.url for each in site_map), *beside, *forms]:
            _heads[url] = head_of(client, url)
    return _heads


def paths_of(names: list[str]) -> list[str]:
    found = []
    for language in ("da", "en"):
        with translation.override(language):
            found += [reverse(name) for name in names]
    return found


def language_of(url: str) -> str:
    return url.removeprefix(HOST).split("/")[1]


def test_all_that_is_in_the_sitemap_is_there_to_be_found(site_map, heads):
    assert len(site_map) > 200
    urls = [each.url for each in site_map]
    assert [url for url, number in Counter(urls).items() if number > 1] == []
    assert [url for url in heads if heads[url].status != 200] == []
    assert [url for url in heads if heads[url].robots] == []


def test_each_address_of_the_sitemap_has_its_alternates_and_a_date(site_map):
    by_url = {each.url: each for each in site_map}

    alone = [
        each.url
        for each in site_map
        if any(
            by_url[url].alternates != each.alternates
            for url in each.alternates.values()
        )
    ]

    assert alone == []
    assert [
        each.url for each in site_map if each.url not in each.alternates.values()
    ] == []
    assert [each.url for each in site_map if not each.changed] == []


def test_the_head_names_the_same_alternates_as_the_sitemap(site_map, heads):
    differing = {
        each.url: heads[each.url].alternates
        for each in site_map
        if {
            code: url
            for code, url in heads[each.url].alternates.items()
            if code != "x-default"
        }
        != each.alternates
    }

    assert differing == {}


def test_every_alternate_points_back(heads):
    wrong = [
        (url, code, other)
        for url, head in heads.items()
        for code, other in head.alternates.items()
        if code != "x-default"
        and (language_of(other) != code or heads[other].alternates != head.alternates)
    ]

    assert wrong == []
    assert sum(bool(head.alternates) for head in heads.values()) > 200


def test_every_title_is_its_own(heads):
    titles = [(language_of(url), *head.titles) for url, head in heads.items()]

    assert [each for each in titles if len(each) != 2] == []
    assert [each for each, number in Counter(titles).items() if number > 1] == []
    assert [each for each in titles if not 12 <= len(each[1]) <= 75] == []
    assert [each for each in titles if each[1].count("Spotlight") > 1] == []


def test_every_description_is_its_own(heads):
    said = [(language_of(url), *head.descriptions) for url, head in heads.items()]

    assert [url for url, head in heads.items() if len(head.descriptions) != 1] == []
    assert [each for each, number in Counter(said).items() if number > 1] == []
    assert [each for each in said if not 50 <= len(each[1]) <= 170] == []


def test_every_canonical_address_is_the_page_itself(heads):
    assert {url: head.canonical for url, head in heads.items()} == {
        url: [url] for url in heads
    }


@pytest.mark.parametrize(
    ("path", "canonical"),
    [
        ("/da/historier/?theme=food&utm_source=x", "/da/historier/"),
        ("/da/historier/?page=2", "/da/historier/?page=2"),
        ("/da/virksomheder/?page=1", "/da/virksomheder/"),
        ("/da/virksomheder/?page=2&kind=cafe", "/da/virksomheder/"),
        ("/en/come-by/?month=2030-01", "/en/come-by/"),
        ("/en/come-by/?page=<b>", "/en/come-by/"),
    ],
)
def test_a_filtered_list_is_the_whole_list_to_search_engines(
    demo, client, path, canonical
):
    assert head_of(client, path).canonical == [HOST + canonical]


@pytest.mark.parametrize("path", NOT_TO_BE_FOUND)
def test_what_is_no_page_is_not_for_search_engines(demo, client, path):
    head = head_of(client, path)

    assert len(head.robots) == 1
    assert head.robots[0].startswith("noindex")
    assert head.canonical == []


def test_all_that_is_shared_has_its_title_words_picture_and_language(heads):
    wanted = {
        "og:title",
        "og:description",
        "og:image",
        "og:url",
        "og:type",
        "og:locale",
    }

    missing = {
        url: sorted(wanted - {name for name, value in head.social.items() if value})
        for url, head in heads.items()
    }

    assert {url: names for url, names in missing.items() if names} == {}
    locales = {
        (language_of(url), head.social["og:locale"]) for url, head in heads.items()
    }
    assert locales == {("da", "da_DK"), ("en", "en_GB")}


def test_machines_are_told_the_same_crumbs_as_readers(heads):
    found, expected = {}, {}
    for url, head in heads.items():
        lists = [each for each in head.data if each.get("@type") == "BreadcrumbList"]
        found[url] = [
            (row["position"], row["name"], row["item"])
            for each in lists
            for row in each["itemListElement"][:-1]
        ]
        expected[url] = [(n, *crumb) for n, crumb in enumerate(head.crumbs, 1)]
        ends = [each["itemListElement"][-1]["item"] for each in lists]
        assert ends == ([url] if head.crumbs else [])

    assert found == expected
    assert sum(bool(rows) for rows in found.values()) > 200


def test_a_list_announces_the_feeds_that_it_offers(heads, client):
    offered = {}
    for url, head in heads.items():
        html = client.get(url.removeprefix(HOST)).content.decode() if head.feeds else ""
        links = re.findall(r'<a [^>]*href="(/[^"]*/feed/)"', html)
        offered[url] = {address for _kind, address in head.feeds}.issuperset(links)
    lists = {url.removeprefix(HOST) for url, head in heads.items() if len(head.feeds)}

    assert all(offered.values())
    assert {
        "/da/historier/", "/en/stories/", "/da/kom-forbi/", "/en/come-by/",
        "/da/kom-forbi/tidligere/", "/da/strategien/hvad-blev-der-af-det/",
    } <= lists  # fmt: skip
