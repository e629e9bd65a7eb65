"""The addresses of the search, and of what follows it."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from search import feeds, views

urlpatterns = [
    path("", views.search, name="search"),
    path("feed/", feeds.search_feed, name="search_feed"),
    path(_("calendar/"), feeds.search_calendar, name="search_calendar"),
]
