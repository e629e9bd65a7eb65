"""The addresses of the weekly mail, below `/da/foelg/` and `/en/follow/`."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from search.followers import views

urlpatterns = [
    path("", views.follow, name="follow"),
    path(_("sent/"), views.sent, name="follow_sent"),
    path("<str:token>/", views.following, name="following"),
    path(_("<str:token>/end/"), views.end, name="end_following"),
]
