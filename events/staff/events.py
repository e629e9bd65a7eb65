"""The events as staff find them: what comes, drafts, suggestions and what has been."""

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from events.choices import EventKind, EventStatus
from events.models import Event, Occurrence
from events.models.events import EventQuerySet
from events.staff.desk import ADD, SEE, for_staff, page
from events.staff.words import place_of, room_of, taken_of
from hub.forms import DeskForm
from spaces.staff.words import when

A_PAGE = 50


class SearchForm(DeskForm):
    """What is looked for; every field may be empty."""

    q = forms.CharField(
        label=gettext_lazy("Words of the title"), required=False, max_length=100
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"),
        choices=[("", gettext_lazy("All kinds")), *EventKind.choices],
        required=False,
    )
    status = forms.ChoiceField(
        label=gettext_lazy("Status"),
        choices=[
            ("", gettext_lazy("All")),
            (EventStatus.PUBLISHED, EventStatus.PUBLISHED.label),
            (EventStatus.CANCELLED, EventStatus.CANCELLED.label),
        ],
        required=False,
    )

    def narrow(self, rows: EventQuerySet) -> EventQuerySet:
        """The events that fit; none where a field is wrong."""
        if not self.is_valid():
            return rows.none()
        return rows.found_by(self.cleaned_data["q"]).of_kind(
            kind=self.cleaned_data["kind"], status=self.cleaned_data.get("status", "")
        )


def drafts() -> EventQuerySet:
    """What is being written, with the next date."""
    return Event.objects.drafts().with_next_date()


def suggestions() -> EventQuerySet:
    """What organisations suggested, with the next date."""
    return Event.objects.suggested().with_next_date()


LISTS = {
    "events_desk": (gettext_lazy("Coming"), Event.objects.coming),
    "event_drafts": (gettext_lazy("Drafts"), drafts),
    "event_suggestions": (gettext_lazy("Suggestions"), suggestions),
    "events_past": (gettext_lazy("Past"), Event.objects.past),
}


def tabs(shown: str) -> list[tuple]:
    """Label, address and number of each list, and whether it is the one shown."""
    numbers = Event.objects.numbers()
    counted = {"event_drafts": "draft", "event_suggestions": "suggested"}
    return [
        (label, reverse(name), numbers.get(counted.get(name)), name == shown)
        for name, (label, _rows) in LISTS.items()
    ]


def draw(request: HttpRequest, name: str) -> HttpResponse:
    """One of the four lists."""
    heading, rows = LISTS[name]
    form = SearchForm(request.GET)
    if name in {"event_drafts", "event_suggestions"}:
        del form.fields["status"]
    found = Paginator(form.narrow(rows()), A_PAGE)
    shown = found.get_page(request.GET.get("page"))
    kept = request.GET.copy()
    kept.pop("page", None)
    number = ngettext("%(n)s event", "%(n)s events", found.count)
    context = {
        "tabs": tabs(name),
        "list": name,
        "form": form,
        "rows": rows_of(list(shown)),
        "shown": shown,
        "kept": kept.urlencode(),
        "subheading": f"{heading}: {number % {'n': found.count}}",
        "may_add": request.user.has_perm(ADD),
    }
    return page(request, "events", _("Events"), **context)


def rows_of(events: list[Event]) -> list[dict]:
    """Each event with its next date, place, room and places: one query for all."""
    keys = [event.next_pk for event in events if event.next_pk]
    dates = Occurrence.objects.for_desk().in_bulk(keys)
    return [
        {
            "event": event,
            "date": date,
            "when": when(date.starts_at, date.ends_at) if date else "",
            "place": place_of(date, event) if date else "",
            "room": room_of(date, event) if date else None,
            "taken": taken_of(date, event) if date else "",
        }
        for event in events
        for date in [dates.get(event.next_pk)]
    ]


@for_staff(SEE)
def coming(request: HttpRequest) -> HttpResponse:
    """What readers see and is not over, the next first."""
    return draw(request, "events_desk")


@for_staff(SEE)
def in_writing(request: HttpRequest) -> HttpResponse:
    """Drafts, the newest first."""
    return draw(request, "event_drafts")


@for_staff(SEE)
def suggested(request: HttpRequest) -> HttpResponse:
    """What organisations suggested, the oldest first."""
    return draw(request, "event_suggestions")


@for_staff(SEE)
def past(request: HttpRequest) -> HttpResponse:
    """What has been, the last first."""
    return draw(request, "events_past")


@for_staff(SEE)
def without_room(request: HttpRequest) -> HttpResponse:
    """Dates of published events that nothing keeps a room for."""
    dates = list(Occurrence.objects.without_room().for_desk())
    rows = [
        (date, when(date.starts_at, date.ends_at), place_of(date, date.event))
        for date in dates
    ]
    heading = _("Dates without a room")
    return page(request, "without_room", heading, icon="warning", rows=rows)
