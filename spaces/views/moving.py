"""Moving a booking: the choice is a GET, and only the button at the end moves it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hub.forms import status_of
from spaces import actions
from spaces.move_forms import MoveForm
from spaces.refusals import Refused, Taken
from spaces.states import Actor
from spaces.views.my_bookings import own_booking, signed_in


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def move(request: HttpRequest, reference: str) -> HttpResponse:
    """Date, from and until; then the price and the button."""
    booking = own_booking(request, reference)
    if not booking.may_be_moved:
        return _back(reference)
    is_post = request.method == "POST"
    form = MoveForm(booking, request.POST if is_post else request.GET)
    if is_post and form.is_valid():
        return _move(request, form)
    if is_post and form.is_where_it_is:
        return _back(reference)  # a double click: the same answer
    return _draw(request, form)


def _move(request: HttpRequest, form: MoveForm) -> HttpResponse:
    try:
        moved = actions.move(
            booking=form.booking,
            start=form.start_at,
            end=form.end_at,
            by=request.user,
            actor=Actor.BOOKER,
            accepted_ore=_whole(request.POST.get("accepted_ore")),
        )
    except Refused as refused:
        return _refused(request, form, refused)
    is_yes = moved.is_confirmed
    said = _("It is moved.") if is_yes else _("It is moved, and we answer soon.")
    messages.success(request, said)
    return _back(moved.reference)


def _refused(request: HttpRequest, form: MoveForm, refused: Refused) -> HttpResponse:
    """Why not, with all that was typed; a price is asked for again."""
    if refused.code == "price":
        return _draw(request, form, refused=refused, status=422)
    form.refuse(refused)
    return _draw(request, form, status=409 if isinstance(refused, Taken) else 422)


def _draw(request: HttpRequest, form: MoveForm, *, status=0, **more) -> HttpResponse:
    is_chosen = form.is_bound and form.is_valid()
    context = {"form": form, "booking": form.booking, "is_chosen": is_chosen, **more}
    if is_chosen:
        context["is_dearer"] = form.price_ore > form.booking.price_ore
    else:
        context["nearest"] = form.nearest()
    status = status or status_of(form)
    return render(request, "spaces/move_booking.html", context, status=status)


def _back(reference: str) -> HttpResponse:
    return HttpResponseRedirect(reverse("my_booking", args=[reference]))


def _whole(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() else None
