"""The sitemap: every public page of both languages with its alternates.

Wagtail's own lists the Danish tree only (wagtail #12420).
"""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import NamedTuple

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from wagtail.models import Page

from hub.routing import locales


class Told(NamedTuple):
    """What has an address without a page of its own; `urls` are by language."""

    urls: dict[str, str]
    changed_at: dt.datetime | None = None


_others: list[Callable[[], Iterable[Told]]] = []


def register(find: Callable[[], Iterable[Told]]) -> None:
    """Add a question: what else is told of, below a page or beside it."""
    _others.append(find)


class PageSitemap(Sitemap):
    """Live, public pages, and what is told of below them, each with its alternates.

    A page that tells of something is as new as that, and belongs together with what
    tells of it in the other language.
    """

    limit = 50_000  # the most that sitemaps.org allows in one file

    def items(self) -> list[tuple[str, Told]]:
        """An address and all of the same thing; a page without a translation alone."""
        pages = Page.objects.live().public().filter(depth__gt=1, alias_of=None)
        found, groups, codes = list(pages.order_by("path")), {}, locales()
        for page in found:
            group = groups.setdefault(page.translation_key, {})
            group[codes[page.locale_id]] = page.get_url()
        told = {
            page.get_url(): Told(groups[page.translation_key], page.last_published_at)
            for page in found
        }
        for each in (each for find in _others for each in find()):
            for url in each.urls.values():
                there = told.get(url, each)
                dates = filter(None, (there.changed_at, each.changed_at))
                told[url] = Told(there.urls | each.urls, max(dates, default=None))
        return list(told.items())

    def get_urls(self, page=1, site=None, protocol=None):
        """Entries as Django's template wants them."""
        return [
            {
                "item": url,
                "location": settings.SITE_URL + url,
                "lastmod": told.changed_at,
                "changefreq": None,
                "priority": "",
                "alternates": [
                    {"location": settings.SITE_URL + each, "lang_code": code}
                    for code, each in told.urls.items()
                ],
            }
            for url, told in self.paginator.page(page).object_list
        ]
