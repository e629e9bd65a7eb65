"""What an address says where a story was taken down."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def say_it_is_taken_down(request: HttpRequest) -> HttpResponse:
    """410, with a kind sentence and the way to the other stories."""
    return render(request, "stories/taken_down.html", status=410)
