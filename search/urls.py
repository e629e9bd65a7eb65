"""The addresses of the search, of what follows it, and of watches."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from search import feeds, views
from search.watches import views as watches

urlpatterns = [
    path("", views.search, name="search"),
    path("feed/", feeds.search_feed, name="search_feed"),
    path(_("calendar/"), feeds.search_calendar, name="search_calendar"),
    path(_("free-space/"), watches.ask, name="watch_space"),
    path(_("free-space/sent/"), watches.sent, name="watch_sent"),
    path(_("free-space/<str:token>/"), watches.show, name="your_watch"),
    path(_("free-space/<str:token>/end/"), watches.end, name="end_watch"),
]
