"""Offering a room, and the yearly confirmation by a link."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from spaces.views import offers

urlpatterns = [
    path("", offers.offer_room, name="offer_room"),
    path(_("sent/<uuid:key>/"), offers.offer_sent, name="offer_sent"),
    path(_("facts/<str:token>/"), offers.confirm_facts, name="confirm_facts"),
]
