"""Publishing an event takes its rooms; taking it back or cancelling gives them back."""

from functools import partial

from django.utils import timezone

from events.actions import telling
from events.actions.rooms import (
    announce,
    bump,
    free_rooms,
    hold,
    save_kept,
    take_rooms,
    taking_rooms,
)
from events.addresses import event_url
from events.choices import DateStatus, EventFormat, EventStatus
from events.clashes import clashes_of
from events.models import Event, EventPage, Occurrence, Signup
from events.models.events import NEEDED_TO_PUBLISH
from events.refusals import Problem, Refused, problem, refuse
from hub import mail, pagecache
from hub.jobs import for_each
from hub.models import User
from hub.transactions import whole

BEFORE = (EventStatus.DRAFT, EventStatus.SUGGESTED)
WHO_PUBLISHES = "Publishers"
NOT_PUBLISHED = "event_not_published"


def problems_of(event: Event, dates: list[Occurrence]) -> list[Problem]:
    """All that an event lacks to be published, each by its field; not its rooms."""
    found = [
        problem("english" if name.endswith("_en") else "danish", field=name)
        for name in NEEDED_TO_PUBLISH
        if not getattr(event, name)
    ]
    if not dates:
        found.append(problem("no_dates"))
    meets = EventFormat(event.format).has_room
    if meets and not all(date.space_id or date.place or date.street for date in dates):
        found.append(problem("no_place"))
    return found


@taking_rooms(lambda said: dates_of(said["event"]))
def publish(*, event: Event, by: User | None = None, seen: int | None = None) -> Event:
    """Let readers see an event, and take the rooms of all its dates; or do neither.

    Who suggested it hears of it. Raises Refused: `state`, `changed`, and all that
    `problems_of` says; RoomsTaken with each clash.
    """
    held = hold(event, seen=seen)
    event = held.event
    if event.status not in BEFORE:
        raise refuse("state")
    if missing := problems_of(event, held.dates):
        raise Refused(*missing)
    event.status = EventStatus.PUBLISHED
    take_rooms(held, held.dates, by=by)
    save_kept(held.dates)
    is_news = event.suggested_by_id and event.created_by and not event.published_at
    event.published_at, event.publish_at = timezone.now(), None
    bump(event, "status", "published_at", "publish_at")
    if is_news:
        user = event.created_by
        said = {"event": event, "address": event_url(event, user.language)}
        mail.tell_user("event_suggestion_published", user, **said)
    return event


def dates_of(event: Event) -> list[Occurrence]:
    """All dates of an event, as a question of `clashes_of`."""
    return list(event.occurrences.select_related("event", "space"))


@whole
def unpublish(
    *, event: Event, by: User | None = None, seen: int | None = None
) -> Event:
    """Make a draft of an event that nobody has signed up for; its rooms are free.

    Its stories are unpublished with it. Raises Refused: `state`, `signed_up`.
    """
    held = hold(event, has_guests=True, seen=seen)
    event = held.event
    if not event.is_published:
        raise refuse("state")
    seats = {date.seats_id for date in held.dates}
    if Signup.objects.active().filter(seats__in=seats).exists():
        raise refuse("signed_up")
    free_rooms(held.dates)
    for date in held.dates:
        announce(date)  # calendars that have seen it know the next time as newer
    Occurrence.objects.bulk_update(held.dates, ["sequence", "changed_at"])
    event.status = EventStatus.DRAFT
    bump(event, "status")
    told = EventPage.objects.filter(event=event)
    for page in told.live().order_by("pk"):
        if told.live().filter(pk=page.pk).exists():  # not gone with its Danish
            page.unpublish(user=by, log_action=True)
    return event


@whole
def cancel_event(
    *,
    event: Event,
    note_da: str = "",
    note_en: str = "",
    by: User | None = None,
    seen: int | None = None,
) -> Event:
    """Cancel all dates to come: rooms are free, guests hear of it, the page says so.

    Raises Refused: `state`.
    """
    held = hold(event, has_guests=True, seen=seen)
    event = held.event
    if not event.is_published:
        raise refuse("state")
    off = [
        date
        for date in held.dates
        if not date.is_over and date.status != DateStatus.CANCELLED
    ]
    free_rooms(off)
    for date in off:
        date.status = DateStatus.CANCELLED
        date.note_da, date.note_en = note_da, note_en
        announce(date)
    said = ["status", "note_da", "note_en", "sequence", "changed_at"]
    Occurrence.objects.bulk_update(off, said)
    event.status, event.cancelled_at = EventStatus.CANCELLED, timezone.now()
    event.note_da, event.note_en = note_da, note_en
    bump(event, "status", "cancelled_at", "note_da", "note_en")
    for date in off:
        telling.date_cancelled(date)
    return event


# The clock ----------------------------------------------------------------------------


def publish_due() -> None:
    """Publish the drafts whose time has come; of what cannot be, staff hear once."""
    for_each(list(Event.objects.due()), publish_or_tell)


def publish_or_tell(event: Event) -> None:
    """Publish a draft; or keep it one, forget its time, and mail who made it why."""
    try:
        publish(event=event, seen=event.version)
    except Refused as refused:
        if refused.code not in ("changed", "state", "gone"):  # somebody is at it
            give_up(event=event, refused=refused)


@whole
def give_up(*, event: Event, refused: Refused) -> None:
    """Keep a draft, forget when it was to be published, and say why not."""
    mine = Event.objects.filter(pk=event.pk, version=event.version)
    if not mine.update(publish_at=None, version=event.version + 1):
        return
    pagecache.renew()
    said = {"event": event, "why": partial(why_not, event, refused)}
    maker = event.created_by
    # Not to an organisation that suggested it: the reasons name others' bookings.
    if maker and maker.is_active and maker.has_perm("events.change_event"):
        mail.tell_user(NOT_PUBLISHED, maker, **said)
    else:
        mail.tell_roles(NOT_PUBLISHED, WHO_PUBLISHES, **said)


def why_not(event: Event, refused: Refused) -> dict:
    """What is missing and what stands in the way, in the language of a mail."""
    dates = dates_of(event)
    missing, clashes = problems_of(event, dates), clashes_of(dates)
    if not (missing or clashes):  # gone by now, but it was so
        missing = refused.problems
    return {"problems": list(map(_in_words, missing)), "clashes": clashes}


def _in_words(problem: Problem) -> str:
    """A problem with the name of its field."""
    if not problem.field:
        return problem.text
    name = Event._meta.get_field(problem.field).verbose_name
    return f"{name}: {problem.text}"
