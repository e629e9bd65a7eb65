"""The directory of organisations as a page."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin

from hub.models import BasePage


class OrganisationIndexPage(RoutablePageMixin, BasePage):
    """All organisations that are listed, in an order that is drawn by lot each day."""

    max_count_per_parent = 1
    parent_page_types: ClassVar = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("page of all organisations")
        verbose_name_plural = _("pages of all organisations")
