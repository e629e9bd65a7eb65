"""The doors of the front page: one for each section that exists."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from hub import pagecache
from hub.restrictions import readable


class Door(NamedTuple):
    """A way in: the page type behind it, and the words on it."""

    page_type: str
    title: Promise
    text: Promise


DOORS = (
    Door(
        "spaces.spaceindexpage",
        _("Borrow a room"),
        _("Kitchens, workshops and rooms that the city does not use"),
    ),
    Door(
        "events.eventindexpage",
        _("Come by"),
        _("Open house, pitch nights and courses. There is coffee"),
    ),
    Door(
        "home.guidanceindexpage",
        _("Get started"),
        _("The next step, in plain words"),
    ),
    Door(
        "stories.organisationindexpage",
        _("Find an enterprise"),
        _("Social enterprises in ten districts"),
    ),
)


def sections_of(home: Page) -> dict[str, Page]:
    """The index pages right below a front page that all may read, by their type."""

    def find():
        types = {door.page_type.split(".")[1] for door in DOORS}
        pages = readable(Page.objects.child_of(home), home)
        pages = pages.select_related("content_type")
        pages = pages.filter(content_type__model__in=types)
        return {
            f"{page.content_type.app_label}.{page.content_type.model}": page
            for page in pages
        }

    return pagecache.remembered(f"sections {home.pk}", find)


def doors_of(home: Page) -> list[dict]:
    """The doors whose section exists, each with its page."""
    sections = sections_of(home)
    return [
        {"title": door.title, "text": door.text, "page": sections[door.page_type]}
        for door in DOORS
        if door.page_type in sections
    ]
