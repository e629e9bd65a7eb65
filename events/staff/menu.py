"""The menu of events, and its addresses below `/admin/`."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from events.staff import (
    dates,
    event_page,
    events,
    facts,
    guest_addresses,
    guest_dates,
    publishing,
    repeating,
    suggestions,
)
from events.staff.desk import ADD, PUBLISH, SEE
from hub.admin_menu import CountedMenu, counted_menu

# Label, name of the address, icon, right, and what counts what waits, if anything.
ENTRIES: list[tuple] = [
    (_("All events"), "events_desk", "date", SEE, None),
    (_("Make an event"), "event_new", "plus", ADD, None),
    (
        _("Suggestions"), "event_suggestions", "mail", PUBLISH,
        suggestions.number_waiting,
    ),
    (_("Dates without a room"), "events_without_room", "warning", SEE, None),
    guest_dates.ENTRY,
]  # fmt: skip
EVENT, DATE = "events/<int:pk>", "events/dates/<int:pk>"


def addresses() -> list[URLPattern]:
    """Below `/admin/`; for `register_admin_urls`."""
    return [
        path("events/", events.coming, name="events_desk"),
        path("events/drafts/", events.in_writing, name="event_drafts"),
        path("events/suggested/", events.suggested, name="event_suggestions"),
        path("events/past/", events.past, name="events_past"),
        path("events/without-room/", events.without_room, name="events_without_room"),
        path("events/new/", facts.new, name="event_new"),
        path(f"{EVENT}/", event_page.show, name="event_desk"),
        path(f"{EVENT}/facts/", facts.change, name="event_facts"),
        path(f"{EVENT}/date/", dates.add, name="event_date_add"),
        path(f"{EVENT}/repeat/", repeating.repeat, name="event_repeat"),
        path(f"{EVENT}/publish/", publishing.publish, name="event_publish"),
        path(f"{EVENT}/unschedule/", publishing.unschedule, name="event_unschedule"),
        path(f"{EVENT}/unpublish/", publishing.unpublish, name="event_unpublish"),
        path(f"{EVENT}/cancel/", publishing.cancel, name="event_cancel"),
        path(f"{EVENT}/copy/", publishing.duplicate, name="event_copy"),
        path(f"{EVENT}/story/", publishing.write_story, name="event_story"),
        path(f"{EVENT}/remove/", publishing.remove, name="event_remove"),
        path(f"{EVENT}/accept/", suggestions.accept, name="event_accept"),
        path(f"{EVENT}/decline/", suggestions.decline, name="event_decline"),
        path(f"{DATE}/", dates.change, name="event_date"),
        path(f"{DATE}/move/", dates.move, name="event_date_move"),
        path(f"{DATE}/postpone/", dates.postpone, name="event_date_postpone"),
        path(f"{DATE}/cancel/", dates.cancel, name="event_date_cancel"),
        path(f"{DATE}/remove/", dates.remove, name="event_date_remove"),
        path(f"{DATE}/use/", dates.use_booking, name="event_date_booking"),
        *guest_addresses.addresses(),
    ]


def menu_item() -> CountedMenu:
    """For `register_admin_menu_item`."""
    return counted_menu(
        _("Events"), ENTRIES, name="events", icon_name="date", order=145
    )
