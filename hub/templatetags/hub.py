"""What all templates use: menu, languages, breadcrumbs, settings, money and time."""

import json
import re

from django import template
from django.conf import settings
from django.db.models import Prefetch
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from hub import cvr, formatting, pagecache
from hub.bilingual import Words
from hub.languages import addresses_of, other_language, translations_of, url_in
from hub.models import District, Person, SiteSettings
from hub.restrictions import readable
from hub.routing import home_in, language_of

register = template.Library()
# Nothing that people wrote may end the block that it stands in.
ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&"}
MOST_OF_ADDRESS = 60  # letters
register.filter(formatting.money)
register.filter(formatting.day)
register.filter(formatting.clock)
register.filter(formatting.colon)
register.filter("grouped_cvr", cvr.grouped)


@register.filter
def marked(words):
    """The text in a `lang` span where it is not in the page's language."""
    return words.marked if isinstance(words, Words) else words


@register.simple_tag
def site_settings() -> SiteSettings:
    """The facts about the hub, read once a generation."""
    return SiteSettings.current()


@register.simple_tag
def json_ld(facts: dict) -> SafeString:
    """Facts for machines (schema.org): a block of data, which no browser runs.

    So it needs no leave from the policy that forbids inline scripts.
    """
    text = json.dumps(facts, ensure_ascii=False).translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308


@register.simple_tag
def site_url() -> str:
    """The scheme and host that links in heads and feeds begin with."""
    return settings.SITE_URL


@register.filter
def last_words(path: str) -> str:
    """What an address may be about: `/da/historier/mad-og-suppe/` is “mad og suppe”."""
    words = re.split(r"[\W_]+", path.strip("/").rpartition("/")[2])
    return " ".join(filter(None, words))[:MOST_OF_ADDRESS]


@register.filter
def as_webcal(path: str) -> str:
    """An address of ours that calendar programs subscribe to when it is followed."""
    return "webcal://" + settings.SITE_URL.split("://", 1)[1] + path


@register.simple_tag
def menu() -> list[dict]:
    """Title and address of the pages in the menu of the active language."""
    return [item for item in _top_pages() if item["is_in_menu"]]


@register.simple_tag
def footer_pages() -> list[dict]:
    """Title and address of the top level pages that are not in the menu."""
    return [item for item in _top_pages() if not item["is_in_menu"]]


def _top_pages() -> list[dict]:
    def find():
        if not (home := home_in(get_language())):
            return []
        pages = readable(Page.objects.child_of(home).order_by("path"), home)
        return [
            {
                "title": page.title,
                "url": page.get_url(),
                "is_in_menu": page.show_in_menus,
            }
            for page in pages
        ]

    return pagecache.remembered(f"top pages {get_language()}", find)


@register.simple_tag
def translated_url(page: Page | int) -> str:
    """The address of a chosen page, or of its key, in the language of the page shown.

    Choosers keep the Danish page by design; without a translation its own address.
    """
    key = page.pk if isinstance(page, Page) else page
    found = addresses_of((key,), get_language()).get(key)
    return found[0] if found else home_url()


@register.filter
def shown_address(url: str) -> str:
    """A website as people say it: without the scheme and a slash at the end."""
    return url.split("://", 1)[-1].removeprefix("www.").rstrip("/")


@register.simple_tag
def people_by_department() -> list[dict]:
    """Public contact persons under their departments, the hub's own first."""
    return pagecache.remembered("people by department", _read_departments)


def _read_departments() -> list[dict]:
    people = Person.objects.public().with_photos().select_related("department")
    people = people.order_by("department__short", "name")
    groups: dict = {}
    for person in people:
        groups.setdefault(person.department, []).append(person)
    hub = groups.pop(None, [])
    first = [{"group": site_settings(), "people": hub}] if hub else []
    return first + [
        {"group": department, "people": group} for department, group in groups.items()
    ]


@register.simple_tag
def people_by_district() -> list[dict]:
    """Each district with its public contact persons, in the city's order."""
    return pagecache.remembered("people by district", _read_districts)


def _read_districts() -> list[dict]:
    theirs = Prefetch("people", Person.objects.public(), to_attr="public_people")
    districts = District.objects.prefetch_related(theirs)
    return [
        {"group": district, "people": district.public_people}
        for district in districts
        if district.public_people
    ]


@register.simple_tag
def home_url() -> str:
    """The address of the front page in the active language."""
    return f"/{get_language()}/"


@register.simple_tag(takes_context=True)
def trail(context) -> list[Page]:
    """The pages above the one shown, the front page first."""
    pages = getattr(context.get("request"), "trail", [])
    return pages[:-1]


@register.simple_tag(takes_context=True)
def language_switch(context) -> dict:
    """Where the same thing is in the other language, with what was asked for there."""
    code, name = other_language(get_language())
    request = context["request"]
    url = url_in(code, request, _page_of(context))
    if request.method == "GET" and (query := pagecache.told_query(request)):
        url = f"{url}?{query}"
    return {"code": code, "name": name, "url": url}


@register.simple_tag(takes_context=True)
def alternates(context) -> list[tuple[str, str]]:
    """(language, full address) of each language that the page exists in."""
    page, request = _page_of(context), context.get("request")
    told = getattr(request, "told_at", {})
    if page is not None and not told:
        pages = translations_of(page, request)
        told = {code: there.get_url(request) for code, there in pages.items()}
    links = [(code, settings.SITE_URL + url) for code, url in sorted(told.items())]
    default = [("x-default", url) for code, url in links if code == "da"]
    return links + default


@register.simple_tag(takes_context=True)
def canonical(context) -> str:
    """The full address of what is shown; of a list its later pages have their own.

    A filtered list is the same list: search engines are told of the whole one.
    """
    request = context["request"]
    number, keys = request.GET.get("page", ""), set(request.GET)
    is_later = keys == {"page"} and number.isdecimal() and number not in {"0", "1"}
    query = f"?page={number}" if is_later else ""
    return f"{settings.SITE_URL}{request.path}{query}"


@register.simple_tag(takes_context=True)
def crumbs_for_machines(context, above: list[Page]) -> dict:
    """The pages above and the one shown as schema.org's BreadcrumbList."""
    rows = [
        (page.title if place else _("Front page"), settings.SITE_URL + page.get_url())
        for place, page in enumerate(above)
    ]
    page = context.get("page")
    title = page.get("title") if isinstance(page, dict) else getattr(page, "title", "")
    if title:
        rows.append((title, canonical(context)))
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": str(name), "item": url}
            for place, (name, url) in enumerate(rows, 1)
        ],
    }


@register.filter
def language(page: Page) -> str:
    """The code of the language that a page is written in."""
    return language_of(page)


def _page_of(context) -> Page | None:
    page = context.get("page")
    return page if isinstance(page, Page) else None
