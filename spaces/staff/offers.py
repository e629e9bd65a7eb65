"""Offered rooms in the admin: the list, one offer, and what staff do with it."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
)
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder

from hub.formatting import day
from spaces.actions.offering import steps_of
from spaces.models import RoomOffer
from spaces.refusals import Refused
from spaces.staff.offer_forms import STEPS

RIGHTS = ("spaces.view_roomoffer", "spaces.answer_booking")


def for_desk(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view for who answers offers; what it says of people is never kept."""

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not request.user.has_perms(RIGHTS):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@for_desk
def index(request: HttpRequest) -> HttpResponse:
    """What waits, the most urgent first; below it what was answered."""
    context = {
        "waiting": RoomOffer.objects.waiting(),
        "answered": RoomOffer.objects.answered().select_related("venue"),
    }
    return render(request, "spaces/admin/offers.html", context)


@for_desk
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """All that was said, the photograph, and what may be done."""
    offer = get_object_or_404(RoomOffer, pk=pk)
    return draw(request, offer)


def draw(request: HttpRequest, offer: RoomOffer, *, status: int = 200) -> HttpResponse:
    """The page of one offer as it stands."""
    context = {
        "offer": offer,
        "steps": [(name, STEPS[name]) for name in steps_of(offer)],
        "facts": facts_of(offer),
        "links": links_to(offer, request),
    }
    return render(request, "spaces/admin/offer.html", context, status=status)


def facts_of(offer: RoomOffer) -> list[tuple]:
    """What the person said, and what became of it, by its name."""
    since, until = offer.empty_since, offer.empty_until
    return [
        (_("Kind"), offer.get_kind_display()),
        (_("Address"), offer.address),
        (_("When it stands empty"), offer.empty_when),
        (_("Empty since"), day(since) if since else ""),
        (_("Empty until"), day(until) if until else ""),
        (_("How one gets in"), offer.access),
        (_("Who decides"), offer.who_decides),
        (_("Name"), offer.name),
        (_("E-mail"), offer.email),
        (_("Telephone"), offer.phone),
        (_("Language"), offer.get_language_display()),
        (_("Sent"), day(offer.sent_at)),
        (_("State"), offer.get_state_display()),
        (_("Answered by"), str(offer.answered_by or "")),
        (_("Our words"), offer.reason),
    ]


def links_to(offer: RoomOffer, request: HttpRequest) -> list[tuple[str, str]]:
    """The house and the spaces made of an offer, where this user may change them."""
    if offer.venue is None:
        return []
    finder = AdminURLFinder(request.user)
    rows = [offer.venue, *offer.venue.spaces.all()]
    return [(str(row), url) for row in rows if (url := finder.get_edit_url(row))]


@for_desk
def take(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """GET shows what will be said to whom, POST does it; too late is a 409."""
    offer = get_object_or_404(RoomOffer, pk=pk)
    if step not in STEPS:
        raise Http404
    if request.method != "POST" and step not in steps_of(offer):
        return too_late(request, offer)
    what = STEPS[step]
    form = what.form(request.POST or None, offer=offer)
    if request.method == "POST" and form.is_valid():
        try:
            done = form.take(by=request.user)
        except Refused:
            return too_late(request, get_object_or_404(RoomOffer, pk=pk))
        messages.success(request, what.done % {"name": offer.name})
        return HttpResponseRedirect(where_next(done))
    context = {"offer": offer, "form": form, "what": what}
    status = 422 if form.is_bound else 200
    return render(request, "spaces/admin/offer_step.html", context, status=status)


def too_late(request: HttpRequest, offer: RoomOffer) -> HttpResponse:
    """The offer as it is now, and that somebody was quicker."""
    state = offer.get_state_display()
    text = _("Somebody was quicker: this offer is now “%(state)s”. Nothing was sent.")
    messages.error(request, text % {"state": state})
    return draw(request, offer, status=409)


def where_next(offer: RoomOffer) -> str:
    """Back to the list; from a yes to the offer, which leads on to the new house."""
    if offer.venue_id:
        return reverse("offered_room", args=[offer.pk])
    return reverse("offered_rooms")


@for_desk
def photo(request: HttpRequest, pk: int) -> FileResponse:
    """The picture, from the private store."""
    offer = get_object_or_404(RoomOffer.objects.with_photo(), pk=pk)
    try:
        file = offer.photo.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(file, filename=f"{offer.pk}.jpg", content_type="image/jpeg")
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def addresses() -> list:
    """Below `/admin/`; for the menu of bookings."""
    return [
        path("offered-rooms/", index, name="offered_rooms"),
        path("offered-rooms/<int:pk>/", show, name="offered_room"),
        path("offered-rooms/<int:pk>/photo/", photo, name="offered_room_photo"),
        path("offered-rooms/<int:pk>/<str:step>/", take, name="offered_room_step"),
    ]
