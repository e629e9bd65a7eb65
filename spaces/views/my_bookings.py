"""A person's own bookings and those of the person's organisations."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from hub.forms import status_of
from spaces import actions
from spaces.addresses import index_url, space_url
from spaces.links import ANSWER, GIVE_BACK, book_url, link_for, rules_url
from spaces.models import Booking, CalendarToken, notices_for
from spaces.my_forms import ProblemForm
from spaces.refusals import Refused
from spaces.states import Actor, BookingState
from spaces.times import a_week_later

ON_A_PAGE = 20
signed_in = login_required(login_url="sign_in")


def own_booking(request: HttpRequest, reference: str) -> Booking:
    """One of the reader's own; another's address is 404."""
    own = Booking.objects.visible_to(request.user).for_lists()
    return get_object_or_404(own, reference=reference)


@never_cache
@require_safe
@signed_in
def index(request: HttpRequest) -> HttpResponse:
    """What is to come or what has been, and the feed; `?past=1` is the past."""
    own = Booking.objects.visible_to(request.user).for_lists()
    is_past = bool(request.GET.get("past"))
    rows = own.past() if is_past else own.coming()
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "is_past": is_past,
        "rows": page,
        "askers": actions.asking(request.user),
        "feed": CalendarToken.objects.of(request.user),
        "spaces_url": index_url(request.LANGUAGE_CODE),
    }
    return render(request, "spaces/my_bookings.html", context)


@never_cache
@require_safe
@signed_in
def detail(request: HttpRequest, reference: str) -> HttpResponse:
    """Everything agreed, and what can still be done."""
    booking = own_booking(request, reference)
    start, end = a_week_later(booking.starts_at, booking.ends_at)
    is_asked = booking.state == BookingState.QUESTION
    context = {
        "booking": booking,
        "space": booking.space,
        "venue": booking.space.venue,
        "space_url": space_url(booking.space, request.LANGUAGE_CODE),
        "rules_url": rules_url(booking),
        "notices": notices_for(booking),
        "together": Booking.objects.together_with(booking),
        "copy_url": book_url(booking.space, start, end, people=booking.people),
        "answer_url": link_for(ANSWER, booking) if is_asked else "",
        "give_back_url": (
            link_for(GIVE_BACK, booking) if booking.may_be_given_back else ""
        ),
    }
    return render(request, "spaces/my_booking.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def end(request: HttpRequest, reference: str) -> HttpResponse:
    """Withdraw a request or cancel a booking: GET asks, POST does it."""
    booking = own_booking(request, reference)
    if not (booking.may_be_withdrawn or booking.may_be_cancelled):
        return HttpResponseRedirect(reverse("my_booking", args=[reference]))
    refused = None
    if request.method == "POST":
        try:
            _end(booking, request.user)
        except Refused as error:
            refused = error
        else:
            messages.success(request, _("It is done. The time is free for others."))
            return HttpResponseRedirect(reverse("my_booking", args=[reference]))
    context = {"booking": booking, "refused": refused}
    status = 409 if refused else 200
    return render(request, "spaces/end_booking.html", context, status=status)


def _end(booking: Booking, user) -> None:
    if booking.may_be_withdrawn:
        actions.withdraw(booking=booking, by=user)
    else:
        actions.cancel(booking=booking, by=user, actor=Actor.BOOKER)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def problem(request: HttpRequest, reference: str) -> HttpResponse:
    """Say what was wrong in the room; staff see it."""
    booking = own_booking(request, reference)
    if not booking.may_have_had_problems:
        return HttpResponseRedirect(reverse("my_booking", args=[reference]))
    form = ProblemForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.tell_problem(booking=booking, text=form.cleaned_data["text"])
        messages.success(request, _("Thank you. We look at it."))
        return HttpResponseRedirect(reverse("my_booking", args=[reference]))
    context = {"booking": booking, "form": form}
    status = status_of(form)
    return render(request, "spaces/tell_problem.html", context, status=status)
