"""The menu of events, and its addresses below `/admin/`."""

from django.urls import URLPattern, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import Menu

from events.staff import guest_addresses, guest_dates
from hub.admin_menu import CountedMenu, RightItem

# Label, name of the address, icon, right, and what counts what waits, if anything.
ENTRIES: list[tuple] = [
    guest_dates.ENTRY,
]


def addresses() -> list[URLPattern]:
    """Below `/admin/`; for `register_admin_urls`."""
    return [
        *guest_addresses.addresses(),
    ]


def menu_item() -> CountedMenu:
    """For `register_admin_menu_item`."""
    items = [
        RightItem(
            label, reverse(name), name=name, icon_name=icon, order=place,
            right=right, count=count,
        )
        for place, (label, name, icon, right, count) in enumerate(ENTRIES)
    ]  # fmt: skip
    menu = Menu(items=items)
    return CountedMenu(_("Events"), menu, name="events", icon_name="date", order=145)
