"""Addresses of events that outlive a page: sign-up, links in mails, calendar files."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from events.views import calendars, signing, social, suggesting, your_signup

urlpatterns: list[URLPattern] = [
    path(_("calendar-files/<slug:slug>/"), calendars.event_calendar,
         name="event_calendar"),
    path(_("calendar-files/<slug:slug>/<int:pk>/"), calendars.event_date_calendar,
         name="event_date_calendar"),
    path(_("event-picture/<int:pk>/<slug:version>.png"), social.picture,
         name="event_picture"),
    path(_("sign-up/<slug:slug>/<int:pk>/"), signing.sign_up, name="event_sign_up"),
    path(_("sign-up/<slug:slug>/<int:pk>/sent/"), signing.sent,
         name="event_sign_up_sent"),
    path(_("your-sign-up/deleted/"), your_signup.deleted, name="your_signup_deleted"),
    path(_("your-sign-up/<str:token>/"), your_signup.show, name="your_signup"),
    path(_("your-sign-up/<str:token>/calendar.ics"), your_signup.calendar,
         name="your_signup_calendar"),
    path(_("my-bookings/<str:reference>/event/"), suggesting.suggest_event,
         name="suggest_event"),
]  # fmt: skip
