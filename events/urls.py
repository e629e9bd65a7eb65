"""Addresses of events that outlive a page: sign-up, links in mails, calendar files."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from events.views import calendars

urlpatterns: list[URLPattern] = [
    path(_("calendar-files/<slug:slug>/"), calendars.event_calendar,
         name="event_calendar"),
    path(_("calendar-files/<slug:slug>/<int:pk>/"), calendars.event_date_calendar,
         name="event_date_calendar"),
]  # fmt: skip
