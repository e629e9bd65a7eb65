"""What speaks against a time that staff choose: they are warned, not stopped."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from hub.formatting import money
from hub.models import Organisation
from spaces import rules
from spaces.availability import leaves_of, nearest, taken_in
from spaces.hours import Hours, stretch
from spaces.models import Booking, Closure, Space
from spaces.refusals import Problem, problem
from spaces.staff.words import when, who

SEEN = "seen"  # the field with the codes of the doubts that were shown


def doubts_of(
    space: Space,
    start: dt.datetime,
    end: dt.datetime,
    *,
    people: int = 1,
    food: str = "",
    organisation: Organisation | None = None,
    ignoring=(),
) -> list[Problem]:
    """All rules of the space that a time breaks, in words; overlaps are no rule."""
    found = [] if space.is_open else [problem("not_open")]
    found += rules.problems_of_time(space, start, end, now=timezone.now())
    found += rules.problems_of_wish(space, people=people, food=food)
    wanted = stretch(start, end)
    if not any(part.holds(wanted) for part in Hours([space]).open(space, wanted)):
        found.append(problem("closed"))
    quota = rules.quota_problem(
        space, organisation, [(start, end)], ignoring=list(ignoring)
    )
    return found + ([quota] if quota else [])


def dearer(booking: Booking, space: Space, start, end) -> Problem | None:
    """That the new time costs more; the booking keeps its price without the yes."""
    prices = rules.prices_of(space, start, end)
    if prices is None or prices.of(booking.price_group) <= booking.price_ore:
        return None
    words = {
        "old": money(booking.price_ore),
        "new": money(prices.of(booking.price_group)),
    }
    text = _(
        "This time costs %(new)s instead of %(old)s. The price stays as it was, unless "
        "you tick that the booker says yes to the new one."
    )
    return Problem("dearer", "", text % words)


def are_seen(doubts: list[Problem], sent) -> bool:
    """Whether the person was shown all of these doubts before."""
    shown = set(sent.get(SEEN, "").split())
    return {each.code for each in doubts} <= shown


def codes_of(doubts: list[Problem]) -> str:
    """What the form says back: these doubts were shown."""
    return " ".join(each.code for each in doubts)


def in_the_way(space: Space, start: dt.datetime, end: dt.datetime, ignoring=()) -> list:
    """Who or what has a time, in words, for staff."""
    leaves = leaves_of([space])[space.pk]
    rows = taken_in(leaves, stretch(start, end), ignoring=ignoring)
    bookings = Booking.objects.for_lists().in_bulk({row.booking_id for row in rows})
    closures = Closure.objects.in_bulk({row.closure_id for row in rows})
    words = [
        f"{who(each)}, {each.space.name} {when(each.starts_at, each.ends_at)}"
        for each in bookings.values()
    ]
    return words + [
        f"{each.reason} {when(each.starts_at, each.ends_at)}"
        for each in closures.values()
    ]


def clash(space: Space, start, end, ignoring=()) -> dict:
    """What a page says when a time is taken: by whom, and the nearest free ones."""
    offers = nearest(space, start, end, ignoring=ignoring)
    return {
        "clashes": in_the_way(space, start, end, ignoring),
        "offers": [when(each.start, each.end) for each in offers],
    }
