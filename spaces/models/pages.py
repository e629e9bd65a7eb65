"""The pages of spaces: the list and the story of each, in both languages."""

from typing import ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail_localize.fields import SynchronizedField

from hub.blocks import BodyBlock
from hub.models import BasePage
from hub.routing import language_of
from hub.told import TellsOfOne
from spaces.addresses import SPACES, space_url, stories_of, told_at
from spaces.listing import listing_of
from spaces.models.rooms import Space
from spaces.telling import telling_of


@method_decorator(never_cache, name="serve")  # what is free is never kept
class SpaceIndexPage(RoutablePageMixin, BasePage):
    """All spaces, those that are free at a time first."""

    who_may_borrow = models.TextField(
        _("who may borrow, and at what price"), max_length=400, blank=True,
        help_text=_("Two sentences over the search."),
    )  # fmt: skip
    definition_page = models.ForeignKey(
        "wagtailcore.Page", models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("page that says who is meant"),
    )  # fmt: skip

    max_count_per_parent = 1
    parent_page_types: ClassVar = ["home.HomePage"]
    subpage_types: ClassVar = ["spaces.SpacePage"]
    content_panels: ClassVar = [
        *BasePage.content_panels,
        FieldPanel("who_may_borrow"),
        FieldPanel("definition_page"),
    ]

    class Meta:
        verbose_name = _("page of all spaces")
        verbose_name_plural = _("pages of all spaces")

    def get_context(self, request, *args, **kwargs):
        """Add what the search finds."""
        context = super().get_context(request, *args, **kwargs)
        return context | listing_of(request, language_of(self))

    @path("<slug:slug>/", name="facts")
    def facts(self, request: HttpRequest, slug: str) -> HttpResponse:
        """A space that has no page in this language, told by its facts."""
        space = get_object_or_404(Space.objects.shown().for_page(), slug=slug)
        words = {"title": space.name, "search_description": space.line}
        return SPACES.by_facts(
            self,
            request,
            space,
            template="spaces/space_facts.html",
            context=lambda language: (
                telling_of(space, request, language) | {"page": words}
            ),
        )


@method_decorator(never_cache, name="serve")
class SpacePage(TellsOfOne, BasePage):
    """The story of one space; its facts and its calendar belong to the space."""

    space = models.ForeignKey(
        Space, models.PROTECT, related_name="pages", verbose_name=_("space")
    )
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)

    telling = SPACES
    is_told_already = _("Another page already tells of this space.")
    parent_page_types: ClassVar = ["spaces.SpaceIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    override_translatable_fields: ClassVar = [
        *BasePage.override_translatable_fields,
        SynchronizedField("space", overridable=False),
    ]
    content_panels: ClassVar = [
        *BasePage.content_panels,
        FieldPanel("space"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("space page")
        verbose_name_plural = _("space pages")

    def get_context(self, request, *args, **kwargs):
        """Add what the space's facts tell."""
        context = super().get_context(request, *args, **kwargs)
        space = Space.objects.for_page().get(pk=self.space_id)
        language = language_of(self)
        request.told_at = told_at(space, stories_of(space) | {language: self})
        self.search_description = self.search_description or str(space.line)
        return context | telling_of(space, request, language)

    def address_in(self, language):
        """Where the space is told of in a language that has no page of it."""
        return space_url(self.space, language) if self.space.is_open else ""
