"""`/mail/`: the outbox to read on a machine of one's own; with DEBUG only."""

import base64
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from hub.mail import message_of
from hub.models import OutgoingMail

SHOWN = 100
# A mail's own styles work; its scripts, pictures and forms do not.
CSP = "default-src 'none'; style-src 'unsafe-inline'; sandbox allow-popups"


def with_debug_only(view: Callable) -> Callable:
    """404 on a live site: only their receivers read mails."""

    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not settings.DEBUG:
            raise Http404
        return view(request, *args, **kwargs)

    return require_safe(never_cache(guarded))


@with_debug_only
def index(request: HttpRequest) -> HttpResponse:
    """The newest mails first."""
    mails = OutgoingMail.objects.order_by("-created_at", "-pk")[:SHOWN]
    return render(request, "hub/mailbox.html", {"mails": mails})


@with_debug_only
def mail(request: HttpRequest, pk: int) -> HttpResponse:
    """One mail: its words, its look, its headers, its files."""
    found = get_object_or_404(OutgoingMail, pk=pk)
    names = [name for name, _content, _type in found.attachments]
    context = {"mail": found, "files": names, "headers": headers_of(found)}
    return render(request, "hub/mailbox_mail.html", context)


@with_debug_only
@xframe_options_sameorigin
def html(request: HttpRequest, pk: int) -> HttpResponse:
    """The HTML of a mail, for a frame that runs nothing."""
    found = get_object_or_404(OutgoingMail, pk=pk)
    response = HttpResponse(found.html)
    response.headers["Content-Security-Policy"] = CSP
    return response


@with_debug_only
def attachment(request: HttpRequest, pk: int, place: int) -> HttpResponse:
    """A file of a mail, to save."""
    found = get_object_or_404(OutgoingMail, pk=pk)
    if place >= len(found.attachments):
        raise Http404
    name, content, mimetype = found.attachments[place]
    file = base64.b64decode(content)
    disposition = content_disposition_header(as_attachment=True, filename=name)
    headers = {"Content-Disposition": disposition}
    return HttpResponse(file, content_type=mimetype, headers=headers)


def headers_of(found: OutgoingMail) -> list[tuple[str, str]]:
    """The headers as they leave the house."""
    return list(message_of(found).message().items())
