"""A date that readers know has lost its room: whoever can find another hears of it.

Its booking is cancelled or moved, or somebody opened the room again: bookings know of
no events, so the clock looks. Once for each loss.
"""

from django.utils import timezone

from events.addresses import event_url
from events.models import Event, Occurrence
from hub import mail
from hub.jobs import for_each
from hub.transactions import whole

LOST = "event_room_lost"
WHO_PUBLISHES = "Publishers"


def tell_of_losses() -> None:
    """Tell of all dates without a room that nobody has heard of."""
    over = Occurrence.objects.with_loss_over()
    if over.exists():  # an idle worker writes nothing
        over.update(loss_told_at=None)
    dates = Occurrence.objects.with_loss_to_tell().order_by()
    events = Event.objects.filter(pk__in=dates.values("event")).order_by("pk")
    for_each(events, lambda event: tell_of_loss(event=event))


@whole
def tell_of_loss(*, event: Event) -> int:
    """Mail which dates of an event have lost their room, once; says how many.

    Publishers hear, who alone change what readers see; so does who wrote the event, and
    who suggested it.
    """
    event = Event.objects.select_for_update(no_key=True).get(pk=event.pk)
    dates = Occurrence.objects.with_loss_to_tell().for_desk().filter(event=event)
    dates = list(dates.order_by("starts_at", "pk"))
    if not dates:
        return 0
    keys = [date.pk for date in dates]
    Occurrence.objects.filter(pk__in=keys).update(loss_told_at=timezone.now())
    hosts = ", ".join(map(str, event.hosts.all()))
    said = {"event": event, "dates": dates, "hosts": hosts}
    maker = event.created_by
    is_editor = maker and maker.has_perm("events.change_event")
    also = [maker] if is_editor else []
    mail.tell_roles(LOST, WHO_PUBLISHES, also=also, is_ours=True, **said)
    if maker and maker.is_active and not is_editor:
        address = event_url(event, maker.language)
        mail.tell_user(LOST, maker, address=address, **said)
    return len(dates)
