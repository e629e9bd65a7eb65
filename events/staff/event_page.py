"""One event on the desk: where it stands, what can be done, its dates and rooms."""

from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events import actions
from events.addresses import stories_of, told_at
from events.choices import DateStatus, EventStatus, SignUpWay
from events.models import Event, Occurrence
from events.staff.clashes import clashes_by_date
from events.staff.desk import ADD, PUBLISH, SEE, WRITE, event_or_404, for_staff, page
from events.staff.missing import missing_in
from events.staff.words import place_of, room_of, taken_of
from hub.bilingual import SOURCE
from hub.choices import Language
from hub.formatting import clock, day
from hub.waiting import edit_url
from spaces.staff.words import when

SEE_GUESTS = "events.see_guests"


@for_staff(SEE)
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of one event."""
    event = event_or_404(pk)
    may = rights_of(request, event)
    dates = list(event.occurrences.for_desk())
    for date in dates:
        date.event = event
    missing = missing_in(event, dates) if not event.is_shown else []
    rows = rows_of(event, dates, may)
    context = {
        "event": event,
        "may": may,
        "missing": missing,
        "rows": rows,
        "roomless": sum(1 for row in rows if row["clash"]),
        "state": state_in_words(event),
        "addresses": addresses_of(event) if event.is_shown else [],
        "story": story_of(event),
        "is_suggested": event.status == EventStatus.SUGGESTED,
        "is_draft": event.status == EventStatus.DRAFT,
        "facts": facts_of(event),
        "subheading": event.get_kind_display(),
    }
    return page(request, "event", str(event.title), **context)


def rights_of(request: HttpRequest, event: Event) -> dict[str, bool]:
    """What this person may do with the event as it stands."""
    may = request.user.has_perm
    is_open = event.status in {EventStatus.DRAFT, EventStatus.PUBLISHED}
    return {
        "write": may(WRITE) and not event.is_cancelled,
        "plan": is_open and may(PUBLISH if event.is_published else WRITE),
        "publish": may(PUBLISH),
        "answer": may(PUBLISH),
        "add": may(ADD),
        "see_guests": may(SEE_GUESTS),
    }


def rows_of(event: Event, dates: list[Occurrence], may: dict) -> list[dict]:
    """Each date with its place, its room, its places, and what is in the way."""
    clashes = clashes_by_date(event, dates)
    outside = {date.pk for date in actions.outside_hours(dates)}
    return [
        {
            "date": date,
            "is_outside_hours": date.pk in outside,
            "when": when(date.starts_at, date.ends_at),
            "place": place_of(date, event),
            "room": room_of(date, event),
            "clash": clashes.get(date.pk),
            "taken": taken_of(date, event),
            "label": ""
            if date.status == DateStatus.SCHEDULED
            else date.get_status_display(),
            "guests": guests_url(date) if may["see_guests"] and event.is_shown else "",
        }
        for date in dates
    ]


def guests_url(date: Occurrence) -> str:
    """The list of guests of a date."""
    try:
        return reverse("event_guests", args=[date.pk])
    except NoReverseMatch:
        return ""


def state_in_words(event: Event) -> str:
    """Where the event stands, in a sentence."""
    if event.is_published and event.published_at:
        words = {"when": day(event.published_at)}
        return _("Published since %(when)s: readers see it.") % words
    if event.is_cancelled:
        return _("Cancelled. Its page stays and says so.")
    if event.status == EventStatus.SUGGESTED:
        words = {"who": event.suggested_by or _("An organisation")}
        return _("%(who)s suggested it. Readers do not see it.") % words
    if event.publish_at:
        words = {"day": day(event.publish_at), "clock": clock(event.publish_at)}
        return _("Draft. It is published on %(day)s, %(clock)s.") % words
    return _("Draft. Readers do not see it.")


def addresses_of(event: Event) -> list[tuple[str, str]]:
    """Each language's name and the address that tells of the event in it."""
    found = told_at(event, stories_of(event))
    names = dict(Language.choices)
    return [(names[code], url) for code, url in found.items()]


def story_of(event: Event) -> dict:
    """The Danish page that tells the story: where it is edited, whether it is out."""
    story = event.pages.filter(locale__language_code=SOURCE).first()
    if story is None:
        return {}
    return {"url": edit_url(story), "is_live": story.live, "pk": story.pk}


def facts_of(event: Event) -> list[tuple[str, str]]:
    """What the event says of itself, by its name, as the page shows it."""
    sign_up = event.get_sign_up_display()
    if event.is_course:
        sign_up += f" ({_('one sign-up for all dates')})"
    hours = event.reminder_hours if event.sign_up == SignUpWay.HERE else 0
    reminder = ngettext("%(n)s hour before", "%(n)s hours before", hours)
    return [
        (_("In English"), event.title_en or _("No English title yet")),
        (_("In one line"), event.summary_da),
        (_("Format"), event.get_format_display()),
        (_("Held in"), event.speaks),
        (_("Sign-up"), sign_up),
        (_("Reminder"), reminder % {"n": hours} if hours else ""),
        (_("Price"), _("Free") if event.is_free else event.price_da),
        (_("Whom one asks"), str(event.contact or "")),
        (_("Written by"), str(event.created_by or "")),
    ]
