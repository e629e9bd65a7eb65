"""Stories about local heroes, and the page that leads to them."""

import datetime as dt
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    PageChooserPanel,
)
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.query import PageQuerySet
from wagtail_localize.fields import SynchronizedField

from hub.blocks import BodyBlock
from hub.choices import Goal, ImpactArea
from hub.models import BasePage, District, Organisation
from hub.restrictions import readable
from hub.routing import locales
from stories import social
from stories.blocks import CORRECTIONS, FIGURES
from stories.portrayed import missing_for
from stories.story_forms import StoryForm


class StoryIndexPage(RoutablePageMixin, BasePage):
    """All stories: the lead, the newest, and what a reader filters by."""

    max_count_per_parent = 1
    parent_page_types: ClassVar = ["home.HomePage"]
    subpage_types: ClassVar = ["stories.StoryPage"]

    class Meta:
        verbose_name = _("page of all stories")
        verbose_name_plural = _("pages of all stories")


class StoryPageQuerySet(PageQuerySet):
    """Questions about stories."""

    def for_lists(self) -> "StoryPageQuerySet":
        """The newest first, without the long texts that a list does not show."""
        long = ("body", "corrections", "own_figures")
        newest = self.order_by("-published_on", "-pk")
        return newest.defer(*long).select_related("organisation", "listing_image")

    def in_language(self, language: str) -> "StoryPageQuerySet":
        """Those in a language that everybody may read."""
        keys = [pk for pk, code in locales().items() if code == language]
        return readable(self.filter(locale_id__in=keys))

    def about(self, organisation: Organisation, language: str) -> "StoryPageQuerySet":
        """An organisation's stories in a language, as lists show them."""
        theirs = self.in_language(language).filter(organisation=organisation)
        return theirs.for_lists()


class StoryPage(BasePage):
    """One story, in one language; whom it is about belongs to both."""

    kicker = models.CharField(
        _("kicker"), max_length=60, blank=True,
        help_text=_("Two to four words over the title."),
    )  # fmt: skip
    byline = models.CharField(
        _("byline"), max_length=120, blank=True, help_text=_("Who wrote it.")
    )
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)
    own_figures = StreamField(
        FIGURES, verbose_name=_("figures of their own"), blank=True,
        help_text=_("Numbers that the organisation gives about itself; marked so."),
    )  # fmt: skip
    corrections = StreamField(CORRECTIONS, verbose_name=_("corrections"), blank=True)
    action_heading = models.CharField(
        _("heading of the invitation"), max_length=80, blank=True,
        help_text=_("“Meet them” or “Try it yourself”; without it the profile."),
    )  # fmt: skip
    action_text = models.CharField(
        _("text of the invitation"), max_length=240, blank=True
    )
    action_label = models.CharField(_("words on the button"), max_length=50, blank=True)
    action_page = models.ForeignKey(
        "wagtailcore.Page", models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("where it leads"),
        help_text=_("A space, guidance, an event; empty: the organisation's profile."),
    )  # fmt: skip
    organisation = models.ForeignKey(
        "hub.Organisation", models.SET_NULL, null=True, blank=True,
        related_name="stories", verbose_name=_("organisation"),
    )  # fmt: skip
    theme = models.ForeignKey(
        "hub.Theme", models.SET_NULL, null=True, blank=True, related_name="stories",
        verbose_name=_("theme"),
    )  # fmt: skip
    pinned = models.ForeignKey(
        "wagtailcore.Page", models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("related story that always comes first"),
    )  # fmt: skip
    published_on = models.DateField(_("date of the story"), default=timezone.localdate)
    is_for_business = models.BooleanField(_("for business"), default=False)
    has_changed_names = models.BooleanField(
        _("names are changed"), default=False,
        help_text=_("Says so under the story."),
    )  # fmt: skip

    portrays_nobody = models.CharField(
        _("portrays nobody, because"), max_length=200, blank=True,
        help_text=_(
            "Only for a story without people: then nobody is asked. Say why, such as "
            "“It is about a house.”"
        ),
    )  # fmt: skip

    objects = PageManager.from_queryset(StoryPageQuerySet)()

    base_form_class = StoryForm
    parent_page_types: ClassVar = ["stories.StoryIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    override_translatable_fields: ClassVar = [
        *BasePage.override_translatable_fields,
        *(
            SynchronizedField(name, overridable=False)
            for name in (
                "organisation", "theme", "published_on", "is_for_business",
                "has_changed_names", "portrays_nobody", "districts", "areas", "goals",
            )
        ),
        SynchronizedField("action_page"),
        SynchronizedField("pinned"),
    ]  # fmt: skip
    content_panels: ClassVar = [
        *BasePage.content_panels,
        FieldRowPanel([FieldPanel("kicker"), FieldPanel("byline")]),
        FieldPanel("body"),
        MultiFieldPanel(
            [
                FieldPanel("organisation"),
                FieldPanel("own_figures"),
                FieldPanel("has_changed_names"),
                FieldPanel("portrays_nobody"),
            ],
            heading=_("Whom it is about"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("chosen_districts"),
                FieldPanel("theme"),
                FieldPanel("chosen_areas"),
                FieldPanel("chosen_goals"),
                FieldPanel("is_for_business"),
            ],
            heading=_("What readers filter by"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("action_heading"),
                FieldPanel("action_text"),
                FieldRowPanel([FieldPanel("action_label"), FieldPanel("action_page")]),
            ],
            heading=_("What the reader can do"),
        ),
        PageChooserPanel("pinned", "stories.StoryPage"),
        FieldPanel("published_on"),
        FieldPanel("corrections"),
    ]

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")

    def what_is_missing(self, on: dt.date | None = None) -> list[str]:
        """Whose yes is missing to the words and to each picture."""
        return missing_for(self, on or timezone.localdate())

    @property
    def social_image(self) -> str:
        """The address of the picture that other sites show beside the story."""
        return social.picture_url(self)


class StoryDistrict(models.Model):
    """One area that a story takes place in."""

    story = ParentalKey(StoryPage, related_name="districts")
    district = models.ForeignKey(District, models.CASCADE, related_name="story_places")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["story", "district"], name="a_story_names_a_district_once"
            )
        ]

    def __str__(self):
        return str(self.district)


class StoryArea(models.Model):
    """One purpose that a story is about."""

    story = ParentalKey(StoryPage, related_name="areas")
    area = models.CharField(max_length=12, choices=ImpactArea)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["story", "area"], name="a_story_names_an_area_once"
            )
        ]

    def __str__(self):
        return self.get_area_display()


class StoryGoal(models.Model):
    """One UN goal that a story is about."""

    story = ParentalKey(StoryPage, related_name="goals")
    goal = models.PositiveSmallIntegerField(choices=Goal)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["story", "goal"], name="a_story_names_a_goal_once"
            )
        ]

    def __str__(self):
        return self.get_goal_display()
