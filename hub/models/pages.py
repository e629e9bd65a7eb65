"""What every page has, the site's settings, and editorial vocabularies."""

import datetime as dt
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting
from wagtail.contrib.settings.registry import register_setting
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField

from hub import pagecache
from hub.bilingual import Bilingual
from hub.choices import Scene
from hub.panels import HUB_FACTS
from hub.sentences import sentences_of


class BasePage(Page):
    """The words and pictures that every page of the hub has."""

    standfirst = models.TextField(
        _("standfirst"), blank=True, max_length=400,
        help_text=_("One or two sentences under the title and in lists."),
    )  # fmt: skip
    in_short = models.TextField(
        _("in short"), blank=True, max_length=500,
        help_text=_("At most three plain sentences, shown before everything else."),
    )  # fmt: skip
    listing_image = models.ForeignKey(
        "hub.HubImage", models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("picture"),
    )  # fmt: skip
    listing_image_alt = models.CharField(
        _("what the picture shows"), max_length=200, blank=True,
        help_text=_("For those who cannot see it. Empty if it only decorates."),
    )  # fmt: skip
    scene = models.CharField(
        _("drawing"), max_length=20, choices=Scene, default=Scene.TALK,
        help_text=_("Shown where there is no picture."),
    )  # fmt: skip
    danish_changed_at = models.DateTimeField(null=True, editable=False)
    is_written = False  # whether an editor's form holds it, not what readers see

    override_translatable_fields: ClassVar = [
        SynchronizedField("scene"),
        SynchronizedField("listing_image"),
        SynchronizedField("show_in_menus", overridable=False),
    ]
    content_panels: ClassVar = [
        *Page.content_panels,
        FieldPanel("standfirst"),
        FieldPanel("in_short"),
    ]
    promote_panels: ClassVar = [
        *Page.promote_panels,
        MultiFieldPanel(
            [
                FieldPanel("listing_image"),
                FieldPanel("listing_image_alt"),
                FieldPanel("scene"),
            ],
            heading=_("Picture"),
        ),
    ]

    class Meta:
        abstract = True

    @property
    def drawing_seed(self) -> int:
        """Which people the drawing shows: the same in both languages."""
        return self.translation_key.int % 1000

    def address_in(self, language: str) -> str:
        """Where a language without this page says the same; empty for nowhere."""
        return ""

    def what_is_missing(self, on: dt.date | None = None) -> list[str]:
        """What keeps this page from its readers on a day, in words; empty for nothing.

        `on` is the day on which it is to be published, without it today.
        """
        return []

    def clean(self):
        """Refuse a long short version, and a live page that lacks what it must have.

        What is written in the editor is a version that nobody reads yet; whoever
        publishes it is told there (`hub.publishing`).
        """
        super().clean()
        if len(sentences_of(self.in_short)) > 3:
            raise ValidationError({"in_short": _("At most three sentences.")})
        if self.live and not self.is_written and (missing := self.what_is_missing()):
            raise ValidationError(missing, code="not_to_be_published")


class Vocabulary(models.Model):
    """A word of a list that staff keep, in both languages."""

    name_da = models.CharField(_("name in Danish"), max_length=80)
    name_en = models.CharField(_("name in English"), max_length=80, blank=True)
    name = Bilingual()
    slug = models.SlugField(_("address"), unique=True)

    class Meta:
        abstract = True
        ordering = ["name_da"]

    def __str__(self):
        return str(self.name)


class Theme(Vocabulary):
    """A subject that stories, events and guidance share."""

    scene = models.CharField(
        _("drawing"), max_length=20, choices=Scene, default=Scene.TALK
    )

    class Meta(Vocabulary.Meta):
        verbose_name = _("theme")
        verbose_name_plural = _("themes")


class Audience(Vocabulary):
    """Whom an event or a page is for."""

    class Meta(Vocabulary.Meta):
        verbose_name = _("audience")
        verbose_name_plural = _("audiences")


class OfferKind(Vocabulary):
    """A kind of thing that organisations sell or do: catering, repair, cleaning."""

    class Meta(Vocabulary.Meta):
        verbose_name = _("kind of offer")
        verbose_name_plural = _("kinds of offers")


