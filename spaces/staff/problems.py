"""What was wrong in rooms, and that somebody has seen to it."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from spaces import actions
from spaces.models import Problem
from spaces.staff.desk import for_staff, page
from spaces.staff.words import who

MOST_HANDLED = 20


@for_staff()
def problems(request: HttpRequest) -> HttpResponse:
    """Those that wait, the oldest first, then the last that were seen to."""
    theirs = Problem.objects.looked_after_by(request.user).for_lists()
    handled = theirs.exclude(handled_at=None).order_by("-handled_at")[:MOST_HANDLED]
    return page(
        request,
        "problems",
        _("Problems in rooms"),
        icon="warning",
        waiting=[(each, who(each.booking)) for each in theirs.waiting()],
        handled=handled,
    )


@for_staff()
@require_POST
def handle(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down that it is seen to."""
    theirs = Problem.objects.looked_after_by(request.user)
    problem = get_object_or_404(theirs, pk=pk)
    if actions.handle_problem(problem=problem):
        messages.success(request, _("Written down: it is seen to."))
    else:
        messages.success(request, _("Somebody has seen to it already."))
    return HttpResponseRedirect(reverse("staff_problems"))
