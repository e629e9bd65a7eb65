"""Finding a page by its address with one query, and the trail that leads to it."""

import copy

from django.db.models.functions import Length
from django.utils.translation import get_language
from wagtail.models import Locale, Page, Site

from hub import pagecache

MAX_DEPTH = 12


def trail_of(home: Page, slugs: list[str]) -> list[Page]:
    """Home and the pages that lie on the path below it, found by one query.

    The trail ends where the path leaves the tree; what is left is for its last page.
    """
    prefixes = [home.url_path]
    for slug in slugs[:MAX_DEPTH]:
        prefixes.append(f"{prefixes[-1]}{slug}/")
    below = Page.objects.filter(url_path__in=prefixes[1:], path__startswith=home.path)
    trail = [home]
    for page in below.order_by(Length("url_path")):
        if page.depth != trail[-1].depth + 1:
            break
        trail.append(page)
    return trail


def page_at(language: str, slugs: list[str]) -> Page | None:
    """The page of a language that lies exactly there, live or not."""
    home = home_in(language)
    if home is None or not slugs:
        return None
    trail = trail_of(home, slugs)
    return trail[-1] if len(trail) == len(slugs) + 1 else None


def home_in(language: str) -> Page | None:
    """The front page of a language; a copy, since the remembered one is shared."""

    def find():
        site = Site.objects.select_related("root_page").get(is_default_site=True)
        key = site.root_page.translation_key
        pages = Page.objects.filter(translation_key=key, live=True)
        return {
            page.locale.language_code: page.specific
            for page in pages.select_related("locale")
        }

    return copy.copy(pagecache.remembered("homes", find).get(language))


def the_site() -> Site | None:
    """The one site; host names are checked by ALLOWED_HOSTS."""

    def find():
        return Site.objects.select_related("root_page").filter(is_default_site=True)

    return pagecache.remembered("site", lambda: find().first())


def language_of(page: Page) -> str:
    """`da` or `en`: the language that a page is written in, without a query."""
    return locales().get(page.locale_id, get_language())


def locales() -> dict[int, str]:
    """Language codes by the primary keys of their locales."""
    return pagecache.remembered(
        "locales", lambda: dict(Locale.objects.values_list("pk", "language_code"))
    )
