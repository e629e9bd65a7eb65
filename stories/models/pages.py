"""Stories about local heroes."""

import datetime as dt
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    PageChooserPanel,
)
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.query import PageQuerySet
from wagtail_localize.fields import SynchronizedField

from hub.bilingual import SOURCE
from hub.blocks import BodyBlock
from hub.models import BasePage, Organisation
from hub.restrictions import readable
from hub.routing import locales
from stories import social
from stories.blocks import CORRECTIONS, FIGURES
from stories.portrayed import missing_for
from stories.story_forms import StoryForm
from stories.story_telling import telling_of

FEED = "feed"  # below the page of all stories


class StoryPageQuerySet(PageQuerySet):
    """Questions about stories."""

    def for_lists(self) -> "StoryPageQuerySet":
        """The newest first, without the long texts that a list does not show."""
        newest = self.order_by("-published_on", "-pk").defer("body", "own_figures")
        pictured = newest.select_related("organisation", "listing_image")
        return pictured.prefetch_related("listing_image__renditions")

    def titles_of(self, stories: set) -> dict:
        """The Danish titles of stories by their translation keys: one query."""
        danish = self.filter(translation_key__in=stories, locale__language_code=SOURCE)
        return dict(danish.values_list("translation_key", "title"))

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

    social_type = "article"

    @property
    def social_image(self) -> str:
        """The address of the picture that other sites show beside the story."""
        return social.picture_of(self)

    def get_context(self, request, *args, **kwargs):
        """Add what stands around the text."""
        context = super().get_context(request, *args, **kwargs)
        return context | telling_of(self, request)

    def clean(self):
        """No story lies where the list has its feed."""
        super().clean()
        if self.slug == FEED:
            raise ValidationError({"slug": _("The feed of all stories has this word.")})
