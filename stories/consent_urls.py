"""Who is portrayed reads the draft first, and answers by a private link."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from stories.views import consents

urlpatterns = [
    path("<slug:key>/", consents.answer, name="answer_consent"),
    path(_("take-back/<slug:key>/"), consents.take_back, name="take_back_consent"),
]
