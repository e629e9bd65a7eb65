"""Which pages may be named to everybody: live, and not for some readers only."""

from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet

from hub import pagecache


def readable(pages: PageQuerySet, on: Page | None = None) -> PageQuerySet:
    """Live pages without those that are for some readers only.

    Whoever reads the page `on` has passed its restrictions: they hide nothing there.
    `.public()` asks for the restrictions each time, this remembers them.
    """
    passed = on.path if on else ""
    pages = pages.live()
    for path in restricted_paths():
        if not passed.startswith(path):
            pages = pages.exclude(path__startswith=path)
    return pages


def is_readable(page: Page) -> bool:
    """Whether everybody may read the page."""
    return page.live and not page.path.startswith(tuple(restricted_paths()))


def restricted_paths() -> list[str]:
    """Where in the tree a part begins that is for some readers only."""

    def find():
        return list(PageViewRestriction.objects.values_list("page__path", flat=True))

    return pagecache.remembered("restrictions", find)
