"""The language of a request, from its address; else from the browser."""

from django.http import HttpRequest, HttpResponse
from django.middleware.locale import LocaleMiddleware
from django.utils.translation import get_language


class AddressLocaleMiddleware(LocaleMiddleware):
    """Leads `/om` on to `/da/om`, but leaves the 404 of a view where it is.

    Django would lead each of them on: to a second 404, below another address.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponse
    ) -> HttpResponse:
        """Lead on where no view was found only."""
        if response.status_code == 404 and request.resolver_match:
            response.headers.setdefault("Content-Language", get_language())
            return response
        return super().process_response(request, response)
