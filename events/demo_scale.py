"""Many events for measuring: `load_demo --scale N`."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from events.choices import EventKind, EventStatus, SignUpWay
from events.models import Event, Occurrence, Seats
from hub.choices import Scene
from hub.models import District, Theme
from spaces.hours import at

BEHIND, DAYS = 30, 400  # the days that they lie on
BATCH = 500
FIRST, HOURS = 9, 11


@transaction.atomic
def events(number: int) -> None:
    """Add published events of one date each; those that are there are left."""
    slugs = [f"scale-event-{count}" for count in range(number)]
    there = set(Event.objects.values_list("slug", flat=True))
    missing = [n for n, slug in enumerate(slugs) if slug not in there]
    made = Event.objects.bulk_create(map(event_of, missing), batch_size=BATCH)
    seats = Seats.objects.bulk_create(
        (Seats(capacity=20 + n % 80) for n in missing), batch_size=BATCH
    )
    pairs = zip(missing, made, seats, strict=True)
    Occurrence.objects.bulk_create(
        (date_of(n, event, places) for n, event, places in pairs), batch_size=BATCH
    )
    for relation, model in ((Event.districts, District), (Event.themes, Theme)):
        connect(relation.through, model, missing, made)


def event_of(number: int) -> Event:
    """One published event, unsaved."""
    kinds, scenes = EventKind.values, Scene.values
    return Event(
        slug=f"scale-event-{number}",
        title_da=f"Prøvearrangement {number}",
        title_en=f"Test event {number}",
        summary_da="Lavet for at måle.",
        summary_en="Made for measuring.",
        kind=kinds[number % len(kinds)],
        scene=scenes[number % len(scenes)],
        languages=("da", "en", "da, en")[number % 3],
        sign_up=SignUpWay.HERE if number % 2 else SignUpWay.NONE,
        status=EventStatus.PUBLISHED,
        published_at=timezone.now(),
        is_example=True,
    )


def date_of(number: int, event: Event, seats: Seats) -> Occurrence:
    """Its date, unsaved: they are spread evenly over a year and some."""
    day = timezone.localdate() + dt.timedelta(days=number * 7 % DAYS - BEHIND)
    start = at(day, dt.time(FIRST + number % HOURS))
    return Occurrence(
        event=event,
        seats=seats,
        starts_at=start,
        ends_at=start + dt.timedelta(hours=2),
        place="Prøvehuset",
        street=f"Prøvevej {number % 90 + 1}",
        postcode="2450",
        town="København SV",
    )


def connect(through, model, numbers: list[int], events: list[Event]) -> None:
    """Give each event one row of a vocabulary."""
    found = list(model.objects.order_by("pk"))
    name = model._meta.model_name
    if found:
        through.objects.bulk_create(
            (
                through(event=event, **{name: found[number % len(found)]})
                for number, event in zip(numbers, events, strict=True)
            ),
            batch_size=BATCH,
        )
