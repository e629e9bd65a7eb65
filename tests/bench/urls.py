"""The hub's addresses and a view that does nothing, to measure against."""

from django.http import HttpResponse
from django.urls import path

from hub import urls
from hub.urls import handler404, handler500

__all__ = ["handler404", "handler500", "urlpatterns"]


def bare(request):
    """The least that Django can answer, behind the same middleware."""
    return HttpResponse("Hello")


urlpatterns = [path("bare/", bare), *urls.urlpatterns]
