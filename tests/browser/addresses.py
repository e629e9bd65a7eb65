"""Which addresses the browser tests look at; English ones come from the site's map."""

import re
import urllib.request
from xml.etree import ElementTree

from django.urls import reverse
from django.utils import translation

from tests.servers import Server

NAMES = {
    "map": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}


def paths_in(language: str, *names: str) -> list[str]:
    """The addresses of views in a language."""
    with translation.override(language):
        return [reverse(name) for name in names]


# One page of each kind, by its Danish address.
KINDS = {
    "home": "/da/",
    "districts": "/da/bydele/",
    "district": "/da/bydele/valby/",
    "about": "/da/om-hubben/",
    "contact": "/da/kontakt/",
    "press": "/da/presse/",
    "accessibility": "/da/tilgaengelighed/",
    "cookies": "/da/cookies/",
    "privacy": "/da/privatliv/",
    "strategy": "/da/strategien/",
    "recommendation": "/da/strategien/huse-og-netvaerk/",
    "tracker": "/da/strategien/hvad-blev-der-af-det/",
    "all guidance": "/da/kom-i-gang/",
    "guidance": "/da/kom-i-gang/koekken-og-mad/",
    "whole guidance": "/da/kom-i-gang/alt-i-en-vejledning/",
    "all blocks": "/da/alle-blokke/",
    "spaces": "/da/lokaler/",
    "space": "/da/lokaler/skolekoekkenet/",
    "directory": "/da/virksomheder/",
    "profile": "/da/virksomheder/krank-og-kaede/",
    "stories": "/da/historier/",
    "story": "/da/historier/cykelvaerkstedet-hvor-ingen-spoerger-til-hullet/",
    "events": "/da/kom-forbi/",
    "event": "/da/kom-forbi/aabent-hus/",
    "corrected story": "/da/historier/ni-gryder-og-en-frysecontainer/",
}
ABSENT = {"da": "/da/findes-ikke/", "en": "/en/not-here/"}
DANISH_ONLY = "/en/kun-paa-dansk/"  # made by `more_pages`
NAMES_OF_FORMS = [
    "sign_in",
    "your_data",
    "offer_room",
    "nominate",
    "list_organisation",
    "nominee_said_no",
    "follow",
    "follow_sent",
    "account_login",
    "account_reset_password",
]
FORMS = [
    path for language in ("da", "en") for path in paths_in(language, *NAMES_OF_FORMS)
] + ["/da/skriv-til/krank-og-kaede/", "/en/write-to/krank-og-kaede/"]
# A space without an English text, a search in vain, and one with all kinds of mistakes.
SEARCHES = [
    "/en/spaces/feltplads-i-ungdomsskolen/",
    "/da/lokaler/?kind=kitchen&people=900&need=loop&date=2099-01-01&start=10:00",
    "/en/spaces/?kind=x&district=x&date=x&start=x&until=x&people=x&feature=x&price=x",
    "/da/virksomheder/?kind=laundry&area=culture&goal=99&only=x",
    "/en/enterprises/?page=2",
    "/en/enterprises/tredje-til-venstre/",
]
# What no story is about, and a choice that does not exist.
SEARCHES += [
    "/da/historier/?theme=bikes&area=culture",
    "/en/stories/?goal=99&district=atlantis&business=1",
]
# This month, what has been, what nobody understands, and events told by facts alone.
SEARCHES += [
    "/da/kom-forbi/?month=now",
    "/en/come-by/?month=now&kind=talk",
    "/da/kom-forbi/?day=today",
    "/en/come-by/?day=2026-12-24&kind=talk",
    "/da/kom-forbi/tidligere/",
    "/en/come-by/?kind=x&need=x&district=x&week=on&need=loop",
    "/da/kom-forbi/lederkursus/",
    "/en/come-by/maal-det-smaa/",
]
# Found, mended, and in vain; with a choice that does not exist.
SEARCHES += [
    "/da/soeg/",
    "/da/soeg/?q=lokale&district=valby",
    "/en/search/?q=kichen",
    "/da/soeg/?q=qwrtzx&goal=99",
]
BOOKLETS = ["/da/strategien/samlet/", "/en/strategy/whole/"]
# The state's own site has the statement; what is not in English yet says so.
BY_DESIGN = {(302, "/was"), (404, DANISH_ONLY)}
# What one's own people do with a profile begins with signing in.
ASKS_WHO = {(302, "jeres-virksomhed"), (302, "your-organisation")}
EVERY = [(kind, language) for kind in KINDS for language in ("da", "en")]


def read(server: Server, path: str) -> str:
    """What a reader without a browser gets."""
    with urllib.request.urlopen(server.url + path, timeout=30) as answer:  # noqa: S310 -- ours
        return answer.read().decode()


def translations(server: Server) -> dict[str, dict[str, str]]:
    """Each path of the site's map, with the paths of the same page by language."""
    root = ElementTree.fromstring(read(server, "/sitemap.xml"))  # noqa: S314 -- ours
    found = {}
    for entry in root.iterfind("map:url", NAMES):
        links = [
            (link.get("hreflang"), link.get("href").removeprefix(server.url))
            for link in entry.iterfind("x:link", NAMES)
        ]
        address = entry.find("map:loc", NAMES).text
        found[address.removeprefix(server.url)] = dict(links)
    return found


def by_kind(server: Server) -> dict[tuple[str, str], str]:
    """The path of each kind of page in each language."""
    there = translations(server)
    return {(kind, language): there[KINDS[kind]][language] for kind, language in EVERY}


def links_of(html: str) -> set[str]:
    """Where a page's links lead on this site, without the place on the page."""
    found = re.findall(r'<a\s[^>]*?href="(/[^"#]*)', html)
    return {address.replace("&amp;", "&") for address in found}
