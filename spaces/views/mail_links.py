"""Links in mails: opening one shows, and only pressing a button changes anything.

A link holds a signed token and needs no account. Mail programs open links to look for
danger; they change nothing by it.
"""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hub.forms import PressForm, status_of
from spaces import actions
from spaces.links import ANSWER, GIVE_BACK, booking_behind
from spaces.models import Booking
from spaces.my_forms import AnswerForm
from spaces.refusals import Refused
from spaces.states import BookingState

METHODS = ["GET", "HEAD", "POST"]


@never_cache
@require_http_methods(METHODS)
def answer_question(request: HttpRequest, token: str) -> HttpResponse:
    """The question, and a field for the answer."""
    booking, is_fresh = _behind(ANSWER, token)
    is_open = is_fresh and booking.state == BookingState.QUESTION
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and is_open and form.is_valid():
        text = form.cleaned_data["text"]
        return _done(
            request, actions.answer, booking=booking, by=request.user, text=text
        )
    if request.method == "POST" and not is_open:
        return HttpResponseRedirect(request.path)  # a double click: the same answer
    context = {"booking": booking, "is_open": is_open, "form": form}
    status = status_of(form)
    return render(request, "spaces/answer_question.html", context, status=status)


@never_cache
@require_http_methods(METHODS)
def give_back(request: HttpRequest, token: str) -> HttpResponse:
    """What is booked, and a button that gives it back."""
    booking, is_fresh = _behind(GIVE_BACK, token)
    is_open = is_fresh and booking.may_be_given_back
    form = PressForm(request.POST or None)
    if request.method == "POST" and is_open and form.is_valid():
        return _done(request, actions.give_back, booking=booking, by=request.user)
    if request.method == "POST" and not is_open:
        return HttpResponseRedirect(request.path)
    context = {"booking": booking, "is_open": is_open, "form": form}
    status = status_of(form)
    return render(request, "spaces/give_back.html", context, status=status)


def _behind(purpose: str, token: str) -> tuple[Booking, bool]:
    found = booking_behind(purpose, token)
    if found is None:
        raise Http404
    return found


def _done(request: HttpRequest, act, **said) -> HttpResponse:
    """Do it; where somebody was quicker, the page says how it stands now."""
    try:
        act(**said)
    except Refused as refused:
        context = {"booking": said["booking"], "refused": refused}
        return render(request, "spaces/too_late.html", context, status=409)
    return HttpResponseRedirect(request.path)
