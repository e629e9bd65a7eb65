"""The large button on the first page that begins a story."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from hub.bilingual import SOURCE
from hub.first_page import Button, register_button
from stories.models import StoryIndexPage


def write_story(request: HttpRequest) -> Button | None:
    """A new story below the page of all stories, for those who write Danish."""
    index = StoryIndexPage.objects.filter(locale__language_code=SOURCE).first()
    if not index or not index.permissions_for_user(request.user).can_add_subpage():
        return None
    url = reverse("wagtailadmin_pages:add", args=["stories", "storypage", index.pk])
    return Button(_("Write a story"), _("About a local hero who says yes"), url, "plus")


def register() -> None:
    """Put it beside the other texts that one begins there."""
    register_button(write_story, order=12)
