"""Many dates at once: the rule, then all its dates with their rooms, then make them."""

import datetime as dt

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages

from events import actions
from events.actions import When
from events.models import Event, Occurrence
from events.refusals import Refused, RoomsTaken
from events.staff.clashes import with_buttons
from events.staff.date_forms import RepeatForm
from events.staff.dates import back_to, heard_of_new, refuse_others
from events.staff.desk import WRITE, event_or_404, for_staff, page, say
from events.staff.words import as_value, from_value
from hub.wall_time import local_day
from spaces.staff.words import when

Moved = dict[dt.date, tuple[dt.datetime, dt.datetime]]


@for_staff(WRITE)
def repeat(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask how it repeats, show all dates with their rooms, and make them."""
    event = event_or_404(pk)
    if gone := refuse_others(request, event):
        return gone
    last = event.occurrences.select_related("space", "seats").last()
    has_places = event.is_course and last is not None
    form = RepeatForm(request.POST or None, event=event, has_places=has_places)
    if last and not form.is_bound:
        form.begin_with(When.of(last)._replace(booking=None))
        form.begin_with_places(actions.Places.of(last.seats))
        form.begin_with_rule(event.rule)
    if not (form.is_bound and form.is_valid()):
        return ask(request, form, event)
    moved = {} if "look" in request.POST else moved_in(request.POST)
    if "sure" not in request.POST:
        return ask(request, form, event, preview=preview_of(event, form, moved))
    said = {"rule": form.rule, "when": form.when, "instead": moved, "by": request.user}
    said["places"] = form.seats or actions.Places.of(last.seats)
    try:
        made = actions.plan(event=event, **said)
    except RoomsTaken:
        preview = preview_of(event, form, moved)
        return ask(request, form, event, status=409, preview=preview)
    except Refused as refused:
        say(form, refused)
        return ask(request, form, event)
    words = ngettext("%(n)s date is made.", "%(n)s dates are made.", len(made))
    messages.success(request, words % {"n": len(made)})
    return back_to(event)


def moved_in(sent: QueryDict) -> Moved:
    """The days of the rule that were given another time, by one press each."""
    found: Moved = {}
    for value in [*sent.getlist("moved"), sent.get("instead", "")]:
        day, _bar, time = value.partition("|")
        if time := from_value(time):
            try:
                found[dt.date.fromisoformat(day)] = time
            except ValueError:
                continue
    return found


def ask(request, form, event: Event, *, status: int = 0, preview=None) -> HttpResponse:
    """The page: the form, and above it all dates where there are some to show."""
    status = status or (422 if form.errors else 200)
    context = {"event": event, "form": form, "subheading": str(event.title)}
    if preview:
        context |= {"rows": preview, "rule": str(form.rule)} | heard_of_new(event)
        context["clashing"] = sum(1 for row in preview if row["clash"])
    return page(request, "repeat", _("Repeat"), status=status, **context)


def preview_of(event: Event, form: RepeatForm, moved: Moved) -> list[dict]:
    """Each date of the rule as it would be, and what has its room."""
    times = [
        (each.day, *moved.get(each.day, (each.start, each.end)))
        for each in form.moments
    ]
    whens = [form.when._replace(start=start, end=end) for _day, start, end in times]
    dates = actions.wanted_dates(event, whens)
    clashes = with_buttons(actions.clashes_of(dates))
    taken = {id(clash["date"]): clash for clash in clashes}
    return [
        row_of(day, date, taken.get(id(date)), is_moved=day in moved)
        for (day, _start, _end), date in zip(times, dates, strict=True)
    ]


def row_of(
    day: dt.date, date: Occurrence, clash: dict | None, *, is_moved: bool
) -> dict:
    """A date of the rule for the page, with its buttons."""
    start, end = date.starts_at, date.ends_at
    is_far = local_day(start).year != timezone.localdate().year
    return {
        "when": when(start, end),
        "year": local_day(start).year if is_far else "",
        "kept": f"{day}|{as_value(start, end)}" if is_moved else "",
        "is_moved": is_moved,
        "has_room": bool(date.space_id),
        "clash": clash,
        "buttons": [
            button._replace(value=f"{day}|{button.value}")
            for button in (clash["buttons"] if clash else [])
        ],
    }
