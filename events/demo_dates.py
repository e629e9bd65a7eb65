"""When and where the demo's events are: counted from the day of loading."""

import datetime as dt

from django.utils import timezone

from events.actions import Places, When, plan
from events.choices import DateStatus
from events.models import Event, Occurrence, Seats
from hub.demo_texts import columns
from hub.recurrence import Frequency, Rule
from hub.transactions import inside
from hub.workdays import is_holiday
from spaces.availability import leaves_of, taken_in
from spaces.hours import DAY, Stretch, at, stretch
from spaces.models import Booking, Space

BOOKED = "booking"
MOST_WEEKS = 12  # so far a date is moved to find its space free
WEEK = 7 * DAY
CHRISTMAS, NEW_YEAR = (12, 22), (1, 1)
OFF = {"status": DateStatus.CANCELLED, "sequence": 1, "is_detached": True}
SEATS = ("capacity", "held_back", "waiting_places")
NO_PLACE: dict = {}


def dates_of(event: Event, row: dict, hub_place: dict) -> list[Occurrence]:
    """Make the dates of an event; those of a course share their places."""
    if BOOKED in row:
        return [date_of_booking(event, row)]
    place = hub_place if row.get("where") == "hub" else row.get("place", NO_PLACE)
    if "monthly" in row:
        return monthly(event, row, place)
    made: list[Occurrence] = []
    for each in row["dates"]:
        time = time_of(each, made[-1].ends_at if made else None)
        seats = made[0].seats if made and event.is_course else seats_of(row)
        made.append(make_date(event, seats, each, time, place))
    return made


def seats_of(row: dict) -> Seats:
    """The places of a date or of a course."""
    return Seats.objects.create(**{name: row[name] for name in SEATS if name in row})


def make_date(event, seats, row: dict, time: Stretch, place: dict) -> Occurrence:
    """One date, with what moved it if it was moved."""
    said = {
        "setup_minutes": row.get("setup", 0),
        "teardown_minutes": row.get("teardown", 0),
    }
    if "space" in row:
        said["space"] = Space.objects.get(slug=row["space"])
    else:
        said |= place
    if "was_days" in row:
        off = row["was_days"] * DAY
        said |= {
            "status": DateStatus.RESCHEDULED,
            "former_starts_at": time.start + off,
            "former_ends_at": time.end + off,
            "sequence": 1,
            "is_detached": True,
        }
    if "note" in row:
        said |= columns(row, "note")
    return Occurrence.objects.create(
        event=event, seats=seats, starts_at=time.start, ends_at=time.end, **said
    )


def time_of(row: dict, after: dt.datetime | None) -> Stretch:
    """The time of a row: on its weekday, in the first week when its space is free.

    It comes after the date before it, and never around Christmas or on a holiday.
    """
    step = -WEEK if row["week"] < 0 else WEEK
    day = first_day(row["weekday"]) + row["week"] * WEEK
    clock, length = dt.time.fromisoformat(row["from"]), dt.timedelta(hours=row["hours"])
    for _try in range(MOST_WEEKS):
        time = stretch(at(day, clock), at(day, clock) + length)
        is_next = after is None or time.start > after
        if is_next and is_ordinary(day) and is_free(row, time):
            return time
        day += step
    raise LookupError(f"no free time for {row}")


def first_day(weekday: int) -> dt.date:
    """The next such weekday from tomorrow on."""
    tomorrow = timezone.localdate() + DAY
    return tomorrow + (weekday - tomorrow.weekday()) % 7 * DAY


def is_ordinary(day: dt.date) -> bool:
    """Whether people would come on a day."""
    is_christmas = (day.month, day.day) >= CHRISTMAS or (day.month, day.day) == NEW_YEAR
    return not (is_christmas or is_holiday(day))


def is_free(row: dict, time: Stretch) -> bool:
    """Whether the space of a row is free, from setting up until it is cleared."""
    if "space" not in row:
        return True
    space = Space.objects.get(slug=row["space"])
    before = dt.timedelta(minutes=row.get("setup", 0))
    after = dt.timedelta(minutes=row.get("teardown", 0))
    whole = Stretch(time.start - before, time.end + after)
    return not taken_in(leaves_of([space])[space.pk], whole)


def monthly(event: Event, row: dict, place: dict) -> list[Occurrence]:
    """A series on a weekday of each month, made from a rule; holidays are left out."""
    said, first = row["monthly"], first_day(row["monthly"]["weekday"])
    rule = Rule(Frequency.BY_WEEKDAY, first, nth=said["nth"], count=said["months"])
    start = at(first, dt.time.fromisoformat(said["from"]))
    when = When(start, start + dt.timedelta(hours=said["hours"]), **place)
    dates = inside(plan)(event=event, rule=rule, when=when, places=Places())
    for date in dates:
        if not is_ordinary(date.rule_date):
            off = OFF | columns(said, "note")
            Occurrence.objects.filter(pk=date.pk).update(**off)
    return dates


def booking_of(row: dict) -> Booking | None:
    """The last confirmed booking of whom a row names; an old demo may have none."""
    theirs = Booking.objects.filter(
        space__slug=row[BOOKED]["space"],
        booked_by__email=row[BOOKED]["who"],
        state="confirmed",
    )
    return theirs.order_by("starts_at").last()


def date_of_booking(event: Event, row: dict) -> Occurrence:
    """A date whose room a booking keeps that is there already."""
    booking = booking_of(row)
    return Occurrence.objects.create(
        event=event, seats=seats_of(row), space=booking.space, booking=booking,
        starts_at=booking.starts_at, ends_at=booking.ends_at,
    )  # fmt: skip
