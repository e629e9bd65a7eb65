"""Who is in the directory, in the order of the day, and what each is found by.

The whole directory lies in memory, a bit for each organisation and thing it is found
by: a filter is an AND of a few whole numbers, a count the number of their bits. It is
read with five narrow queries once a generation; after that a filter, its counts and
its last page cost the same for 30 organisations and for 10,000. The order is drawn by
lot: a hash of the day and the key, so that all processes and both databases agree, it
stays the same for a day, and nobody is first by name, age or size.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import reduce
from hashlib import blake2b
from operator import and_, or_
from typing import NamedTuple

from django.utils import timezone

from hub import pagecache
from hub.models import Organisation
from hub.models.people import (
    OrganisationGoal,
    OrganisationImpactArea,
    a_year_before,
)

YES = "1"
Wanted = Mapping[str, Iterable[str]]


class Directory(NamedTuple):
    """`keys` in the order of the day; `marks[name, value]`: a bit for each of them."""

    keys: list[int]
    marks: dict[tuple[str, str], int]

    def matching(self, wanted: Wanted, *, but: str = "") -> int:
        """The bits of those that have, of each name, one of the wanted values.

        The name `but` is left out.
        """
        everybody = (1 << len(self.keys)) - 1
        asked = (self.having(each, wanted[each]) for each in wanted if each != but)
        return reduce(and_, asked, everybody)

    def having(self, name: str, values: Iterable[str]) -> int:
        """The bits of those that have one of the values."""
        return reduce(or_, (self.marks.get((name, value), 0) for value in values), 0)

    def found(self, wanted: Wanted) -> list[int]:
        """The keys of those that match, in the order of the day."""
        bits = f"{self.matching(wanted):b}"[::-1]
        return [key for key, bit in zip(self.keys, bits, strict=False) if bit == "1"]

    def number(self, wanted: Wanted, name: str, values: Iterable[str]) -> int:
        """How many match when the name asks for these values instead of its own."""
        others = self.matching(wanted, but=name)
        return (others & self.having(name, values)).bit_count()


def directory() -> Directory:
    """The directory of today."""
    today = timezone.localdate()
    # The name is one of seven: the days before leave nothing behind in the memory.
    return pagecache.remembered(f"directory of a {today:%A}", lambda: _read(today))


def _read(today: dt.date) -> Directory:
    rows = Organisation.objects.listed().values_list(
        "pk", "founded_on", "size_band", "is_rsv"
    )
    facts = {pk: (founded, size, is_rsv) for pk, founded, size, is_rsv in rows}
    keys = sorted(facts, key=lambda pk: lot(today, pk))
    place = {pk: number for number, pk in enumerate(keys)}
    marked = defaultdict(list)
    year_ago = a_year_before(today)
    for pk, (founded, size, is_rsv) in facts.items():
        marked["size", size].append(place[pk])
        if is_rsv:
            marked["rsv", YES].append(place[pk])
        if founded and year_ago < founded <= today:
            marked["new", YES].append(place[pk])
    for name, related in _related().items():
        for pk, value in related:
            if pk in place:
                marked[name, str(value)].append(place[pk])
    return Directory(keys, {mark: bits_of(marked[mark]) for mark in marked})


def _related() -> dict[str, Iterable[tuple]]:
    """By the name of the filter, which organisation has which value."""
    kinds = Organisation.offer_kinds.through.objects
    districts = Organisation.districts.through.objects
    return {
        "kind": kinds.values_list("organisation", "offerkind__slug"),
        "district": districts.values_list("organisation", "district"),
        "area": OrganisationImpactArea.objects.values_list("organisation", "area"),
        "goal": OrganisationGoal.objects.values_list("organisation", "goal"),
    }


def lot(day: dt.date, pk: int) -> bytes:
    """What an organisation draws on a day; nobody can tell it from its name."""
    return blake2b(f"{day} {pk}".encode(), digest_size=8).digest()


def bits_of(places: Iterable[int]) -> int:
    """A whole number whose bits at these places are 1."""
    places = list(places)
    found = bytearray(max(places, default=0) // 8 + 1)
    for place in places:
        found[place // 8] |= 1 << place % 8
    return int.from_bytes(found, "little")
