"""What is invoiced is ticked off once, and who ticked it stands in the log."""

from collections.abc import Iterable

from django.utils import timezone

from hub.models import User
from hub.transactions import whole
from spaces.actions.steps import write_down
from spaces.models import Booking
from spaces.states import Actor, Event


@whole
def tick_invoiced(*, bookings: Iterable[Booking], by: User) -> list[Booking]:
    """Tick bookings off as invoiced; gives those that nobody had ticked before."""
    return _set(bookings, None, timezone.now(), Event.BILL, by)


@whole
def untick_invoiced(*, booking: Booking, by: User) -> list[Booking]:
    """Take the tick of a booking back; gives nothing where there was none."""
    return _set([booking], booking.invoiced_at, None, Event.UNBILL, by)


def _set(bookings: Iterable[Booking], was, now, event: Event, by: User) -> list:
    """Change the tick where it is still as it was, and write it down."""
    changed = []
    for booking in sorted(bookings, key=lambda each: each.pk):
        row = Booking.objects.filter(pk=booking.pk, invoiced_at=was)
        if was != now and row.update(invoiced_at=now):
            booking.refresh_from_db()
            write_down(booking, event, was=booking.state, actor=Actor.STAFF, by=by)
            changed.append(booking)
    return changed
