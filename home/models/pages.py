"""The front page, the pages of the districts, and plain pages of text."""

from typing import ClassVar
from urllib.parse import urlencode

from django.apps import apps
from django.db import models
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet
from wagtail_localize.fields import SynchronizedField

from home.bands import bands_of
from home.districts import tiles_of
from home.models.proposals import Proposal
from home.sections import doors_of
from hub import pagecache
from hub.blocks import BodyBlock
from hub.choices import Recommendation
from hub.feeds import ATOM, CALENDAR, ways_to_follow
from hub.headings import headings_of
from hub.languages import and_danish_only
from hub.models import BasePage, District, Person, SiteSettings
from hub.restrictions import readable
from hub.routing import language_of, trail_of
from stories.addresses import stories_url
from stories.story_listing import newest_in


class HomePage(BasePage):
    """The front page of one language."""

    hero_text = models.TextField(_("text in the light"), blank=True, max_length=300)
    strategy_heading = models.CharField(
        _("heading of the strategy"), blank=True, max_length=120
    )
    strategy_text = models.TextField(
        _("text on the strategy"), blank=True, max_length=400
    )
    strategy_page = models.ForeignKey(
        "wagtailcore.Page", models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("page of the strategy"),
    )  # fmt: skip

    max_count_per_parent = 1
    parent_page_types: ClassVar = ["wagtailcore.Page"]
    content_panels: ClassVar = [
        *BasePage.content_panels,
        FieldPanel("hero_text"),
        MultiFieldPanel(
            [
                FieldPanel("strategy_heading"),
                FieldPanel("strategy_text"),
                FieldPanel("strategy_page"),
            ],
            heading=_("The strategy"),
        ),
    ]

    class Meta:
        verbose_name = _("front page")
        verbose_name_plural = _("front pages")

    def route(self, request, path_components):
        """Find the deepest page of the path by one query and hand it the rest.

        The pages on the way stay on the request: they are the breadcrumb.
        """
        trail = trail_of(self, path_components)
        request.trail = trail
        rest = path_components[len(trail) - 1 :]
        if len(trail) == 1:
            return super().route(request, rest)
        return trail[-1].specific.route(request, rest)

    def get_context(self, request, *args, **kwargs):
        """Add the doors whose sections exist, the strategy and the districts."""
        context = super().get_context(request, *args, **kwargs)
        return context | {"doors": doors_of(self), **bands_of(self)}


class DistrictPageQuerySet(PageQuerySet):
    """Questions about district pages."""

    def with_districts(self) -> "DistrictPageQuerySet":
        """Pages with their district, in the city's own order of districts."""
        order = ("district__official", "district__name_da")
        return self.select_related("district").order_by(*order)


class DistrictIndexPage(BasePage):
    """The districts on a map and as a list."""

    max_count_per_parent = 1
    parent_page_types: ClassVar = ["home.HomePage"]
    subpage_types: ClassVar = ["home.DistrictPage"]

    class Meta:
        verbose_name = _("page of all districts")
        verbose_name_plural = _("pages of all districts")

    def get_context(self, request, *args, **kwargs):
        """Add the district pages of this language, as a list and as a map."""
        below = readable(DistrictPage.objects.child_of(self), self)
        pages = list(below.with_districts())
        context = super().get_context(request, *args, **kwargs)
        return context | {"pages": pages, "tiles": tiles_of(pages, request)}


