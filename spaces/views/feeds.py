"""Calendar files: one booking, and a person's private feed by a secret address."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from hub.calendars import CONTENT_TYPE
from spaces import actions
from spaces.calendars import FILE_NAME, calendar_of, feed_of
from spaces.models import Booking, CalendarToken


@never_cache
@require_safe
@login_required(login_url="sign_in")
def booking_ics(request: HttpRequest, reference: str) -> HttpResponse:
    """One booking as a file for a calendar."""
    own = Booking.objects.visible_to(request.user).for_lists()
    booking = get_object_or_404(own, reference=reference)
    return HttpResponse(
        calendar_of([booking], language=request.LANGUAGE_CODE),
        content_type=CONTENT_TYPE,
        headers={"Content-Disposition": f'attachment; filename="{FILE_NAME}"'},
    )


@never_cache
@require_safe
def bookings_feed(request: HttpRequest, token: str) -> HttpResponse:
    """What a calendar program reads again and again; who has the address may read."""
    found = get_object_or_404(CalendarToken.objects.in_use(), token=token)
    return HttpResponse(feed_of(found.user), content_type=CONTENT_TYPE)


@require_POST
@login_required(login_url="sign_in")
def renew_feed(request: HttpRequest) -> HttpResponse:
    """Make the address of the feed, or a new one: the old one is dead."""
    actions.renew_feed(user=request.user)
    return HttpResponseRedirect(reverse("my_bookings") + "#calendar")
