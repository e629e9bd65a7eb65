"""Who came; and so that an introduction was held, for those who may book from then on.

Presence is ticked once for each sign-up: in a course it says that somebody came to at
least one date.
"""

from django.db import transaction
from django.utils import timezone, translation

from events.choices import Presence
from events.models import Event, Occurrence, Signup
from events.refusals import refuse
from hub.accounts import account_for
from hub.models import User
from hub.transactions import whole
from spaces.models import Introduction


@whole
def tick(
    *, signup: Signup, occurrence: Occurrence, presence: Presence | str, by: User
) -> Signup:
    """Write down whether somebody came to a date; raises Refused.

    `Presence.UNKNOWN` takes the tick away. Who came to an introduction gets one, which
    is taken away again with the tick.
    """
    _refuse_other_days(occurrence)
    row = Signup.objects.select_for_update().at_the_door().filter(pk=signup.pk).first()
    if row is None or row.seats_id != occurrence.seats_id:
        raise refuse("state")
    return _write(row, occurrence, Presence(presence), by)


@whole
def tick_rest(*, occurrence: Occurrence, by: User) -> int:
    """Write down that all came who are not ticked yet, and say how many sign-ups."""
    _refuse_other_days(occurrence)
    rows = Signup.objects.select_for_update().at_the_door().order_by("pk")
    rows = rows.filter(seats=occurrence.seats_id, presence=Presence.UNKNOWN)
    return len([_write(row, occurrence, Presence.PRESENT, by) for row in rows])


def _refuse_other_days(occurrence: Occurrence) -> None:
    if occurrence.is_cancelled:
        raise refuse("cancelled")
    if timezone.localdate() < timezone.localdate(occurrence.starts_at):
        raise refuse("too_early")


def _write(row: Signup, occurrence: Occurrence, presence: Presence, by: User) -> Signup:
    row.presence = presence
    if presence == Presence.PRESENT:
        row.introduction = row.introduction or _introduce(row, occurrence, by)
    elif given := row.introduction:
        row.introduction = None
        given.delete()
    row.save(update_fields=["presence", "introduction"])
    return row


def _introduce(row: Signup, occurrence: Occurrence, by: User) -> Introduction | None:
    """The introduction that they got by coming; None where it is none, or not new.

    Only an address that its owner has shown to read leads to an account: what staff
    typed may have an error in it.
    """
    event: Event = occurrence.event
    is_one = event.introduces_space_id or event.introduces_kind
    if not is_one or not row.email or row.is_by_hand:
        return None
    with translation.override(row.language), transaction.atomic():
        user = account_for(row.email)
    shown = {"space": event.introduces_space, "kind": event.introduces_kind}
    there = Introduction.objects.filter(user=user, **shown)
    held_on = timezone.localdate(occurrence.starts_at)
    if there.filter(held_on__lte=held_on).exists():
        return None
    return Introduction.objects.create(user=user, held_on=held_on, held_by=by, **shown)
