"""The menu of stories and the directory, and its addresses below `/admin/`."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import Menu

from hub.admin_menu import CountedMenu, RightItem
from stories.staff import consents, messages, nominations, profiles

# Label, name of the address, icon, right, and what counts what waits, if anything.
ENTRIES: list[tuple] = [
    (
        _("Nominations"), "nominations", "mail", nominations.RIGHT,
        nominations.number_waiting,
    ),
    profiles.ENTRY,
    messages.ENTRY,
    consents.ENTRY,
]  # fmt: skip


def addresses() -> list:
    """Below `/admin/`; for `register_admin_urls`."""
    return [
        *nominations.addresses(),
        *profiles.addresses(),
        *messages.addresses(),
        *consents.addresses(),
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
    return CountedMenu(
        _("Local heroes"), menu, name="stories", icon_name="group", order=155
    )
