"""Signing in by a code: one form for an address, one for the code, one way out."""

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from hub import accounts, codes, limits
from hub.forms import PublicForm, status_of
from hub.models import MailCode

SIGN_IN = MailCode.Purpose.SIGN_IN
REASONS = {
    "limit": _("Too many codes were asked for. Please try again in an hour."),
    "wrong": _("The code is not right. Look in the newest mail from us."),
    "expired": _("The code no longer works. Please ask for a new one."),
}


class AddressForm(PublicForm):
    """Where the code is sent."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("We send you a code. You need no password."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )


class CodeForm(forms.Form):
    """The code from the mail."""

    code = forms.CharField(
        label=_("Code"),
        help_text=_("Six digits, in the mail we have just sent."),
        max_length=20,
        widget=forms.TextInput(
            {
                "autocomplete": "one-time-code",
                "inputmode": "numeric",
                "class": "code-input",
            }
        ),
    )


@never_cache
def ask_address(request: HttpRequest) -> HttpResponse:
    """The one form; it leads to the same page for every address."""
    if request.user.is_authenticated:
        return HttpResponseRedirect(next_of(request))
    form = AddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            token = send_code(form.cleaned_data["email"], request)
        except codes.CodeError as error:
            form.add_error(None, REASONS[error.code])
        else:
            return HttpResponseRedirect(_with_next(request, "sign_in_code", token))
    context = {"form": form, "demo_users": accounts.demo_people()}
    return render(request, "hub/sign_in.html", context, status=status_of(form))


def send_code(email: str, request: HttpRequest) -> str:
    """Mail a code, or tell staff where they sign in; the answer is the same."""
    is_staff = accounts.is_staff_address(email)
    return codes.send_code(
        email,
        SIGN_IN,
        get_language(),
        ip=limits.address_of(request),
        template="staff_sign_in" if is_staff else "code",
    )


@never_cache
def ask_code(request: HttpRequest, token: str) -> HttpResponse:
    """Asks for the code; the right one signs in."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            proven = codes.check(token, form.cleaned_data["code"], SIGN_IN)
            return sign_in(request, proven)
        except codes.CodeError as error:
            form.add_error(
                "code" if error.code == "wrong" else None, REASONS[error.code]
            )
    email = codes.address_behind(token, SIGN_IN)
    context = {"form": form, "email": email, "again": _with_next(request, "sign_in")}
    return render(request, "hub/sign_in_code.html", context, status=status_of(form))


def sign_in(request: HttpRequest, email: str) -> HttpResponse:
    """Sign in who has shown to read the address; never staff, who need two factors."""
    if accounts.is_staff_address(email):
        raise codes.CodeError("expired")
    user = accounts.account_for(email)
    record_authentication(request, user, method="code", email=email)
    return perform_login(request, user, email=email, redirect_url=next_of(request))


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    get_adapter(request).logout(request)
    return HttpResponseRedirect(f"/{get_language()}/")


def staff_sign_out(request: HttpRequest) -> HttpResponse:
    """The admin's "Log out" ends the session; an address typed in asks first."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("account_logout"))
    get_adapter(request).logout(request)
    return HttpResponseRedirect(reverse("account_login"))


def next_of(request: HttpRequest) -> str:
    """Where to go afterwards: an address of ours that was asked for, else the front."""
    wanted = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        wanted, {request.get_host()}, require_https=request.is_secure()
    )
    return wanted if is_ours else f"/{get_language()}/"


def _with_next(request: HttpRequest, name: str, *args: str) -> str:
    query = QueryDict(mutable=True)
    if wanted := request.GET.get("next"):
        query["next"] = wanted
    suffix = f"?{query.urlencode(safe='/')}" if query else ""
    return reverse(name, args=args) + suffix
