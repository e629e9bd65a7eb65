"""Mails that the outbox gave up: managers try them again or forget them."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from hub.models import OutgoingMail

RIGHT = "hub.change_user"


def for_managers(view: Callable) -> Callable:
    """Refuse who does not look after the accounts."""

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not request.user.has_perm(RIGHT):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@for_managers
def index(request: HttpRequest) -> HttpResponse:
    """Each with its receiver and why, never with its text."""
    mails = OutgoingMail.objects.given_up().order_by("given_up_at")
    return render(request, "hub/admin/unsent_mails.html", {"mails": mails})


@require_POST
@for_managers
def try_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a mail back in the queue; one whose words were cleared stays."""
    mail = get_object_or_404(OutgoingMail.objects.repeatable(), pk=pk)
    OutgoingMail.objects.filter(pk=mail.pk).try_again()
    messages.success(request, _("The mail to %(to)s is tried again.") % {"to": mail.to})
    return HttpResponseRedirect(reverse("unsent_mails"))


@require_POST
@for_managers
def forget(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a mail for good."""
    mail = get_object_or_404(OutgoingMail.objects.given_up(), pk=pk)
    mail.delete()
    messages.success(request, _("The mail to %(to)s is forgotten.") % {"to": mail.to})
    return HttpResponseRedirect(reverse("unsent_mails"))


def addresses() -> list:
    """Below `/admin/`; for `register_admin_urls`."""
    return [
        path("unsent-mails/", index, name="unsent_mails"),
        path("unsent-mails/<int:pk>/again/", try_again, name="unsent_mails_again"),
        path("unsent-mails/<int:pk>/forget/", forget, name="unsent_mails_forget"),
    ]
