"""What is said when something broke: in the reader's language, no database needed."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.cache import add_never_cache_headers

from hub.views import language_wanted

RETRY_AFTER = 60  # seconds
SQLITE_ERROR = 1  # the statement is wrong: a mistake of ours, not a busy moment


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 while the database does not answer.

    Django calls it while it handles the exception, wherever that was raised.
    """
    if is_away(sys.exc_info()[1]):
        response = _draw(request, "503.html", 503)
        response.headers["Retry-After"] = str(RETRY_AFTER)
        return response
    return _draw(request, "500.html", 500)


def is_away(error: BaseException | None) -> bool:
    """Whether the error says that the database is gone, busy, full or locked."""
    code = getattr(error.__cause__, "sqlite_errorcode", None) if error else None
    is_ours = code is not None and code & 0xFF == SQLITE_ERROR
    return isinstance(error, OperationalError | InterfaceError) and not is_ours


def bad_request(request: HttpRequest, exception=None) -> HttpResponse:
    """400: a host that is not ours, or more than we read."""
    return _draw(request, "400.html", 400)


def permission_denied(request: HttpRequest, exception=None) -> HttpResponse:
    """403: there, but not for this reader."""
    return _draw(request, "403.html", 403)


def form_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form without its token: too old, or the browser takes no cookies."""
    return _draw(request, "403_form.html", 403)


def _draw(request: HttpRequest, template: str, status: int) -> HttpResponse:
    with translation.override(language_wanted(request)):
        response = HttpResponse(render_to_string(template), status=status)
    add_never_cache_headers(response)
    return response
