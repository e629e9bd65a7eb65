"""Guidance: where a reader stands, and pages that answer one question each."""

import datetime as dt
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.query import PageQuerySet
from wagtail_localize.fields import SynchronizedField

from home import blocks, strategy
from hub.blocks import BodyBlock
from hub.choices import Recommendation
from hub.languages import and_danish_only
from hub.models import BasePage
from hub.restrictions import readable


class GuidancePageQuerySet(PageQuerySet):
    """Questions about guidance."""

    def of(self, number: int) -> "GuidancePageQuerySet":
        """The guidance that belongs to a recommendation."""
        return self.filter(recommendation=number)

    def overdue(self) -> "GuidancePageQuerySet":
        """Guidance that somebody should have read again by now, longest due first."""
        today = timezone.localdate()
        return self.filter(review_by__lt=today).order_by("review_by")

    def for_lists(self) -> "GuidancePageQuerySet":
        """Without the long texts that a list does not show."""
        long = ("body", "checklist", "laws", "documents")
        return self.order_by("path").defer(*long)


class GuidanceIndexPage(BasePage):
    """Situations in the readers' words, then all guidance by recommendation."""

    situations = StreamField(
        blocks.SITUATIONS, verbose_name=_("situations"), blank=True
    )

    max_count_per_parent = 1
    parent_page_types: ClassVar = ["home.HomePage"]
    subpage_types: ClassVar = ["home.GuidancePage"]
    content_panels: ClassVar = [*BasePage.content_panels, FieldPanel("situations")]

    class Meta:
        verbose_name = _("page of all guidance")
        verbose_name_plural = _("pages of all guidance")

    def get_context(self, request, *args, **kwargs):
        """Add all guidance under its recommendation."""
        pages = and_danish_only(self, GuidancePage.objects.for_lists(), request)
        groups = strategy.grouped(pages, self.locale_id)
        return super().get_context(request, *args, **kwargs) | {"groups": groups}


def in_half_a_year() -> dt.date:
    """When a page that is read now should be read again."""
    return timezone.localdate() + dt.timedelta(days=182)


class GuidancePage(BasePage):
    """The answer to one question, and what to do."""

    question = models.CharField(
        _("question"), max_length=160,
        help_text=_("The question that this page answers, as a reader would ask it."),
    )  # fmt: skip
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)
    checklist = StreamField(
        blocks.CHECKLIST, verbose_name=_("checklist"), blank=True,
        help_text=_("Things to tick off; printed with a box each."),
    )  # fmt: skip
    laws = StreamField(blocks.LAWS, verbose_name=_("law"), blank=True)
    documents = StreamField(blocks.DOCUMENTS, verbose_name=_("documents"), blank=True)
    recommendation = models.PositiveSmallIntegerField(
        _("recommendation"), choices=Recommendation
    )
    contact = models.ForeignKey(
        "hub.Person", models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("whom to ask"), help_text=_("Else the hub's own is shown."),
    )  # fmt: skip
    kept_by = models.ForeignKey(
        "hub.Department", models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("who answers for the page"), help_text=_("Empty: the hub."),
    )  # fmt: skip
    reviewed_on = models.DateField(_("last reviewed"), default=timezone.localdate)
    review_by = models.DateField(_("review by"), default=in_half_a_year)

    objects = PageManager.from_queryset(GuidancePageQuerySet)()

    parent_page_types: ClassVar = ["home.GuidanceIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    override_translatable_fields: ClassVar = [
        *BasePage.override_translatable_fields,
        *(
            SynchronizedField(name, overridable=False)
            for name in (
                "recommendation", "contact", "kept_by", "reviewed_on", "review_by",
            )
        ),
    ]  # fmt: skip
    content_panels: ClassVar = [
        *BasePage.content_panels,
        FieldPanel("question"),
        FieldPanel("recommendation"),
        FieldPanel("body"),
        FieldPanel("checklist"),
        FieldPanel("laws"),
        FieldPanel("documents"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("contact"), FieldPanel("kept_by")]),
                FieldRowPanel([FieldPanel("reviewed_on"), FieldPanel("review_by")]),
            ],
            heading=_("Who keeps it right"),
        ),
    ]

    class Meta:
        verbose_name = _("guidance")
        verbose_name_plural = _("guidance")

    @property
    def is_overdue(self) -> bool:
        """Whether somebody should have read it again by now."""
        return self.review_by < timezone.localdate()

    def clean(self):
        """The next review lies after the last one, which has been."""
        super().clean()
        if self.reviewed_on and self.reviewed_on > timezone.localdate():
            raise ValidationError({"reviewed_on": _("This day has not been yet.")})
        if self.reviewed_on and self.review_by and self.review_by <= self.reviewed_on:
            reason = _("The next review must be after the last one.")
            raise ValidationError({"review_by": reason})

    def get_context(self, request, *args, **kwargs):
        """Add the recommendation and the other guidance that belongs to it."""
        others = GuidancePage.objects.sibling_of(self, inclusive=False)
        others = readable(others, self).of(self.recommendation)
        context = super().get_context(request, *args, **kwargs)
        return context | {
            "recommendation": strategy.pages(self.locale_id).get(self.recommendation),
            "others": others.for_lists(),
        }
