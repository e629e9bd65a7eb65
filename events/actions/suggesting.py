"""Drafts that begin with something: another event, or an organisation's booking."""

from events.actions.rooms import hold
from events.choices import EventKind, EventStatus, SignUpWay
from events.models import Event, Occurrence, Seats
from events.refusals import refuse
from hub import mail
from hub.choices import Language
from hub.models import User
from hub.slugs import save_at_free_slug
from hub.transactions import whole
from spaces.actions.steps import read_again
from spaces.models import Booking

NAMELESS = "arrangement"
# What a copy does not take over: it is another event, of which nobody knows yet.
OWN = {
    "id", "slug", "rule", "status", "version", "publish_at", "published_at",
    "cancelled_at", "note_da", "note_en", "suggested_by", "created_by", "created_at",
    "changed_at", "opens_at",
}  # fmt: skip


@whole
def duplicate(*, event: Event, by: User | None = None) -> Event:
    """Make a draft with all the facts of an event, and no dates."""
    fields = [field for field in Event._meta.concrete_fields if field.name not in OWN]
    copy = Event(
        **{field.attname: getattr(event, field.attname) for field in fields},
        created_by=by,
    )
    save_at_free_slug(copy, event.title_da, NAMELESS)
    for field in Event._meta.many_to_many:
        getattr(copy, field.name).set(getattr(event, field.name).all())
    return copy


@whole
def suggest(
    *, booking: Booking, title: str, summary: str, language: str, by: User
) -> Event:
    """Suggest a public event at a time that an organisation has booked.

    The booking keeps the room: nothing else is taken for it. `language` is that of the
    words. Publishers hear of it, and who suggested it gets a receipt.
    Raises Refused: `not_confirmed`, `no_organisation`, `suggested`.
    """
    booking = read_again(booking)
    if not booking.is_confirmed or booking.has_begun:
        raise refuse("not_confirmed")
    if booking.organisation is None:
        raise refuse("no_organisation")
    others = Event.objects.filter(occurrences__booking=booking)
    if others.exclude(status=EventStatus.DECLINED).exists():
        raise refuse("suggested")
    event = Event(
        **{f"title_{language}": title, f"summary_{language}": summary},
        kind=EventKind.OPEN_HOUSE,
        sign_up=SignUpWay.NONE,
        languages=language,
        status=EventStatus.SUGGESTED,
        suggested_by=booking.organisation,
        created_by=by,
        is_example=booking.is_example,
    )
    save_at_free_slug(event, title, NAMELESS)
    event.hosts.set([booking.organisation])
    Occurrence.objects.create(
        event=event,
        starts_at=booking.starts_at,
        ends_at=booking.ends_at,
        space=booking.space,
        booking=booking,
        seats=Seats.objects.create(),
    )
    said = {"event": event, "booking": booking}
    mail.tell_roles("event_suggested", "Publishers", **said)
    mail.tell_user("event_suggestion_received", by, **said)
    return event


@whole
def decline_suggestion(*, event: Event, reason: str, by: User | None = None) -> Event:
    """Say no to a suggestion, and say why to who made it. Raises Refused: `state`.

    The row stays, so that the organisation sees the answer beside its booking.
    """
    event = hold(event).event
    if event.status != EventStatus.SUGGESTED:
        raise refuse("state")
    maker = event.created_by
    language = maker.language if maker else Language.DANISH
    event.status, event.version = EventStatus.DECLINED, event.version + 1
    # Kept in the one language that it was written in.
    event.note_da, event.note_en = (reason, "") if language == "da" else ("", reason)
    event.save()
    if maker:
        said = {"event": event, "reason": reason, "title": title_in_either(event)}
        mail.tell_user("event_suggestion_declined", maker, **said)
    return event


def title_in_either(event: Event) -> str:
    """The title in the language that it was suggested in."""
    return event.title_da or event.title_en
