"""Writing to an organisation through the hub."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from stories.views import contact

urlpatterns = [
    path("<slug:slug>/", contact.write_to, name="write_to"),
    path(_("<slug:slug>/sent/<uuid:key>/"), contact.message_sent, name="message_sent"),
]
