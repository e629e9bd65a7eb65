"""Taking a yes back: the story goes in both languages, and the pictures with it."""

import uuid

from django.db import transaction
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageLogEntry

from hub import pagecache
from hub.bilingual import SOURCE
from hub.kept import names
from hub.models import Consent, ConsentState, HubImage, User
from hub.transactions import whole
from hub.translations import forget_translations
from stories.actions.consenting import tell, tell_staff, title_of
from stories.models import StoryPage, TakenDown
from stories.pictures import end_uses
from stories.refusals import Refused


@whole
def take_back(*, consent: Consent, by: User | None = None) -> Consent:
    """Take a yes back; `by` is None for the person. Raises Refused: `state`."""
    return take_back_within(consent=consent, by=by)


def take_back_within(*, consent: Consent, by: User | None = None) -> Consent:
    """The same in the caller's transaction. The row stays: it says what was allowed."""
    given = Consent.objects.filter(pk=consent.pk, state=ConsentState.GIVEN)
    over = {"state": ConsentState.WITHDRAWN, "withdrawn_at": timezone.now()}
    if not given.update(**over, link_until=None):
        raise Refused("state")
    consent = Consent.objects.get(pk=consent.pk)
    title = title_of(consent)
    take_down(consent.story)
    consent.also_ended = [
        use for image in consent.images.all() for use in take_away(image)
    ]
    consent.save(update_fields=["also_ended"])
    tell("consent_taken_back", consent, title=title)
    tell_staff("withdrawn", consent, title=title, by=by)
    return consent


def take_away(image: HubImage) -> list[dict]:
    """Delete a picture, its file and all sizes of it; where else it was shown."""
    uses = end_uses(image)
    copies = [image, *image.renditions.all()]
    files = [(each.file.storage, each.file.name) for each in copies]
    names.forget_label(image)
    image.delete()
    # Wagtail's own way is a task that may wait; this is gone when the page says so.
    for storage, name in files:
        transaction.on_commit(lambda s=storage, n=name: s.delete(n))
    return uses


def take_down(story: uuid.UUID) -> None:
    """Delete a story in both languages with every version, and remember where it was.

    What the log keeps of the pages is what was done and by whom, without their titles.
    """
    pages = StoryPage.objects.filter(translation_key=story).select_related("locale")
    danish_last = sorted(pages, key=lambda p: p.locale.language_code == SOURCE)
    for page in danish_last:
        remember(page)
        page.delete()
    numbers = [page.pk for page in danish_last]
    entries = PageLogEntry.objects.filter(page_id__in=numbers)
    entries.update(label="–", data={})
    forget_translations(story)
    pagecache.renew()


def remember(page: Page) -> None:
    """The page's address, and those that led to it before it was renamed."""
    if not page.first_published_at:
        return
    before = Redirect.objects.filter(redirect_page=page)
    paths = [page.get_url(), *before.values_list("old_path", flat=True)]
    for path in paths:
        row = {"path": f"{path.rstrip('/')}/", "story": page.translation_key}
        TakenDown.objects.update_or_create(path=row["path"], defaults=row)
