"""The menu of stories and the directory, and its addresses below `/admin/`."""

from django.utils.translation import gettext_lazy as _

from hub.admin_menu import CountedMenu, counted_menu
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
    return counted_menu(
        _("Local heroes"), ENTRIES, name="stories", icon_name="group", order=155
    )
