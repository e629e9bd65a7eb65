"""What an address says where a story was taken down."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from stories.models.taken_down import TakenDown


def say_it_is_taken_down(request: HttpRequest) -> HttpResponse:
    """410, with a kind sentence and the way to the other stories.

    The switch of languages leads to where the same story stood.
    """
    gone = TakenDown.objects.at(request.path).get()
    paths = TakenDown.objects.of(gone.story).values_list("path", flat=True)
    request.told_at = {path.split("/")[1]: path for path in paths}
    return render(request, "stories/taken_down.html", status=410)
