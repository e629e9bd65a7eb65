"""The page that leads to all stories."""

from typing import ClassVar

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from hub.models import BasePage
from stories.story_feed import stories_feed
from stories.story_listing import listing_of


class StoryIndexPage(RoutablePageMixin, BasePage):
    """All stories: the lead, the newest, and what a reader filters by."""

    max_count_per_parent = 1
    parent_page_types: ClassVar = ["home.HomePage"]
    subpage_types: ClassVar = ["stories.StoryPage"]

    class Meta:
        verbose_name = _("page of all stories")
        verbose_name_plural = _("pages of all stories")

    def get_context(self, request, *args, **kwargs):
        """Add the stories that the filter lets through."""
        context = super().get_context(request, *args, **kwargs)
        return context | listing_of(self, request)

    @path("feed/")
    def feed(self, request) -> HttpResponse:
        """The newest stories that the filter lets through, as Atom (RFC 4287)."""
        return stories_feed(self, request)
