"""People who ask to join an organisation of mine: yes or no."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spaces import actions
from spaces.refusals import Refused


@require_POST
@login_required(login_url="sign_in")
def answer_asker(request: HttpRequest, pk: int) -> HttpResponse:
    """Take in or refuse somebody who asked; what is not mine to answer is 404."""
    asker = get_object_or_404(actions.asking(request.user), pk=pk)
    is_yes = request.POST.get("answer") == "yes"
    act = actions.accept if is_yes else actions.refuse_member
    try:
        act(membership=asker, by=request.user)
    except Refused as refused:
        messages.warning(request, refused.problems[0].text)
    else:
        words = {"name": asker.user, "organisation": asker.organisation}
        said = (
            _("%(name)s now belongs to %(organisation)s.")
            if is_yes
            else _("%(name)s was told no.")
        )
        messages.success(request, said % words)
    return HttpResponseRedirect(reverse("my_bookings"))
