"""Which dates fit what a reader asks for: one answer for list, month, past and feed."""

import datetime as dt
from typing import NamedTuple

from django.db.models import Count, Exists, Max, Min, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from events.choices import DateStatus, EventFormat, EventStatus
from events.models.dates import Occurrence, OccurrenceQuerySet
from events.models.events import Event
from spaces.choices import Answer
from spaces.models import AccessFact

DAY = dt.timedelta(days=1)
BACK, AHEAD = 30 * DAY, 366 * DAY  # what a calendar that follows us is told


class Wish(NamedTuple):
    """What a reader asks for; what is empty is left open."""

    districts: tuple[int, ...] = ()
    kind: str = ""
    theme: str = ""
    audience: str = ""
    language: str = ""
    needs: tuple[str, ...] = ()
    free: bool = False
    online: bool = False
    week: bool = False


def dates_for(wish: Wish) -> OccurrenceQuerySet:
    """The dates that readers see and that fit, past ones too; this week's if asked."""
    dates = Occurrence.objects.shown().filter(_of_event(wish))
    if wish.districts:
        dates = dates.filter(_there(wish.districts))
    for need in wish.needs:
        dates = dates.filter(_has(need))
    return dates.between(*this_week()) if wish.week else dates


def _of_event(wish: Wish) -> Q:
    """What the event must be; each of these has one row an event at most."""
    fits = Q()
    if wish.kind:
        fits &= Q(event__kind=wish.kind)
    if wish.theme:
        fits &= Q(event__themes__slug=wish.theme)
    if wish.audience:
        fits &= Q(event__audiences__slug=wish.audience)
    if wish.language:
        fits &= Q(event__languages__contains=wish.language)
    if wish.free:
        fits &= Q(event__is_free=True)
    if wish.online:
        fits &= ~Q(event__format=EventFormat.IN_PERSON)
    return fits


def _there(districts: tuple[int, ...]) -> Q:
    """In a house of the district, or of an event that belongs to it."""
    through = Event.districts.through.objects.filter(event=OuterRef("event"))
    named = Exists(through.filter(district__in=districts))
    return Q(named) | Q(space__venue__district__in=districts)


def _has(need: str) -> Q:
    """Somebody looked, and the space or its house has it."""
    here = Q(space=OuterRef("space")) | Q(venue=OuterRef("space__venue"))
    facts = AccessFact.objects.filter(here, feature=need, answer=Answer.YES)
    return Q(Exists(facts))


def this_week() -> tuple[dt.datetime, dt.datetime]:
    """From now until Sunday's midnight in Copenhagen."""
    now = timezone.localtime()
    monday = now.date() + (7 - now.weekday()) * DAY
    return now, midnight(monday)


def midnight(day: dt.date) -> dt.datetime:
    """When a day begins in Copenhagen."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))


def told_to_calendars(dates: OccurrenceQuerySet) -> OccurrenceQuerySet:
    """What a calendar that follows some dates gets: 30 days back, 12 months ahead."""
    now = timezone.now()
    dates = dates.between(now - BACK, now + AHEAD)
    return dates.for_lists().order_by("starts_at", "pk")


def next_of_each(dates: OccurrenceQuerySet):
    """Each event once: `event`, when it is `next`, and `number` of its coming dates.

    What is cancelled or postponed is the next one only where nothing else is coming.
    """
    held = Q(status__in=DateStatus.held(), event__status=EventStatus.PUBLISHED)
    groups = dates.coming().order_by().values("event")
    groups = groups.annotate(
        next=Coalesce(Min("starts_at", filter=held), Min("starts_at")),
        number=Count("pk"),
    )
    return groups.order_by("next", "event")


def last_of_each(dates: OccurrenceQuerySet, year: int):
    """Each event once: `event`, when it was in a year (`next`), and `number` of dates.

    Named as above, so that both are drawn alike.
    """
    start, end = midnight(dt.date(year, 1, 1)), midnight(dt.date(year + 1, 1, 1))
    past = dates.past().filter(starts_at__gte=start, starts_at__lt=end)
    groups = past.order_by().values("event")
    groups = groups.annotate(next=Max("starts_at"), number=Count("pk"))
    return groups.order_by("-next", "-event")


def dates_at(groups: list[dict]) -> list[tuple[Occurrence, int]]:
    """The date of each group with the number of the others, in order; one query."""
    if not groups:
        return []
    found = Q()
    for group in groups:
        found |= Q(event=group["event"], starts_at=group["next"])
    dates = Occurrence.objects.filter(found).for_lists()
    at = {(date.event_id, date.starts_at): date for date in dates.order_by("-pk")}
    return [
        (at[group["event"], group["next"]], group["number"] - 1)
        for group in groups
        if (group["event"], group["next"]) in at  # else it was moved this moment
    ]
