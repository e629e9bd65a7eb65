"""The week: spaces by days, who has them when; a house's plan and all spaces alike."""

import datetime as dt
from typing import NamedTuple

from django import forms
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.models import District, User
from spaces.availability import leaves_of
from spaces.choices import SpaceKind
from spaces.hours import DAY, Stretch, days_of, midnight, stretch
from spaces.models import Booking, Closure, Space, Venue
from spaces.staff.desk import for_staff, page
from spaces.staff.fields import DAY_FORMAT, DeskForm, day_field
from spaces.staff.words import short_clock, short_day, short_range, who
from spaces.states import BookingState

WEEK = 7 * DAY
A_PAGE = 40  # spaces


class WeekForm(DeskForm):
    """Which week of which spaces."""

    date = day_field(gettext_lazy("Week with the day"), required=False)
    venue = forms.ModelChoiceField(
        Venue.objects.none(),
        label=gettext_lazy("House"),
        required=False,
        empty_label=gettext_lazy("All houses"),
    )
    district = forms.ModelChoiceField(
        District.objects.all(),
        label=gettext_lazy("District"),
        required=False,
        empty_label=gettext_lazy("All districts"),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"),
        choices=[("", gettext_lazy("All kinds")), *SpaceKind.choices],
        required=False,
    )

    def __init__(self, *args, user: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["venue"].queryset = Venue.objects.looked_after_by(user)

    @property
    def monday(self) -> dt.date:
        """The first day of the week; of this one where no day is given."""
        day = self.cleaned_data.get("date") or timezone.localdate()
        day = min(max(day, dt.date(2000, 1, 3)), dt.date(2100, 1, 1))
        return day - dt.timedelta(days=day.weekday())

    def spaces(self):
        """The spaces, by house and name."""
        rows = Space.objects.looked_after_by(self.user).select_related("venue")
        names = {"venue": "venue", "district": "venue__district", "kind": "kind"}
        wanted = {
            field: self.cleaned_data[name]
            for name, field in names.items()
            if self.cleaned_data.get(name)
        }
        return rows.filter(**wanted).order_by("venue__name_da", "name_da", "pk")


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
    shown = Paginator(form.spaces(), A_PAGE).get_page(request.GET.get("page"))
    kept = request.GET.copy()
    for name in ("page", "date"):
        kept.pop(name, None)
    venue = form.cleaned_data.get("venue")
    return page(
        request,
        "week",
        str(venue.name) if venue else _("Week"),
        icon="calendar-alt",
        subheading=name_of(monday),
        form=form,
        days=[(monday + n * DAY, short_day(monday + n * DAY)) for n in range(7)],
        lines=lines_of(shown, monday),
        shown=shown,
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


def lines_of(spaces: Page, monday: dt.date) -> list[Line]:
    """Each space with what goes on, by four queries."""
    spaces = list(spaces)
    whole = Stretch(midnight(monday), midnight(monday + WEEK))
    everything = Everything(spaces, whole)
    return [
        Line(space, [(day, everything.on(space, day)) for day in days_of(whole)])
        for space in spaces
    ]


class Everything:
    """Bookings and closed times of some spaces, of their parts and wholes too."""

    def __init__(self, spaces: list[Space], whole: Stretch):
        related = list(Space.objects.all().only("pk")) if spaces else []
        self._leaves = {k: set(v) for k, v in leaves_of(related).items()}
        mine = {leaf for each in spaces for leaf in self._leaves[each.pk]}
        touching = [pk for pk, leaves in self._leaves.items() if leaves & mine]
        kept = (*BookingState.blocking(), BookingState.NO_SHOW)
        rows = Booking.objects.in_state(*kept).between(*whole).for_lists()
        self._bookings = list(rows.filter(space__in=touching).order_by("starts_at"))
        closed = Closure.objects.between(*whole).filter(spaces__in=touching).distinct()
        self._closures = [
            (
                each,
                {
                    leaf
                    for space in each.spaces.all()
                    for leaf in self._leaves[space.pk]
                },
            )
            for each in closed.prefetch_related("spaces").order_by("starts_at")
        ]
        self._now = timezone.now()

    def on(self, space: Space, day: dt.date) -> list[Entry]:
        """What a space has on a local day, in order of time."""
        leaves = self._leaves[space.pk]
        hours = Stretch(midnight(day), midnight(day + DAY))
        found = [
            (each.starts_at, booked(each, space, hours))
            for each in self._bookings
            if leaves & self._leaves[each.space_id] and self._is_on(each, hours)
        ]
        found += [
            (each.starts_at, closed(each, hours))
            for each, theirs in self._closures
            if leaves & theirs and hours.touches(stretch(each.starts_at, each.ends_at))
        ]
        return [entry for _start, entry in sorted(found, key=lambda pair: pair[0])]

    def _is_on(self, booking: Booking, hours: Stretch) -> bool:
        """Whether it touches the day, and is no hold that ran out."""
        is_over = booking.held_until and booking.held_until <= self._now
        if booking.state == BookingState.HELD and is_over:
            return False
        return hours.touches(stretch(booking.starts_at, booking.ends_at))


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
