"""Today in the house: who comes when, how to ring them, and how they get in."""

import datetime as dt
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.formatting import clock
from hub.formatting import day as day_in_words
from spaces.choices import Entry
from spaces.hours import DAY, Stretch, midnight
from spaces.models import AccessNotice, Booking, Occupancy, Venue
from spaces.staff.desk import for_staff, page
from spaces.staff.fields import DAY_FORMAT, HousesForm, day_field
from spaces.staff.week import hours_of
from spaces.staff.words import short_day, who
from spaces.states import BookingState


class DayForm(HousesForm):
    """Which day in which house."""

    date = day_field(gettext_lazy("Day"), required=False)
    field_order = ("date", "venue")

    @property
    def day(self) -> dt.date:
        """The day; today where none is given."""
        day = self.cleaned_data.get("date") or timezone.localdate()
        return min(max(day, dt.date(2000, 1, 3)), dt.date(2100, 1, 1))


class Guest(NamedTuple):
    """Somebody who comes: one line on the paper."""

    booking: Booking
    time: str
    who: str
    way_in: str
    is_urgent: bool  # somebody must do something for them to get in


class Shut(NamedTuple):
    """What is closed, when, and why."""

    time: str
    space: str
    reason: str


class House(NamedTuple):
    """A house with who comes, what is closed and what is out of order."""

    venue: Venue
    guests: list[Guest]
    closed: list[Shut]
    notices: list[AccessNotice]


@for_staff()
def today(request: HttpRequest) -> HttpResponse:
    """The day's paper, house by house."""
    form = DayForm(request.GET, user=request.user)
    form.is_valid()
    day, venue = form.day, form.house
    houses = houses_of([venue] if venue else list(form.venues.values()), day)
    return page(
        request,
        "today",
        _("Today in the house") if day == timezone.localdate() else day_in_words(day),
        icon="clipboard-list",
        subheading=day_in_words(day) if day == timezone.localdate() else "",
        form=form,
        houses=houses,
        before=(day - DAY).strftime(DAY_FORMAT),
        after=(day + DAY).strftime(DAY_FORMAT),
        this=venue.pk if venue else "",
    )


def houses_of(venues: list[Venue], day: dt.date) -> list[House]:
    """The houses in which something happens on a day, by a fixed number of queries."""
    hours = Stretch(midnight(day), midnight(day + DAY))
    comes = (BookingState.CONFIRMED, BookingState.NO_SHOW)
    bookings = Booking.objects.in_state(*comes).between(*hours).for_lists()
    bookings = bookings.filter(space__venue__in=venues).order_by("starts_at", "pk")
    rows = Occupancy.objects.closing(*hours).filter(space__venue__in=venues)
    notices = AccessNotice.objects.touching(*hours).filter(venue__in=venues)
    guests, closed = list(bookings), list(rows)
    told = list(notices.select_related("space"))
    found = [
        House(
            venue,
            [guest(each, hours) for each in guests if each.space.venue_id == venue.pk],
            [shut(each, hours) for each in closed if each.space.venue_id == venue.pk],
            [each for each in told if each.venue_id == venue.pk],
        )
        for venue in venues
    ]
    return [house for house in found if house.guests or house.closed or house.notices]


def guest(booking: Booking, hours: Stretch) -> Guest:
    """One line: when, who, and how they get in."""
    words, is_urgent = way_in(booking)
    time = hours_of(booking.starts_at, booking.ends_at, hours)
    return Guest(booking, time, who(booking), words, is_urgent)


def shut(row: Occupancy, hours: Stretch) -> Shut:
    """A closed space, for a line."""
    time = hours_of(row.blocked_from, row.blocked_until, hours)
    return Shut(time, str(row.space.name), str(row.closure.reason))


def way_in(booking: Booking) -> tuple[str, bool]:
    """How somebody gets in, and whether staff must do something for it."""
    if booking.state == BookingState.NO_SHOW:
        return booking.get_state_display(), False
    if booking.entry == Entry.DOOR:
        return _("Meet them at the door"), True
    if booking.entry == Entry.INTRODUCTION and booking.introduction_at:
        moment = booking.introduction_at
        words = {"day": short_day(moment), "time": clock(moment)}
        return _("Introduction %(day)s %(time)s") % words, False
    if not booking.space.key_information:
        return _("No key information: let them in"), True
    if not booking.email:
        return _("No e-mail: tell them how to get in"), True
    return _("Has the key information by mail"), False
