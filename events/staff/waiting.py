"""What the admin's first page says about events: a button, and what waits."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.models import Event, Occurrence
from events.staff.desk import ADD, PUBLISH, WRITE
from events.staff.words import place_of, taken_of
from hub.first_page import Button, Waiting, register_button, register_list
from hub.waiting import writes_english
from spaces.staff.words import when


def make_event(request: HttpRequest) -> Button | None:
    """A new draft, for those who write events."""
    if not request.user.has_perm(ADD):
        return None
    text = _("Say what it is, pick the room, publish")
    return Button(_("Make an event"), text, reverse("event_new"), "date")


def dates_without_room(request: HttpRequest) -> list[Waiting]:
    """Dates of published events that nothing keeps a room for."""
    if not request.user.has_perm(PUBLISH):
        return []
    return [
        Waiting(
            f"{date.event.title}, {when(date.starts_at, date.ends_at)}",
            reverse("event_date", args=[date.pk]),
            place_of(date, date.event),
            date.changed_at,
        )
        for date in Occurrence.objects.without_room().for_desk()
    ]


def nearly_full(request: HttpRequest) -> list[Waiting]:
    """Coming dates where nine places of ten are taken."""
    if not request.user.has_perm(WRITE):
        return []
    rows = Occurrence.objects.held().coming().nearly_full().select_related(
        "event", "seats"
    )  # fmt: skip
    text = _("%(taken)s places taken")
    return [
        Waiting(
            f"{date.event.title}, {when(date.starts_at, date.ends_at)}",
            reverse("event_desk", args=[date.event_id]),
            text % {"taken": taken_of(date, date.event)},
            None,
        )
        for date in rows
    ]


def drafts_to_publish(request: HttpRequest) -> list[Waiting]:
    """Drafts that wait for a publisher, the oldest first.

    What lacks English stands in the list of that, for those who see it.
    """
    if not request.user.has_perm(PUBLISH):
        return []
    rows = Event.objects.drafts().unscheduled().select_related("created_by")
    if sees_what_lacks_english(request):
        rows = rows.with_english()
    return [
        Waiting(
            str(event.title),
            reverse("event_desk", args=[event.pk]),
            str(event.created_by or ""),
            event.created_at,
        )
        for event in rows.order_by("created_at", "pk")
    ]


def sees_what_lacks_english(request: HttpRequest) -> bool:
    """Whether drafts without English wait for the user."""
    return request.user.has_perm(WRITE) and writes_english(request)


def drafts_without_english(request: HttpRequest) -> list[Waiting]:
    """Drafts whose English title or line nobody has written."""
    if not sees_what_lacks_english(request):
        return []
    rows = Event.objects.drafts().without_english().select_related("created_by")
    return [
        Waiting(
            str(event.title),
            f"{reverse('event_facts', args=[event.pk])}#id_title_en",
            str(event.created_by or ""),
            event.created_at,
        )
        for event in rows.order_by("created_at", "pk")
    ]


def suggestions(request: HttpRequest) -> list[Waiting]:
    """What organisations suggested and nobody has answered."""
    if not request.user.has_perm(PUBLISH):
        return []
    rows = Event.objects.suggested().select_related("suggested_by")
    return [
        Waiting(
            str(event.title),
            reverse("event_desk", args=[event.pk]),
            str(event.suggested_by or ""),
            event.created_at,
        )
        for event in rows
    ]


def register() -> None:
    """Add to the first page."""
    register_button(make_event, order=11)
    for heading, find, order in (
        (gettext_lazy("Dates without a room"), dates_without_room, 8),
        (gettext_lazy("Suggested events"), suggestions, 9),
        (gettext_lazy("Event drafts"), drafts_to_publish, 15),
        (gettext_lazy("Event drafts without English"), drafts_without_english, 16),
        (gettext_lazy("Nearly full"), nearly_full, 36),
    ):
        register_list(heading, find, order=order)
