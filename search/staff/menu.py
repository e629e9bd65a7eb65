"""The menu of the search in the admin, and its addresses."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import Menu

from hub.admin_menu import CountedMenu, RightItem
from search.staff import report

# Label, name of the address, icon, right.
ENTRIES = [
    (_("What people look for"), "search_report", "view", report.RIGHT),
    (_("Words that mean the same"), "synonyms:index", "copy", "search.view_synonyms"),
    (_("Recommended pages"), "promotions:index", "pick", "search.view_promotion"),
]


def addresses() -> list:
    """Below `/admin/`; for `register_admin_urls`."""
    return [path("search-report/", report.report, name="search_report")]


def menu_item() -> CountedMenu:
    """For `register_admin_menu_item`."""
    items = [
        RightItem(
            label, reverse(name), name=name, icon_name=icon, order=place, right=right
        )
        for place, (label, name, icon, right) in enumerate(ENTRIES)
    ]
    menu = Menu(items=items)
    return CountedMenu(
        _("Search words"), menu, name="search-words", icon_name="search", order=260
    )
