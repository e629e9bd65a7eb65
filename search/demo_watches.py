"""Somebody in the demo who waits for a kitchen."""

from django.http import QueryDict
from django.utils import timezone

from hub.demo_texts import key_of
from search.models import SpaceWatch
from search.watches.wanted import Wanted
from spaces.addresses import asked
from spaces.choices import SpaceKind
from spaces.hours import DAY, Stretch
from spaces.models import Booking
from spaces.states import BookingState


def wait_for_kitchen() -> None:
    """Somebody hears of it when the next kitchen that is booked becomes free."""
    now = timezone.now()
    booked = Booking.objects.in_state(BookingState.CONFIRMED).coming(now + DAY)
    booking = booked.filter(space__kind=SpaceKind.KITCHEN, starts_at__gt=now).first()
    if booking is None:
        return
    query = QueryDict(mutable=True)
    query.update(asked(Stretch(booking.starts_at, booking.ends_at)))
    query["kind"] = SpaceKind.KITCHEN
    wanted = Wanted(query)
    if wanted.problem:
        return
    SpaceWatch.objects.get_or_create(
        key=key_of("watch"),
        defaults={
            "email": "signe@example.org",
            "query": wanted.query,
            "ends_at": wanted.ends_at,
            "confirmed_at": now,
            "free": [row.space.pk for row in wanted.rows()],
        },
    )
