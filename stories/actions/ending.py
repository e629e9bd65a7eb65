"""A yes that runs out: told a month before, and the story is unpublished on its day."""

import datetime as dt

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from wagtail.models import Page, ReferenceIndex

from hub.bilingual import SOURCE
from hub.models import Consent, HubImage
from hub.transactions import whole
from stories.actions.consenting import tell, tell_staff
from stories.models import StoryPage

TOLD_BEFORE = dt.timedelta(days=30)


def to_tell(today: dt.date) -> list[Consent]:
    """Yeses that end within a month, of which nobody is told yet."""
    ending = Consent.objects.ending_before(today + TOLD_BEFORE)
    return list(ending.filter(valid_until__gte=today, end_told_at=None))


def ended(today: dt.date) -> list[Consent]:
    """Yeses whose last day has been, and by which a story still is published."""
    over = Consent.objects.ending_before(today)
    return [consent for consent in over if live_pages_of(consent)]


@whole
def say_it_ends(*, consent: Consent) -> bool:
    """Tell the person and staff once that a yes runs out; says whether now."""
    untold = Consent.objects.filter(pk=consent.pk, end_told_at=None)
    if not untold.update(end_told_at=timezone.now()):
        return False
    tell("consent_ends", consent, is_over=False)
    tell_staff("ends", consent)
    return True


@whole
def unpublish_ended(*, consent: Consent) -> bool:
    """Unpublish what a yes that ran out does not cover; says whether there was any.

    Both languages become drafts: nothing is deleted, a new yes brings them back.
    """
    pages = live_pages_of(consent)
    for page in pages:
        if StoryPage.objects.live().filter(pk=page.pk).exists():  # not by its Danish
            page.unpublish(log_action=True)
    if pages:
        tell("consent_ends", consent, is_over=True)
        tell_staff("ended", consent)
    return bool(pages)


def live_pages_of(consent: Consent) -> list[StoryPage]:
    """Published stories with the person in the words or in a picture, Danish first."""
    shown_by = [
        key
        for image in consent.images.all()
        for key in pages_with(image).values_list("object_id", flat=True)
    ]
    stories = StoryPage.objects.live()
    told_by = stories.filter(translation_key=consent.story)
    both = told_by | stories.filter(pk__in=shown_by)
    rows = both.select_related("locale")
    return sorted(rows, key=lambda page: page.locale.language_code != SOURCE)


def pages_with(image: HubImage) -> models.QuerySet:
    """References from pages to a picture."""
    page = ContentType.objects.get_for_model(Page)
    return ReferenceIndex.get_references_to(image).filter(base_content_type=page)
