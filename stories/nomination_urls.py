"""Nominating a local hero, and the nominee's answer."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from stories.views import nominations

urlpatterns = [
    path("", nominations.nominate, name="nominate"),
    path(_("sent/<uuid:key>/"), nominations.nomination_sent, name="nomination_sent"),
    path(_("your-answer/<str:token>/"), nominations.nominee, name="nominee"),
    path(_("your-answer/"), nominations.nominee_said_no, name="nominee_said_no"),
]
