"""The addresses of the desk for guests below `/admin/`."""

from django.urls import path

from events.staff import (
    guest_dates,
    guest_exports,
    guest_messages,
    guest_places,
    guest_steps,
    guests,
)

DATE = "events/guests/<int:pk>"
GUEST = f"{DATE}/<int:guest>"


def addresses() -> list:
    """For the menu of events."""
    return [
        path("events/guests/", guest_dates.guest_dates, name="guest_dates"),
        path(f"{DATE}/", guests.event_guests, name="event_guests"),
        path(f"{DATE}/came/", guests.tick_all, name="guests_all_came"),
        path(f"{DATE}/new/", guest_steps.add_guest, name="guest_add"),
        path(f"{DATE}/places/", guest_places.event_places, name="guest_places"),
        path(f"{DATE}/mail/", guest_messages.message_guests, name="guest_mail"),
        path(
            f"{DATE}/list.<slug:kind>", guest_exports.export_guests, name="guest_list"
        ),
        path(f"{GUEST}/", guest_steps.event_guest, name="event_guest"),
        path(f"{GUEST}/came/", guests.tick_guest, name="guest_came"),
        path(f"{GUEST}/<slug:step>/", guest_steps.guest_step, name="guest_step"),
    ]
