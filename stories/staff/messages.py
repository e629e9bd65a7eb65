"""Messages to organisations in the admin: how many; the words for few.

What a reader writes to an organisation is between the two. Who looks after the
directory sees how many come; the words are for those with a right of their own, where
somebody complains.
"""

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub.desk import for_staff
from hub.models import Organisation
from stories.models import ProfileMessage

COUNT, READ = "stories.view_profilemessage", "stories.read_profilemessage"
LATELY = dt.timedelta(days=30)
ENTRY = (_("Messages"), "profile_messages", "comment", COUNT, None)


def addresses() -> list:
    """Below `/admin/`."""
    return [
        path("stories/messages/", counts, name="profile_messages"),
        path("stories/messages/<slug:slug>/", words, name="profile_messages_of"),
    ]


@for_staff(COUNT)
def counts(request: HttpRequest) -> HttpResponse:
    """How many messages each organisation got."""
    rows = ProfileMessage.objects.counted(timezone.now() - LATELY)
    context = {"rows": rows, "may_read": request.user.has_perm(READ)}
    return render(request, "stories/admin/messages.html", context)


@for_staff(READ)
def words(request: HttpRequest, slug: str) -> HttpResponse:
    """What was written to one organisation."""
    organisation = get_object_or_404(Organisation, slug=slug)
    context = {"organisation": organisation, "rows": organisation.messages.all()}
    return render(request, "stories/admin/messages_of.html", context)
