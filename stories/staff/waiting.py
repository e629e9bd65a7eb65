"""First-page lists of local heroes: what waits for somebody of the staff."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.admin_url_finder import AdminURLFinder

from hub.first_page import Waiting, register_list
from hub.formatting import day
from stories import spam
from stories.actions import confirming
from stories.models import Nomination, ProfileRequest
from stories.staff import nominations, profiles


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


def profiles_to_answer(request: HttpRequest) -> list[Waiting]:
    """What is asked of the directory, the most urgent first."""
    if not request.user.has_perm(profiles.ANSWER):
        return []
    text = _("%(name)s, answer by %(day)s")
    return [
        Waiting(
            f"{asked.get_kind_display()}: {asked.about}",
            reverse("profile_request", args=[asked.pk]),
            text % {"name": asked.name or asked.email, "day": day(asked.answer_by)},
            asked.sent_at,
        )
        for asked in ProfileRequest.objects.waiting().select_related("organisation")
    ]


def profiles_of_nobody(request: HttpRequest) -> list[Waiting]:
    """Profiles that the yearly mail cannot reach: somebody must ring, or archive."""
    if not request.user.has_perm(profiles.ANSWER):
        return []
    finder = AdminURLFinder(request.user)
    rows = confirming.nobody_to_ask().order_by("last_confirmed_at", "pk")
    return [
        Waiting(str(row), finder.get_edit_url(row) or "", "", row.last_confirmed_at)
        for row in rows
    ]


def register() -> None:
    """Add them to the first page."""
    register_list(gettext_lazy("Nominations"), nominations_to_answer, order=22)
    register_list(
        gettext_lazy("Nominations held back as spam"), nominations_held_back, order=23
    )
    register_list(gettext_lazy("Profiles to answer"), profiles_to_answer, order=24)
    register_list(
        gettext_lazy("Profiles whose organisation nobody can write to"),
        profiles_of_nobody,
        order=34,
    )
