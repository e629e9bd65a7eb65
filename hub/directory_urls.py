"""Signing in with the municipality's directory or MitID, where settings name one.

Outside the languages: the directory knows one address to come back to.
"""

from allauth.socialaccount import views
from django.urls import include, path
from django.views.generic import RedirectView

urlpatterns = [
    path("", include("allauth.socialaccount.providers.openid_connect.urls")),
    path("cancelled/", views.login_cancelled, name="socialaccount_login_cancelled"),
    path("error/", views.login_error, name="socialaccount_login_error"),
    path("connections/", views.connections, name="socialaccount_connections"),
    path(
        "signup/",
        RedirectView.as_view(pattern_name="sign_in"),
        name="socialaccount_signup",
    ),
]
