"""Being listed, changing a profile, and keeping it true."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from stories.views import confirming, listing, profiles

urlpatterns = [
    path("", profiles.my_organisations, name="my_organisations"),
    path(_("new/"), listing.list_organisation, name="list_organisation"),
    path(_("sent/<uuid:key>/"), listing.sent, name="profile_request_sent"),
    path(_("take-back/<uuid:key>/"), profiles.withdraw, name="withdraw_request"),
    path(
        _("still-right/<str:token>/"),
        confirming.confirm_profile,
        name="confirm_profile",
    ),
    path(
        _("<slug:slug>/change/"),
        profiles.change_organisation,
        name="change_organisation",
    ),
    path(
        _("<slug:slug>/claim/"), profiles.claim_organisation, name="claim_organisation"
    ),
    path(_("<slug:slug>/confirm/"), profiles.confirm_own, name="confirm_own"),
]
