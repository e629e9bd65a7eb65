"""The page that leads to all stories."""

from typing import ClassVar

from django.http import Http404, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.url_routing import RouteResult

from hub.models import BasePage
from stories.models.taken_down import TakenDown
from stories.story_feed import stories_feed
from stories.story_listing import listing_of
from stories.taken_down import say_it_is_taken_down


class StoryIndexPage(RoutablePageMixin, BasePage):
    """All stories: the lead, the newest, and what a reader filters by."""

    max_count_per_parent = 1
    parent_page_types: ClassVar = ["home.HomePage"]
    subpage_types: ClassVar = ["stories.StoryPage"]

    class Meta:
        verbose_name = _("page of all stories")
        verbose_name_plural = _("pages of all stories")

    def route(self, request, path_components):
        """Say so where a story stood that somebody in it took the yes back from."""
        try:
            return super().route(request, path_components)
        except Http404:
            if not TakenDown.objects.at(request.path).exists():
                raise
            return RouteResult(self, (say_it_is_taken_down, (), {}))

    def get_context(self, request, *args, **kwargs):
        """Add the stories that the filter lets through."""
        context = super().get_context(request, *args, **kwargs)
        return context | listing_of(self, request)

    @path("feed/")
    def feed(self, request) -> HttpResponse:
        """The newest stories that the filter lets through, as Atom (RFC 4287)."""
        return stories_feed(self, request)