class DistrictPage(BasePage):
    """All that happens in one area, and whom to ask there."""

    district = models.ForeignKey(
        District, models.PROTECT, related_name="pages", verbose_name=_("district")
    )
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)

    objects = PageManager.from_queryset(DistrictPageQuerySet)()

    parent_page_types: ClassVar = ["home.DistrictIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    override_translatable_fields: ClassVar = [
        *BasePage.override_translatable_fields,
        SynchronizedField("district", overridable=False),
    ]
    content_panels: ClassVar = [
        *BasePage.content_panels,
        FieldPanel("district"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("district page")
        verbose_name_plural = _("district pages")

    def get_context(self, request, *args, **kwargs):
        """Add the people to ask, the district's own or the hub's, and its stories."""
        shown = Person.objects.public().with_photos()
        people = list(shown.for_district(self.district))
        hub_contact = SiteSettings.current().contact
        if not people and hub_contact and hub_contact.is_public:
            people = [hub_contact]
        pages = readable(DistrictPage.objects.sibling_of(self), self)
        tiles = tiles_of(pages.with_districts(), request, active=self)
        context = super().get_context(request, *args, **kwargs)
        return (
            context
            | self._ways_to_follow()
            | {
                "people": people,
                "tiles": tiles,
                "stories": newest_in(self, self.district),
                "stories_url": stories_url(language_of(self)),
            }
        )

    def _ways_to_follow(self) -> dict:
        """All that is new here and all that happens, as a search for it finds them."""
        chosen = {"district": self.district.slug}
        urls = {ATOM: reverse("search_feed"), CALENDAR: reverse("search_calendar")}
        kept = f"?{urlencode(chosen)}"
        urls = {kind: url + kept for kind, url in urls.items()}
        return ways_to_follow(self.title, urls, chosen=chosen)


def chapters_of(page: Page) -> list[tuple[Page, list[Proposal]]]:
    """The page and the pages of text below it, in the order of the tree.

    Each with the proposals that belong to it if it is a recommendation.
    """
    models = (StandardPage, RecommendationPage)
    found = [
        each
        for model in models
        for each in model.objects.descendant_of(page, inclusive=True).live().public()
    ]
    proposals = list(Proposal.objects.with_entries())

    def belonging(number: int | None) -> list[Proposal]:
        return [each for each in proposals if number and each.recommendation == number]

    pages = sorted(found, key=lambda each: each.path)
    return [(each, belonging(getattr(each, "number", None))) for each in pages]


class StandardPage(RoutablePageMixin, BasePage):
    """A page of text."""

    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)

    parent_page_types: ClassVar = ["home.HomePage", "home.StandardPage"]
    subpage_types: ClassVar = [
        "home.StandardPage",
        "home.RecommendationPage",
        "home.TrackerPage",
    ]
    content_panels: ClassVar = [*BasePage.content_panels, FieldPanel("body")]

    class Meta:
        verbose_name = _("page of text")
        verbose_name_plural = _("pages of text")

    @property
    def headings(self) -> list[tuple[str, str]]:
        """Id and words of the page's headings: what "On this page" lists."""
        return headings_of(self.body)

    def get_context(self, request, *args, **kwargs):
        """Add the pages below this one."""
        children = and_danish_only(self, Page.objects.order_by("path"), request)
        return super().get_context(request, *args, **kwargs) | {"children": children}

    @path(_("whole/"), name="whole")
    def whole(self, request) -> HttpResponse:
        """This page and all below it in one, to print as a booklet."""
        chapters = chapters_of(self)
        if len(chapters) == 1:
            raise Http404
        words = _("%(title)s with all its chapters on one page, to read or to print.")
        described = words % {"title": self.title}
        context = {"page": self, "chapters": chapters, "description": described}
        return render(request, "home/whole.html", context)


class RecommendationPage(BasePage):
    """One of the strategy's six recommendations."""

    number = models.PositiveSmallIntegerField(_("number"), choices=Recommendation)
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)

    parent_page_types: ClassVar = ["home.StandardPage"]
    subpage_types: ClassVar[list[str]] = []
    override_translatable_fields: ClassVar = [
        *BasePage.override_translatable_fields,
        SynchronizedField("number", overridable=False),
    ]
    content_panels: ClassVar = [
        *BasePage.content_panels,
        FieldPanel("number"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("recommendation")
        verbose_name_plural = _("recommendations")

    @property
    def headings(self) -> list[tuple[str, str]]:
        """Id and words of the page's headings: what "On this page" lists."""
        return headings_of(self.body)

    def get_context(self, request, *args, **kwargs):
        """Add what is asked here, what became of it, and what helps already."""
        guidance = readable(apps.get_model("home.GuidancePage").objects.for_lists())
        context = super().get_context(request, *args, **kwargs)
        return context | {
            "proposals": Proposal.objects.of(self.number).with_entries(),
            "guidance": guidance.of(self.number).filter(locale_id=self.locale_id),
            "tracker": tracker_in(self.locale_id),
        }


def tracker_in(locale_id: int) -> Page | None:
    """The page of all proposals in a language that all may read, remembered."""

    def find():
        model = apps.get_model("home.TrackerPage")
        return readable(model.objects.filter(locale_id=locale_id)).first()

    return pagecache.remembered(f"tracker {locale_id}", find)
