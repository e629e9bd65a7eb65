"""What the page of a story shows besides its text."""

import datetime as dt
from typing import NamedTuple

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from hub.languages import addresses_of
from hub.models import Organisation, SiteSettings
from hub.routing import language_of
from stories.addresses import organisation_url, stories_url
from stories.reading_time import minutes_to_read, words_of
from stories.shelf import shelf_on
from stories.story_related import related_to
from stories.story_subjects import subjects_of


class Invitation(NamedTuple):
    """What the reader can do: words, the words on the button, and where it leads."""

    heading: str
    text: str
    label: str
    url: str


def telling_of(story, request: HttpRequest) -> dict:
    """What the template of a story is given."""
    language, shelf = language_of(story), shelf_on(story)
    is_preview = getattr(request, "is_preview", False)
    subjects = subjects_of(story, shelf, is_preview=is_preview)
    if story.listing_image:
        prefetch_related_objects([story.listing_image], "renditions")
    organisation = _organisation_of(story)
    address = settings.SITE_URL + (story.get_url(request) or "")
    changed_on = last_change_of(story)
    return {
        "minutes": minutes_to_read(
            words_of(story.standfirst, [block.value for block in story.body]), language
        ),
        "changed_on": changed_on,
        "subjects": subjects,
        "organisation": organisation,
        "organisation_url": organisation_url(organisation) if organisation else "",
        "invitation": invitation_of(story, organisation, language),
        "related": related_to(story, shelf, subjects),
        "stories_url": stories_url(language),
        "address": address,
        "facts": facts_for_machines(story, address, changed_on, language),
    }


def _organisation_of(story) -> Organisation | None:
    """Whom the story is about, if everybody may see the profile; two queries."""
    listed = Organisation.objects.listed().prefetch_related("districts")
    return listed.filter(pk=story.organisation_id).first()


def last_change_of(story) -> dt.date | None:
    """When it was last published anew or corrected, if that was on a later day."""
    first, last = story.first_published_at, story.last_published_at
    days = [block.value["corrected_on"] for block in story.corrections]
    if first and timezone.localdate(last) > timezone.localdate(first):
        days.append(timezone.localdate(last))
    return max((day for day in days if day > story.published_on), default=None)


def invitation_of(story, organisation, language: str) -> Invitation | None:
    """Where the story sends its reader: a page, else the profile, else nowhere."""
    chosen = (
        addresses_of((story.action_page_id,), language) if story.action_page_id else {}
    )
    if found := chosen.get(story.action_page_id):
        heading = story.action_heading or _("Try it yourself")
        label = story.action_label or _("Show me how")
        return Invitation(heading, story.action_text, label, found[0])
    if organisation and (url := organisation_url(organisation, language)):
        heading = story.action_heading or _("Meet them")
        text = story.action_text or organisation.pitch
        return Invitation(
            heading, text, story.action_label or _("See the profile"), url
        )
    return None


def facts_for_machines(story, address: str, changed_on, language: str) -> dict:
    """The story as schema.org's Article."""
    hub = SiteSettings.current().name
    publisher = {"@type": "Organization", "name": hub, "url": settings.SITE_URL}
    writer = {"@type": "Person", "name": story.byline.split(",")[0]}
    return {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": story.title,
        "description": story.search_description or story.standfirst,
        "image": story.social_image,
        "inLanguage": language,
        "url": address,
        "mainEntityOfPage": address,
        "datePublished": story.published_on.isoformat(),
        "dateModified": (changed_on or story.published_on).isoformat(),
        "author": writer if story.byline else publisher,
        "publisher": publisher,
    }
