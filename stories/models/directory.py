"""The directory of organisations as a page, and their profiles below it."""

from typing import ClassVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from hub.models import BasePage, Organisation
from hub.routing import language_of
from stories.directory_feed import directory_feed
from stories.directory_listing import listing_of
from stories.profiles import profile_of, told_at, words_of


class OrganisationIndexPage(RoutablePageMixin, BasePage):
    """All organisations that are listed, in an order that is drawn by lot each day."""

    max_count_per_parent = 1
    parent_page_types: ClassVar = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("page of all organisations")
        verbose_name_plural = _("pages of all organisations")

    def get_context(self, request, *args, **kwargs):
        """Add what the filter finds."""
        context = super().get_context(request, *args, **kwargs)
        return context | listing_of(self, request)

    @path("feed/", name="feed")
    def feed(self, request: HttpRequest) -> HttpResponse:
        """Those of the filter that were listed last, as Atom (RFC 4287)."""
        return directory_feed(self, request)

    @path("<slug:slug>/", name="profile")
    def profile(self, request: HttpRequest, slug: str) -> HttpResponse:
        """One organisation; one that left the directory is gone, with a sentence."""
        known = Organisation.objects.once_listed().for_profile()
        organisation = get_object_or_404(known, slug=slug)
        request.told_at = told_at(organisation.slug)
        if request.trail[-1].pk == self.pk:  # the breadcrumb ends above what is shown
            request.trail = [*request.trail, self]
        if organisation.is_archived:
            context = {"organisation": organisation, "list": self}
            return render(request, "stories/profile_gone.html", context, status=410)
        context = profile_of(organisation, language_of(self))
        context["page"] = words_of(organisation)
        return render(request, "stories/profile.html", context)
