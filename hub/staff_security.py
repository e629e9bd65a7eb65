"""Nothing under /admin/ answers without a second factor, whatever Wagtail allows."""

import datetime as dt
import time

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from hub import limits

ADMIN = "/admin/"
# These lead to allauth's pages (hub.urls).
OPEN = ("/admin/login/", "/admin/logout/", "/admin/password_reset/")
FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
GUESSES_AN_HOUR = 20


class StaffSecurityMiddleware:
    """Sends staff to sign in, to enrol a factor or to use it; others are refused."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, or what is missing before it may be given."""
        path = request.path_info
        is_guarded = path.startswith(ADMIN) and not path.startswith(OPEN)
        if is_guarded and (refusal := refuse(request)):
            add_never_cache_headers(refusal)
            return refusal
        response = self.get_response(request)
        if is_guarded:
            response._csp_update = settings.ADMIN_CONTENT_SECURITY_POLICY
        if is_account_page(request):
            add_never_cache_headers(response)
        return response


def refuse(request: HttpRequest) -> HttpResponse | None:
    """What stands between this request and the admin; None if nothing does."""
    user = request.user
    if not user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if not user.has_perm("wagtailadmin.access_admin"):
        return render(request, "hub/staff_only.html", status=403)
    if not is_mfa_enabled(user, FACTORS):
        return redirect_to_login(request.get_full_path(), reverse("mfa_index"))
    passed_at = second_factor_at(request)
    if passed_at is None:
        return redirect_to_login(request.get_full_path(), _where_to_use_factor(user))
    if passed_at < time.time() - settings.STAFF_SESSION_AGE:
        logout(request)
        return redirect_to_login(request.get_full_path())
    return None


def second_factor_at(request: HttpRequest) -> float | None:
    """When, in epoch seconds, this session last passed the second factor."""
    records = get_authentication_records(request, request.user)
    times = [record["at"] for record in records if record["method"] == "mfa"]
    return max(times, default=None)


def _where_to_use_factor(user) -> str:
    """The page that asks for a code, or for a passkey where there is no app."""
    has_codes = is_mfa_enabled(user, [Authenticator.Type.TOTP])
    name = "mfa_reauthenticate" if has_codes else "mfa_reauthenticate_webauthn"
    return reverse(name)


def is_account_page(request: HttpRequest) -> bool:
    """Whether the address is one of allauth's, which browsers must not keep."""
    match = request.resolver_match
    return match is not None and match._func_path.startswith("allauth.")


class _LimitedForm:
    """Counts each guess at a code in a row, for a cache may forget."""

    def clean_code(self) -> str:
        """The code, unless there were too many guesses this hour."""
        key, hour = f"second factor of {self.user.pk}", dt.timedelta(hours=1)
        if not limits.allow(key, limit=GUESSES_AN_HOUR, window=hour):
            raise get_adapter().validation_error("too_many_login_attempts")
        return super().clean_code()


class FactorForm(_LimitedForm, AuthenticateForm):
    """The second step of signing in."""


class FactorAgainForm(_LimitedForm, ReauthenticateForm):
    """The second factor once more, before something important."""
