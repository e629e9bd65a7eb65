"""Your data: a code by mail, then all that is held on the address. No account."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from hub import codes, limits
from hub.forms import status_of
from hub.held_data import OWN
from hub.models import MailCode
from hub.signing_in import REASONS, AddressForm, CodeForm

PURPOSE = MailCode.Purpose.YOUR_DATA


class YourAddressForm(AddressForm):
    """The address whose data one wants to see."""

    def __init__(self, *args, **kwargs):
        """Say what the code is for."""
        super().__init__(*args, **kwargs)
        hint = _("We send you a code, so that nobody else sees what is yours.")
        self.fields["email"].help_text = hint


@never_cache
def ask_address(request: HttpRequest) -> HttpResponse:
    """Asks for an address; the answer is the same for a known and an unknown one."""
    if OWN.visit(request):
        return HttpResponseRedirect(OWN.url("list"))
    known = {"email": getattr(request.user, "email", "")}
    form = YourAddressForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        try:
            token = send_code(form.cleaned_data["email"], request)
        except codes.CodeError as error:
            form.add_error(None, REASONS[error.code])
        else:
            return HttpResponseRedirect(OWN.url("code", token))
    status = status_of(form)
    return render(request, "hub/your_data.html", {"form": form}, status=status)


def send_code(email: str, request: HttpRequest) -> str:
    """Mail a code and return the token of the page that asks for it."""
    ip = limits.address_of(request)
    language = get_language()
    return codes.send_code(email, PURPOSE, language, ip=ip, template="your_data_code")


@never_cache
def ask_code(request: HttpRequest, token: str) -> HttpResponse:
    """Asks for the code; the right one opens the list in this session."""
    form = CodeForm(request.POST or None)
    email = codes.address_behind(token, PURPOSE)
    if request.method == "POST" and form.is_valid():
        try:
            proven = codes.check(token, form.cleaned_data["code"], PURPOSE)
        except codes.CodeError as error:
            form.add_error("code", REASONS[error.code])
        else:
            request.session.cycle_key()
            OWN.open(request, address=proven)
            return HttpResponseRedirect(OWN.url("list"))
    context = {"form": form, "email": email, "again": reverse("your_data")}
    status = status_of(form)
    return render(request, "hub/your_data_code.html", context, status=status)
