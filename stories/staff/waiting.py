"""First-page lists of local heroes: what waits for somebody of the staff."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.first_page import Waiting, register_list
from hub.formatting import day
from stories import spam
from stories.models import Nomination
from stories.staff import nominations


def nominations_to_answer(request: HttpRequest) -> list[Waiting]:
    """Nominations where the hub must do something, the most urgent first."""
    if not request.user.has_perm(nominations.RIGHT):
        return []
    text = _("%(state)s; next step by %(day)s")
    return [
        Waiting(
            each.nominee,
            reverse("nomination", args=[each.pk]),
            text % {"state": each.get_state_display(), "day": day(each.answer_by)},
            each.sent_at,
        )
        for each in Nomination.objects.waiting()
    ]


def nominations_held_back(request: HttpRequest) -> list[Waiting]:
    """What looks like spam and nobody has looked at: a person may be among them."""
    if not request.user.has_perm(nominations.RIGHT):
        return []
    return [
        Waiting(
            each.nominee,
            reverse("nomination", args=[each.pk]),
            spam.in_words(each.reason),
            each.sent_at,
        )
        for each in Nomination.objects.unlooked()
    ]


def register() -> None:
    """Add them to the first page."""
    register_list(gettext_lazy("Nominations"), nominations_to_answer, order=22)
    register_list(
        gettext_lazy("Nominations held back as spam"), nominations_held_back, order=23
    )
