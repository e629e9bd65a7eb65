"""Where a picture is shown, and how it disappears from there, older versions too."""

import json
from collections.abc import Iterable

from django.db import models
from wagtail.fields import StreamField
from wagtail.models import Page, ReferenceIndex

from hub.models import HubImage


def end_uses(image: HubImage) -> list[dict]:
    """Take a picture off every page that shows it; says which, for staff.

    What refers to it by a field loses it when the row goes.
    """
    found = []
    for shown_by, _references in ReferenceIndex.get_grouped_references_to(image):
        page = shown_by.specific if isinstance(shown_by, Page) else None
        if page is not None:
            take_off_page(page, image.pk)
        url = page.full_url if page is not None and page.live else ""
        found.append({"title": str(shown_by), "url": url or ""})
    return found


def take_off_page(page: Page, picture: int) -> None:
    """Drop the picture's blocks and description from a page and all its versions."""
    if getattr(page, "listing_image_id", None) == picture:
        page.listing_image, page.listing_image_alt = None, ""
    for field in streams_of(page):
        kept = without(getattr(page, field.name).get_prep_value(), picture)
        setattr(page, field.name, kept)
    page.save(clean=False)
    for revision in page.revisions.all():
        revision.content = cleaned(revision.content, page, picture)
        revision.save(update_fields=["content"])


def cleaned(content: dict, page: Page, picture: int) -> dict:
    """A stored version without the picture."""
    content = dict(content)
    if content.get("listing_image") == picture:
        content |= {"listing_image": None, "listing_image_alt": ""}
    for field in streams_of(page):
        if content.get(field.name):
            kept = without(json.loads(content[field.name]), picture)
            content[field.name] = json.dumps(kept)
    return content


def streams_of(page: Page) -> list[models.Field]:
    """The page's fields of blocks."""
    return [each for each in page._meta.get_fields() if isinstance(each, StreamField)]


def without(blocks: Iterable[dict], picture: int) -> list[dict]:
    """Stored blocks but for those that show the picture, as such or as a poster."""
    return [block for block in blocks if not shows(block["value"], picture)]


def shows(value, picture: int) -> bool:
    """Whether the stored value of a block holds the picture."""
    parts = value.values() if isinstance(value, dict) else ()
    return any(
        isinstance(part, dict) and part.get("image") == picture for part in parts
    )
