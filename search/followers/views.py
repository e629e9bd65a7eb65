"""The pages of the weekly mail: following, what one follows, and the end of it."""

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from hub import limits
from hub.forms import PressForm, status_of
from hub.private_links import private
from search.followers import actions
from search.followers.editions import next_sending
from search.followers.forms import FollowForm, SettingsForm, chosen_in
from search.followers.links import follower_behind
from search.models import Follower

FROM_ONE_ADDRESS_AN_HOUR = 20
TO_ONE_ADDRESS_A_DAY = 5


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest) -> HttpResponse:
    """The form; what it answers is the same whether an address follows already."""
    known = {"email": getattr(request.user, "email", "")} | chosen_in(request.GET)
    form = FollowForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        if is_too_much(request, form.cleaned_data["email"]):
            form.add_error(None, limits.TOO_MANY)
        else:
            actions.ask(**form.said, language=get_language())
            return HttpResponseRedirect(reverse("follow_sent"))
    context = {"form": form, "next_at": next_sending(timezone.now())}
    status = status_of(form)
    return render(request, "search/follow.html", context, status=status)


def is_too_much(request: HttpRequest, email: str) -> bool:
    """Whether too many came from one place, or to one address."""
    return not limits.allow_sender(
        request,
        email,
        what="follow",
        an_hour=FROM_ONE_ADDRESS_AN_HOUR,
        a_day=TO_ONE_ADDRESS_A_DAY,
    )


@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """What happens now; it names nobody."""
    context = {"once_more_url": reverse("follow")}
    return render(request, "search/follow_sent.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def following(request: HttpRequest, token: str) -> HttpResponse:
    """Behind the link in each mail: confirm, or see and change what one follows."""
    try:
        follower = follower_behind(token)
    except signing.BadSignature:
        return gone(request, status=404)
    if follower is None:
        return gone(request, status=410)
    make = settings_of if follower.confirmed_at else confirmation_of
    return private(make(request, follower, token))


def confirmation_of(
    request: HttpRequest, follower: Follower, token: str
) -> HttpResponse:
    """One press, and the address is proven."""
    form = PressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.confirm(follower=follower)
        messages.success(request, _("You follow now."))
        return HttpResponseRedirect(request.path)
    context = {"form": form, "follower": follower, "token": token}
    status = status_of(form)
    return render(request, "search/follow_confirm.html", context, status=status)


def settings_of(request: HttpRequest, follower: Follower, token: str) -> HttpResponse:
    """What is followed, and the way out."""
    form = SettingsForm(request.POST or None, follower=follower)
    if request.method == "POST" and form.is_valid():
        actions.change(follower=follower, **form.said)
        messages.success(request, _("It is changed."))
        return HttpResponseRedirect(request.path)
    context = {
        "form": form,
        "follower": follower,
        "token": token,
        "next_at": next_sending(timezone.now()),
    }
    status = status_of(form)
    return render(request, "search/following.html", context, status=status)


# A mail program that ends a list with one press has no cookie and no form of ours
# (RFC 8058, 3.1): the signed link is what proves that it may.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, token: str) -> HttpResponse:
    """Looking asks, and ends nothing; a POST ends it, also the second time."""
    try:
        follower = follower_behind(token)
    except signing.BadSignature:
        return gone(request, status=404)
    if request.method == "POST" or follower is None:
        if follower:
            actions.end(follower=follower)
        return private(render(request, "search/follow_ended.html"))
    return private(render(request, "search/follow_end.html", {"token": token}))


def gone(request: HttpRequest, *, status: int) -> HttpResponse:
    """A link that is not ours, or whose follower has ended it: what one can do now."""
    context = {"is_forged": status == 404}
    return private(render(request, "search/follow_gone.html", context, status=status))
