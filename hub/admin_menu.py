"""Entries of the admin's menu that know who may see them and how much waits."""

from collections.abc import Callable, Iterable

from django.urls import reverse
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem, SubMenuItem


def counted(label, number: int) -> str:
    """`Requests (23)`, and without a number where nothing waits."""
    return f"{label} ({number})" if number else str(label)


class RightItem(MenuItem):
    """An entry that who lacks a right does not see; with a count where there is one."""

    def __init__(
        self, *args, right: str, count: Callable | None = None, **kwargs
    ) -> None:
        """`count` says of a request how many wait."""
        super().__init__(*args, **kwargs)
        self.right, self.count = right, count

    def is_shown(self, request) -> bool:
        """Whether the person has the right."""
        return request.user.has_perm(self.right)

    def number(self, request) -> int:
        """How much waits; asked once a request, for the entry and the menu above it."""
        if self.count is None:
            return 0
        asked = request.__dict__.setdefault("menu_numbers", {})
        if self.name not in asked:
            asked[self.name] = self.count(request)
        return asked[self.name]

    def render_component(self, request) -> LinkMenuItem:
        """The entry with its count; the object itself serves every request."""
        label = counted(self.label, self.number(request))
        return LinkMenuItem(self.name, label, self.url, icon_name=self.icon_name)


class CountedMenu(SubmenuMenuItem):
    """A menu that says from outside how much waits in it."""

    def render_component(self, request) -> SubMenuItem:
        """The entry with the sum of what its own entries count."""
        items = self.menu.menu_items_for_request(request)
        number = sum(each.number(request) for each in items)
        under = self.menu.render_component(request)
        label = counted(self.label, number)
        return SubMenuItem(self.name, label, under, icon_name=self.icon_name)


def counted_menu(label, entries: Iterable[tuple], **kwargs) -> CountedMenu:
    """A menu of entries in order; for `register_admin_menu_item`.

    An entry is its label, the name of its address, icon, right, and what counts what
    waits, or None. `kwargs` are name, icon and order of the menu itself.
    """
    items = [
        RightItem(
            words, reverse(name), name=name, icon_name=icon, order=place,
            right=right, count=count,
        )
        for place, (words, name, icon, right, count) in enumerate(entries)
    ]  # fmt: skip
    return CountedMenu(label, Menu(items=items), **kwargs)
