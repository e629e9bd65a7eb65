"""The pages of a watch: asking for it, what it looks for, and its end."""

from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from hub import limits
from hub.forms import PressForm, status_of
from hub.private_links import private
from search.watches import actions
from search.watches.forms import WatchForm
from search.watches.links import WATCHES, watch_behind
from search.watches.wanted import Wanted, wanted_by
from spaces.addresses import index_url

FROM_ONE_ADDRESS_AN_HOUR = 20
TO_ONE_ADDRESS_A_DAY = 10
TOO_MANY_LIVE = _(
    "You follow %(most)d searches already. End one of them, then press again."
)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """The search in words, and one field; the answer is the same for any address."""
    wanted = Wanted(request.GET)
    known = {"email": getattr(request.user, "email", "")}
    form = WatchForm(request.POST or None, initial=known)
    if wanted.problem:
        status = 422 if request.method == "POST" else 200
        context = {"wanted": wanted}
        return render(request, "search/watch_problem.html", context, status=status)
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        if is_too_much(request, email):
            form.add_error(None, limits.TOO_MANY)
        else:
            actions.ask(email=email, language=get_language(), wanted=wanted)
            sent_at = reverse("watch_sent")
            return HttpResponseRedirect(f"{sent_at}?{wanted.query}")
    context = {"form": form, "wanted": wanted}
    return render(request, "search/watch.html", context, status=status_of(form))


def is_too_much(request: HttpRequest, email: str) -> bool:
    """Whether too many came from one place, or to one address."""
    return not limits.allow_sender(
        request,
        email,
        what="watch",
        an_hour=FROM_ONE_ADDRESS_AN_HOUR,
        a_day=TO_ONE_ADDRESS_A_DAY,
    )


@never_cache
@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """What happens now; it names nobody."""
    wanted = Wanted(request.GET)
    once_more = f"{reverse('watch_space')}?{wanted.query}"
    context = {"wanted": wanted, "once_more_url": "" if wanted.problem else once_more}
    return render(request, "search/watch_sent.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, token: str) -> HttpResponse:
    """Behind the link in each mail: confirm, see what is looked for, or end it."""
    try:
        watch = watch_behind(token)
    except signing.BadSignature:
        return gone(request, status=404)
    if watch is None:
        return gone(request, status=410)
    form = PressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.confirm(watch=watch)
            return private(HttpResponseRedirect(request.path))
        except actions.TooMany:
            form.add_error(None, TOO_MANY_LIVE % {"most": actions.MOST})
    context = {
        "form": form,
        "watch": watch,
        "wanted": wanted_by(watch.query),
        "token": WATCHES.token_for(watch),
    }
    page = render(request, "search/your_watch.html", context, status=status_of(form))
    return private(page)


# A mail program that ends a list with one press has no cookie and no form of ours
# (RFC 8058, 3.1): the signed link is what proves that it may.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, token: str) -> HttpResponse:
    """Looking asks, and ends nothing; a POST ends it, also the second time."""
    try:
        watch = watch_behind(token)
    except signing.BadSignature:
        return gone(request, status=404)
    context = {"token": token, "wanted": wanted_by(watch.query) if watch else None}
    if request.method == "POST" or watch is None:
        if watch:
            actions.end(watch=watch)
        return private(render(request, "search/watch_ended.html", context))
    return private(render(request, "search/watch_end.html", context))


def gone(request: HttpRequest, *, status: int) -> HttpResponse:
    """A link that is not ours, or whose watch is over: what one can do now."""
    context = {"is_forged": status == 404, "spaces_url": index_url(get_language())}
    return private(render(request, "search/watch_gone.html", context, status=status))
