"""The menu of the search in the admin, and its addresses."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from hub.admin_menu import CountedMenu, counted_menu
from search.staff import report

# Label, name of the address, icon, right, and what counts what waits.
ENTRIES: list[tuple] = [
    (_("What people look for"), "search_report", "view", report.RIGHT, None),
    (
        _("Words that mean the same"), "synonyms:index", "copy",
        "search.view_synonyms", None,
    ),
    (
        _("Recommended pages"), "promotions:index", "pick",
        "search.view_promotion", None,
    ),
]  # fmt: skip


def addresses() -> list:
    """Below `/admin/`; for `register_admin_urls`."""
    return [path("search-report/", report.report, name="search_report")]


def menu_item() -> CountedMenu:
    """For `register_admin_menu_item`."""
    return counted_menu(
        _("Search words"), ENTRIES, name="search-words", icon_name="search", order=260
    )
