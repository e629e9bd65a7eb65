"""Who is portrayed by a story and its pictures, and whose yes is missing."""

import datetime as dt
from collections.abc import Iterable

from django.utils.translation import gettext as _
from wagtail.fields import StreamField
from wagtail.images import get_image_model
from wagtail.models import Page

from hub.formatting import day
from hub.models import Consent, ConsentState, HubImage, WhoIsInIt


def missing_for(page: Page, on: dt.date) -> list[str]:
    """What keeps a story from being published on a day, in words; empty for nothing."""
    consents = list(Consent.objects.about(page).asked_of_the_portrayed())
    found = [reason for each in consents if (reason := why_not(each, on))]
    if not (consents or page.portrays_nobody):
        found.append(
            _(
                "Nobody who is portrayed has said yes. Ask them under “Consents”, or "
                "write why the story portrays nobody."
            )
        )
    elif consents and not any(each.covers_words for each in consents):
        found.append(_("No yes covers the words of the story."))
    pictures = HubImage.objects.with_people(picture_keys(page))
    return found + [reason for each in pictures if (reason := why_not_shown(each, on))]


def why_not(consent: Consent, on: dt.date) -> str:
    """Why one person's answer is no yes on a day; empty where it is."""
    said = {"name": consent.name}
    if consent.state == ConsentState.GIVEN:
        if consent.lasts_until(on):
            return ""
        last = {"day": day(consent.valid_until)}
        return _("The yes of %(name)s lasts until %(day)s only.") % (said | last)
    return {
        ConsentState.ASKED: _("%(name)s has not answered yet."),
        ConsentState.CHANGES: _("%(name)s wants something changed."),
        ConsentState.DECLINED: _("%(name)s has said no."),
        ConsentState.WITHDRAWN: _("%(name)s has taken the yes back."),
    }[consent.state] % said


def why_not_shown(image: HubImage, on: dt.date) -> str:
    """Why a story may not show a picture on a day; empty where it may."""
    said = {"picture": image.title}
    if not image.who_is_in_it:
        return _("The picture “%(picture)s”: say who is in it.") % said
    if image.who_is_in_it != WhoIsInIt.PEOPLE:
        return ""
    people = image.consents.all()
    if not people:
        return _("The picture “%(picture)s”: choose whose yes covers it.") % said
    for each in people:
        if reason := why_not(each, on):
            words = said | {"reason": reason}
            return _("The picture “%(picture)s”: %(reason)s") % words
        if not each.covers_pictures:
            words = said | {"name": each.name}
            return (
                _(
                    "The picture “%(picture)s”: the yes of %(name)s does not cover "
                    "pictures."
                )
                % words
            )
    return ""


def picture_keys(page: Page) -> set[int]:
    """Primary keys of all pictures that a page shows, wherever in its blocks."""
    found = {page.listing_image_id} if page.listing_image_id else set()
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            value = field.value_from_object(page)
            found |= set(_referred(field.stream_block.extract_references(value)))
    return found


def _referred(references: Iterable[tuple]) -> Iterable[int]:
    """The pictures among what a block refers to."""
    for model, key, *_path in references:
        if issubclass(model, get_image_model()):
            yield int(key)
