"""My bookings, links in mails, calendar files and feeds."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from spaces.views import feeds, mail_links, members, moving, my_bookings

urlpatterns = [
    path("", my_bookings.index, name="my_bookings"),
    path(_("calendar/"), feeds.renew_feed, name="renew_feed"),
    path(_("calendar/<str:token>.ics"), feeds.bookings_feed, name="bookings_feed"),
    path(_("answer/<str:token>/"), mail_links.answer_question, name="answer_question"),
    path(_("give-back/<str:token>/"), mail_links.give_back, name="give_back"),
    path(_("people/<int:pk>/"), members.answer_asker, name="answer_asker"),
    path("<str:reference>/", my_bookings.detail, name="my_booking"),
    path(_("<str:reference>/calendar.ics"), feeds.booking_ics, name="booking_ics"),
    path(_("<str:reference>/end/"), my_bookings.end, name="end_booking"),
    path(_("<str:reference>/move/"), moving.move, name="move_booking"),
    path(_("<str:reference>/problem/"), my_bookings.problem, name="tell_problem"),
]
