"""The admin's first page: large buttons for what staff do, and lists of what waits.

An app registers its own from its `wagtail_hooks`: a button that is made for a request,
or None where its target is missing or the user may not; and a list with its heading.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import NamedTuple

from django.http import HttpRequest
from wagtail.admin.ui.components import Component


class Button(NamedTuple):
    """A large button: what one does, in a few words, and where it leads."""

    label: str
    text: str
    url: str
    icon: str


class Waiting(NamedTuple):
    """A row of a list: what waits, where to do it, whose it is and since when."""

    title: str
    url: str
    who: str
    since: datetime | None


class WaitingList(NamedTuple):
    """A heading and the question that finds its rows for a request."""

    heading: str
    find: Callable[[HttpRequest], Iterable[Waiting]]


LONGEST_LIST = 10
_buttons: list[tuple[int, Callable[[HttpRequest], Button | None]]] = []
_lists: list[tuple[int, WaitingList]] = []


def register_button(make: Callable[[HttpRequest], Button | None], *, order: int):
    """Add a large button; lower orders stand first."""
    _buttons.append((order, make))


def register_list(
    heading: str, find: Callable[[HttpRequest], Iterable[Waiting]], *, order: int
):
    """Add a list of what waits; an empty one is not shown. Lower orders first."""
    _lists.append((order, WaitingList(heading, find)))


def buttons_for(request: HttpRequest) -> list[Button]:
    """The buttons whose target exists and which the user may use, in order."""
    ordered = sorted(_buttons, key=lambda entry: entry[0])
    return [button for _, make in ordered if (button := make(request))]


def lists_for(request: HttpRequest) -> list[dict]:
    """The lists that have rows for this user, each with how many are left out."""
    found = []
    for _, waiting in sorted(_lists, key=lambda entry: entry[0]):
        if rows := list(waiting.find(request)):
            left_out = max(0, len(rows) - LONGEST_LIST)
            shown = rows[:LONGEST_LIST]
            found.append(
                {"heading": waiting.heading, "rows": shown, "left_out": left_out}
            )
    return found


class FirstPagePanel(Component):
    """The large buttons, then the lists of what waits."""

    name = "hub"
    template_name = "hub/admin/first_page.html"
    order = 10

    def get_context_data(self, parent_context):
        """Give the template what this user may do and what waits for this user."""
        request = parent_context["request"]
        return {"buttons": buttons_for(request), "lists": lists_for(request)}