@register_setting(icon="cog", order=100)
class SiteSettings(BaseGenericSetting):
    """Facts about the hub itself: who runs it, where, when, and what it promises."""

    name = models.CharField(_("name"), max_length=60, default="Spotlight")
    tagline_da = models.CharField(_("tagline in Danish"), max_length=120, blank=True)
    tagline_en = models.CharField(_("tagline in English"), max_length=120, blank=True)
    tagline = Bilingual()
    run_by_da = models.CharField(
        _("who runs it, in Danish"), max_length=255, blank=True
    )
    run_by_en = models.CharField(
        _("who runs it, in English"), max_length=255, blank=True
    )
    run_by = Bilingual()
    paid_by_da = models.CharField(_("who pays, in Danish"), max_length=255, blank=True)
    paid_by_en = models.CharField(_("who pays, in English"), max_length=255, blank=True)
    paid_by = Bilingual()
    cvr = models.CharField(_("CVR number"), max_length=8, blank=True)
    data_controller = models.CharField(_("data controller"), max_length=255, blank=True)
    protection_officer = models.CharField(
        _("data protection officer"), max_length=255, blank=True
    )
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    phone_hours_da = models.CharField(
        _("telephone hours in Danish"), max_length=160, blank=True
    )
    phone_hours_en = models.CharField(
        _("telephone hours in English"), max_length=160, blank=True
    )
    phone_hours = Bilingual()
    email = models.EmailField(_("e-mail"), blank=True)
    secure_post_url = models.URLField(_("address of secure post"), blank=True)
    secure_post_da = models.CharField(
        _("how to write securely, in Danish"), max_length=255, blank=True
    )
    secure_post_en = models.CharField(
        _("how to write securely, in English"), max_length=255, blank=True
    )
    secure_post = Bilingual()
    address = models.TextField(_("address"), blank=True)
    opening_hours_da = models.TextField(_("opening hours in Danish"), blank=True)
    opening_hours_en = models.TextField(_("opening hours in English"), blank=True)
    opening_hours = Bilingual()
    contact = models.ForeignKey(
        "hub.Person", models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("the hub's contact person"),
    )  # fmt: skip
    was_url = models.URLField(
        _("accessibility statement"), blank=True,
        help_text=_("The statement made with the state's tool; /was leads to it."),
    )  # fmt: skip
    reply_days = models.PositiveSmallIntegerField(
        _("reply promise in working days"), default=2
    )
    keep_contacts_months = models.PositiveSmallIntegerField(
        _("months that contact data are kept after use"), default=12
    )
    keep_refused_months = models.PositiveSmallIntegerField(
        _("months that refused requests are kept"), default=3
    )
    keep_invoices_years = models.PositiveSmallIntegerField(
        _("years that invoiced bookings are kept"), default=5
    )
    keep_log_months = models.PositiveSmallIntegerField(
        _("months that logs are kept"), default=12
    )
    notice_da = models.CharField(_("notice in Danish"), max_length=300, blank=True)
    notice_en = models.CharField(_("notice in English"), max_length=300, blank=True)
    notice = Bilingual()
    notice_from = models.DateTimeField(_("notice shown from"), null=True, blank=True)
    notice_until = models.DateTimeField(_("notice shown until"), null=True, blank=True)
    is_example = models.BooleanField(
        _("example"), default=False,
        help_text=_(
            "The foot of each page says that people, prices and figures are invented, "
            "and search engines are kept away. Take it off when all of it is real."
        ),
    )  # fmt: skip

    edit_handler = HUB_FACTS

    class Meta:
        verbose_name = _("the hub")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(notice_from=None)
                | models.Q(notice_until=None)
                | models.Q(notice_until__gt=models.F("notice_from")),
                name="a_notice_ends_after_it_begins",
            )
        ]

    def __str__(self):
        return self.name

    @classmethod
    def current(cls) -> "SiteSettings":
        """The facts as they are shown, read once a generation; unsaved if none are."""

        def find():
            found = cls.objects.select_related("contact__photo")
            return found.prefetch_related("contact__photo__renditions").first() or cls()

        return pagecache.remembered("settings", find)

    def clean(self):
        """A notice needs both languages and an end."""
        super().clean()
        if self.notice_da and not (self.notice_en and self.notice_until):
            reason = _("A notice needs an English text and an end.")
            raise ValidationError({"notice_da": reason})

    @property
    def is_notice_shown(self) -> bool:
        """Whether now lies between the notice's two dates."""
        now = timezone.now()
        starts = self.notice_from or now
        ends = self.notice_until or now
        return bool(self.notice_da) and starts <= now < ends


def next_change_of_notice() -> float | None:
    """When, in epoch seconds, the notice next appears or goes; see `pagecache`."""

    def find():
        rows = SiteSettings.objects.values_list("notice_from", "notice_until")
        return [date for row in rows for date in row if date]

    dates = pagecache.remembered("notice dates", find)
    return min((d.timestamp() for d in dates if d > timezone.now()), default=None)


pagecache.register_deadline(next_change_of_notice)
