"""The sitemap: every public page of both languages with its alternates.

Wagtail's own lists the Danish tree only (wagtail #12420).
"""

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from wagtail.models import Page

from hub.routing import locales


class PageSitemap(Sitemap):
    """Live, public pages; a page without a translation stands alone."""

    limit = 5000

    def items(self) -> list[Page]:
        """Pages below the front pages, each with those that say the same."""
        pages = Page.objects.live().public().filter(depth__gt=1, alias_of=None)
        groups: dict = {}
        for page in (found := list(pages.order_by("path"))):
            groups.setdefault(page.translation_key, []).append(page)
        for page in found:
            page.alternates = groups[page.translation_key]
        return found

    def get_urls(self, page=1, site=None, protocol=None):
        """Entries as Django's template wants them."""
        codes = locales()
        return [
            {
                "item": item,
                "location": full_url(item),
                "lastmod": item.last_published_at,
                "changefreq": None,
                "priority": "",
                "alternates": [
                    {"location": full_url(each), "lang_code": codes[each.locale_id]}
                    for each in item.alternates
                ],
            }
            for item in self.paginator.page(page).object_list
        ]


def full_url(page: Page) -> str:
    """The page's address with the site's scheme and host."""
    return settings.SITE_URL + page.get_url()
