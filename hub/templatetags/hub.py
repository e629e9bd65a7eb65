"""What all templates use: menu, languages, breadcrumbs, settings, money and time."""

from django import template
from django.conf import settings
from django.utils.translation import get_language
from wagtail.models import Page

from hub import formatting, pagecache
from hub.bilingual import Words
from hub.languages import other_language, translations_of, url_in
from hub.models import SiteSettings
from hub.routing import home_in, language_of

register = template.Library()
register.filter(formatting.money)
register.filter(formatting.day)
register.filter(formatting.clock)


@register.filter
def marked(words):
    """The text in a `lang` span where it is not in the page's language."""
    return words.marked if isinstance(words, Words) else words


@register.simple_tag
def site_settings() -> SiteSettings:
    """The facts about the hub, read once a generation."""
    return pagecache.remembered("settings", _read_settings)


def _read_settings() -> SiteSettings:
    found = SiteSettings.objects.select_related("contact").first()
    return found or SiteSettings()


@register.simple_tag
def site_url() -> str:
    """The scheme and host that links in heads and feeds begin with."""
    return settings.SITE_URL


@register.simple_tag
def menu() -> list[dict]:
    """The top level pages that stand in the menu of the active language."""

    def find():
        home = home_in(get_language())
        if home is None:
            return []
        pages = Page.objects.child_of(home).live().in_menu().order_by("path")
        return [
            {"title": page.title, "url": page.get_url(), "path": page.url_path}
            for page in pages
        ]

    return pagecache.remembered(f"menu {get_language()}", find)


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
    """Where the same thing is in the other language."""
    code, name = other_language(get_language())
    url = url_in(code, context["request"], _page_of(context))
    return {"code": code, "name": name, "url": url}


@register.simple_tag(takes_context=True)
def alternates(context) -> list[tuple[str, str]]:
    """(language, full address) of each language that the page exists in."""
    page = _page_of(context)
    if page is None:
        return []
    pages = translations_of(page, context["request"])
    links = [
        (code, settings.SITE_URL + there.get_url(context["request"]))
        for code, there in sorted(pages.items())
    ]
    default = [("x-default", url) for code, url in links if code == "da"]
    return links + default


@register.filter
def language(page: Page) -> str:
    """The code of the language that a page is written in."""
    return language_of(page)


def _page_of(context) -> Page | None:
    page = context.get("page")
    return page if isinstance(page, Page) else None
