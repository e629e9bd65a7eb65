"""Booking a space: addresses of the space itself, the same for both languages."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from spaces.views import booking, checking, social

urlpatterns = [
    path("<slug:slug>/", booking.book, name="book"),
    path(_("check/<uuid:batch>/"), checking.check, name="check_booking"),
    path(_("check/<uuid:batch>/code/"), checking.send_code, name="booking_code"),
    path(_("sent/<str:reference>/"), checking.receipt, name="booking_receipt"),
    path(
        _("picture/<int:pk>/<slug:version>.png"), social.picture, name="space_picture"
    ),
    path(
        _("house-rules/<slug:venue>/<int:version>/"),
        checking.house_rules,
        name="house_rules",
    ),
]
