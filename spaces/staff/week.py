"""The week: spaces by days, who has them when; a house's plan and all spaces alike."""

import datetime as dt
from collections import defaultdict
from typing import NamedTuple

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spaces.availability import leaves_of
from spaces.choices import SpaceKind
from spaces.hours import DAY, Stretch, days_of, midnight, stretch
from spaces.models import Booking, Closure, Occupancy, Space
from spaces.staff.desk import for_staff, page
from spaces.staff.fields import DAY_FORMAT, HousesForm, day_field
from spaces.staff.words import short_clock, short_day, short_range, who
from spaces.states import BookingState

WEEK = 7 * DAY
A_PAGE = 40  # spaces


class WeekForm(HousesForm):
    """Which week of which spaces."""

    date = day_field(gettext_lazy("Week with the day"), required=False)
    district = forms.TypedChoiceField(
        label=gettext_lazy("District"), coerce=int, empty_value=None, required=False
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"),
        choices=[("", gettext_lazy("All kinds")), *SpaceKind.choices],
        required=False,
    )
    number = forms.IntegerField(
        required=False, min_value=1, max_value=1000, widget=forms.HiddenInput
    )
    field_order = ("date", "venue", "district", "kind")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        theirs = {venue.district_id: venue.district for venue in self.venues.values()}
        choices = sorted((str(each.name), pk) for pk, each in theirs.items())
        self.fields["district"].choices = [
            ("", _("All districts")),
            *((pk, name) for name, pk in choices),
        ]

    @property
    def monday(self) -> dt.date:
        """The first day of the week; of this one where no day is given."""
        day = self.cleaned_data.get("date") or timezone.localdate()
        day = min(max(day, dt.date(2000, 1, 3)), dt.date(2100, 1, 1))
        return day - dt.timedelta(days=day.weekday())

    def spaces(self) -> tuple[list[Space], bool]:
        """The spaces of a page, by house and name, and whether there are more."""
        said = self.cleaned_data
        houses = [
            pk
            for pk, venue in self.venues.items()
            if said.get("venue") in (None, pk)
            and said.get("district") in (None, venue.district_id)
        ]
        rows = Space.objects.in_venues(houses, said.get("kind"))
        first = (self.page - 1) * A_PAGE
        found = list(rows[first : first + A_PAGE + 1])
        for space in found:
            space.venue = self.venues[space.venue_id]
        return found[:A_PAGE], len(found) > A_PAGE

    @property
    def page(self) -> int:
        """Which page of spaces."""
        return self.cleaned_data.get("number") or 1


class Entry(NamedTuple):
    """One thing in a cell: when, who, and what there is to say about it."""

    time: str
    text: str
    note: str
    kind: str
    reference: str


class Line(NamedTuple):
    """A space and its seven days."""

    space: Space
    days: list[tuple[dt.date, list[Entry]]]


@for_staff()
def week(request: HttpRequest) -> HttpResponse:
    """Seven days of the spaces that are asked for."""
    form = WeekForm(request.GET, user=request.user)
    form.is_valid()
    monday = form.monday
    shown, has_more = form.spaces()
    kept = request.GET.copy()
    for name in ("number", "date"):
        kept.pop(name, None)
    venue = form.house
    return page(
        request,
        "week",
        str(venue.name) if venue else _("Week plan"),
        icon="calendar-alt",
        subheading=name_of(monday),
        form=form,
        days=[(monday + n * DAY, short_day(monday + n * DAY)) for n in range(7)],
        lines=lines_of(shown, monday),
        number=form.page,
        has_more=has_more,
        today=timezone.localdate(),
        before=(monday - WEEK).strftime(DAY_FORMAT),
        after=(monday + WEEK).strftime(DAY_FORMAT),
        this=monday.strftime(DAY_FORMAT),
        kept=kept.urlencode(),
    )


def name_of(monday: dt.date) -> str:
    """`week 49, 30 Nov – 6 Dec`, numbered as ISO 8601 does."""
    words = {
        "number": monday.isocalendar().week,
        "year": monday.isocalendar().year,
        "first": short_day(monday),
        "last": short_day(monday + 6 * DAY),
    }
    return _("week %(number)s of %(year)s, %(first)s – %(last)s") % words


def lines_of(spaces: list[Space], monday: dt.date) -> list[Line]:
    """Each space with what goes on, by two queries."""
    whole = Stretch(midnight(monday), midnight(monday + WEEK))
    everything = Everything(spaces, whole)
    return [
        Line(space, [(day, everything.on(space, day)) for day in days_of(whole)])
        for space in spaces
    ]


class Everything:
    """Bookings and closed times of some spaces, of their parts and wholes too."""

    def __init__(self, spaces: list[Space], whole: Stretch):
        self._leaves = leaves_of(spaces)
        everywhere = {leaf for leaves in self._leaves.values() for leaf in leaves}
        self._of_leaf: dict[int, list[Occupancy]] = defaultdict(list)
        for row in Occupancy.objects.shown_to_staff(everywhere, *whole):
            self._of_leaf[row.space_id].append(row)

    def on(self, space: Space, day: dt.date) -> list[Entry]:
        """What a space has on a local day, in order of time; each thing once."""
        hours = Stretch(midnight(day), midnight(day + DAY))
        found: dict[tuple, Booking | Closure] = {}
        for leaf in self._leaves[space.pk]:
            for row in self._of_leaf[leaf]:
                thing = row.booking or row.closure
                if hours.touches(stretch(thing.starts_at, thing.ends_at)):
                    found[row.booking_id, row.closure_id] = thing
        things = sorted(found.values(), key=lambda thing: thing.starts_at)
        return [
            booked(each, space, hours)
            if isinstance(each, Booking)
            else closed(each, hours)
            for each in things
        ]


def hours_of(start: dt.datetime, end: dt.datetime, hours: Stretch) -> str:
    """From and until on this day, in words; an arrow for what goes beyond it."""
    begins, ends = start >= hours.start, end <= hours.end
    if begins and ends:
        return short_range(start, end)
    if begins:
        return f"{short_clock(start)} →"
    return f"→ {short_clock(end)}" if ends else _("all day")


def booked(booking: Booking, space: Space, hours: Stretch) -> Entry:
    """A booking in a cell; of another space where a part or the whole is taken."""
    time = hours_of(booking.starts_at, booking.ends_at, hours)
    if booking.state == BookingState.HELD:
        return Entry(time, _("being booked"), "", "held", "")
    notes = []
    if booking.space_id != space.pk:
        notes.append(str(booking.space.name))
    if not booking.is_confirmed:
        notes.append(booking.get_state_display())
    kind = "booked" if booking.is_confirmed else "waits"
    return Entry(time, who(booking), ", ".join(notes), kind, booking.reference)


def closed(closure: Closure, hours: Stretch) -> Entry:
    """A closed time in a cell."""
    time = hours_of(closure.starts_at, closure.ends_at, hours)
    return Entry(time, str(closure.reason), _("closed"), "closed", "")
