"""What may not be published yet, and the clock that leaves it unpublished.

The rule itself is the page's (`BasePage.what_is_missing`, kept by its `clean()`).
`hub.publish_checks` tells whoever tries in the admin.
"""

from functools import partial

from django.utils import timezone
from wagtail.models import Page, Revision

from hub.mail import tell_roles
from hub.models import BasePage
from hub.transactions import whole


def missing_in(page: Page) -> list[str]:
    """What keeps a page as given from its readers on the day it is to be published."""
    if not isinstance(page, BasePage):
        return []
    later = page.go_live_at and page.go_live_at > timezone.now()
    return page.what_is_missing(timezone.localdate(page.go_live_at) if later else None)


def missing_in_newest(page: Page) -> list[str]:
    """The same for the newest version of a page."""
    return missing_in(page.get_latest_revision_as_object())


def hold_back() -> None:
    """Take off the clock what is due and lacks something, and tell who must know."""
    due = Revision.objects.filter(approved_go_live_at__lte=timezone.now())
    for revision in due:
        page = revision.as_object()
        if isinstance(page, Page) and missing_in(page):
            take_off_the_clock(revision=revision, page=page)


@whole
def take_off_the_clock(*, revision: Revision, page: Page) -> None:
    """Leave the page as it is; whoever wrote it and the publishers get one mail."""
    waits = Revision.objects.filter(pk=revision.pk, approved_go_live_at__isnull=False)
    if waits.update(approved_go_live_at=None):
        # Found anew for each receiver, in the language of each.
        words = {"page": page, "missing": partial(missing_in, page)}
        tell_roles("held_back", "Publishers", also=[revision.user], **words)
