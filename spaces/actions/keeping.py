"""Keeping spaces for something of our own, many times at once, and giving them back.

For changes that have locked the spaces (`steps.lock`) and have looked what stands in
the way (`availability.taken_at_each`): in the transaction of the caller.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from hub.models import User
from spaces.choices import ClosureKind
from spaces.models import Closure, Occupancy, Space


class Wanted(NamedTuple):
    """A time that a space is to be kept for, and why, as readers see it."""

    space: Space
    start: dt.datetime
    end: dt.datetime
    reason_da: str
    reason_en: str = ""


def keep_under_lock(
    wanted: Sequence[Wanted],
    leaves: dict[int, tuple[int, ...]],
    *,
    kind: str = ClosureKind.EVENT,
    by: User | None = None,
) -> list[Closure]:
    """Keep each time by a closed time of its own, in their order; three queries.

    The database refuses what overlaps, and with it all of them.
    """
    closures = Closure.objects.bulk_create(
        Closure(
            kind=kind, starts_at=start, ends_at=end, closed_by=by,
            reason_da=danish, reason_en=english,
        )
        for _space, start, end, danish, english in wanted
    )  # fmt: skip
    pairs = list(zip(closures, wanted, strict=True))
    through = Closure.spaces.through
    through.objects.bulk_create(
        through(closure_id=closure.pk, space_id=each.space.pk)
        for closure, each in pairs
    )
    occupy_for((closure, leaves[each.space.pk]) for closure, each in pairs)
    return closures


def give_back_under_lock(closures: Iterable[int]) -> None:
    """Take closed times away, by their keys, with all their rows."""
    if keys := sorted(closures):
        Closure.objects.filter(pk__in=keys).delete()


def occupy_for(closures: Iterable[tuple[Closure, Iterable[int]]]) -> None:
    """Insert the rows of closed times, one for each leaf of their spaces.

    In the order that never locks two each other out.
    """
    rows = [
        Occupancy(
            space_id=leaf,
            closure=closure,
            blocked_from=closure.starts_at,
            blocked_until=closure.ends_at,
        )
        for closure, leaves in closures
        for leaf in leaves
    ]
    rows.sort(key=lambda row: (row.space_id, row.blocked_from))
    Occupancy.objects.bulk_create(rows)
