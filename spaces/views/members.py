"""People who ask to join an organisation of mine: yes or no."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hub.models import Membership
from spaces import actions
from spaces.refusals import Refused

Role = Membership.Role


@require_POST
@login_required(login_url="sign_in")
def answer_asker(request: HttpRequest, pk: int) -> HttpResponse:
    """Take in or refuse somebody who asked; what is not mine to answer is 404."""
    asker = actions.asking(request.user).filter(pk=pk).first()
    if asker is None and Membership.objects.filter(pk=pk, role=Role.ASKED).exists():
        raise Http404
    if asker is not None:
        _answer(request, asker, is_yes=request.POST.get("answer") == "yes")
    return HttpResponseRedirect(reverse("my_bookings"))  # a double click too


def _answer(request: HttpRequest, asker: Membership, *, is_yes: bool) -> None:
    act = actions.accept if is_yes else actions.refuse_member
    try:
        act(membership=asker, by=request.user)
    except Refused as refused:
        messages.warning(request, refused.problems[0].text)
        return
    said = (
        _("%(name)s now belongs to %(organisation)s.")
        if is_yes
        else _("%(name)s was told no.")
    )
    words = {"name": asker.user, "organisation": asker.organisation}
    messages.success(request, said % words)
