"""Places of the city: local areas and the municipality's departments."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.bilingual import Bilingual
from hub.choices import OfficialDistrict


class Department(models.Model):
    """One of the municipality's departments; names change, so staff edit them."""

    name_da = models.CharField(_("name in Danish"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)
    name = Bilingual()
    short = models.CharField(_("short name"), max_length=12, unique=True)
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        ordering = ["short"]
        verbose_name = _("department")
        verbose_name_plural = _("departments")

    def __str__(self):
        return f"{self.name} ({self.short})"


class District(models.Model):
    """The area of one local committee: twelve in ten official districts."""

    name_da = models.CharField(_("name in Danish"), max_length=80)
    name_en = models.CharField(_("name in English"), max_length=80, blank=True)
    name = Bilingual()
    slug = models.SlugField(_("address"), unique=True)
    official = models.PositiveSmallIntegerField(
        _("official district"), choices=OfficialDistrict
    )
    postcodes = models.CharField(
        _("postcodes"), max_length=200, blank=True,
        help_text=_("With a comma between, for example: 2200, 2400"),
    )  # fmt: skip
    committee_da = models.CharField(
        _("local committee, in Danish"), max_length=120, blank=True
    )
    committee_en = models.CharField(
        _("local committee, in English"), max_length=120, blank=True
    )
    committee = Bilingual()
    committee_url = models.URLField(_("the committee's website"), blank=True)
    contact = models.ForeignKey(
        "hub.Person", models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("contact person"), help_text=_("Else the hub's own is shown."),
    )  # fmt: skip

    class Meta:
        ordering = ["official", "name_da"]
        verbose_name = _("district")
        verbose_name_plural = _("districts")

    def __str__(self):
        return str(self.name)
