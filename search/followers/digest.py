"""What is in a weekly mail: the news of a time, as far as a follower cares about it.

It is a question to the index: what it finds is what the search finds, with the same
addresses, and what readers may not see now is not in it.
"""

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from search.finding import Hit, hits
from search.indexing import in_batches
from search.kinds import BY_NAME, Kind
from search.kinds.base import mark
from search.models import Entry, Follower

# In the order of the mail: what has a date first.
TOLD = ("event", "story", "organisation", "space", "guidance", "proposal")
MOST = 5  # of a kind; the rest is a link


class Group(NamedTuple):
    """News of one kind: the first few, how many more there are, and where."""

    kind: Kind
    hits: list[Hit]
    more: int
    more_url: str


class News:
    """All that became news after a time, until another, in a language."""

    def __init__(self, language: str, after: dt.datetime, until: dt.datetime):
        """Ask the index once, and each kind what may be seen now."""
        self.language, self.after = language, after
        rows = Entry.objects.in_language(language).new_between(after, until)
        keys = rows.filter(kind__in=TOLD).values_list("pk", flat=True)
        self.by_kind: dict[str, list[Hit]] = {name: [] for name in TOLD}
        with translation.override(language):
            for batch in in_batches(keys):
                for hit in hits(batch, language):
                    if hit.beside.get("is_on", True):
                        self.by_kind[hit.entry.kind].append(hit)
        self.by_kind["event"].sort(key=lambda hit: hit.beside["starts_at"])

    def groups_for(self, follower: Follower) -> list[Group]:
        """What is in the mail to a follower; nothing where nothing is new."""
        chosen, query = marks_of(follower), narrowed_to(follower)
        found = []
        for name, there in self.by_kind.items():
            fitting = [hit for hit in there if fits(hit.entry, chosen)]
            if fitting:
                with translation.override(self.language):
                    path = reverse("search")
                address = (
                    settings.SITE_URL + path + "?" + urlencode({"kind": name} | query)
                )
                more = max(len(fitting) - MOST, 0)
                found.append(Group(BY_NAME[name], fitting[:MOST], more, address))
        return found


def marks_of(follower: Follower) -> set[str]:
    """What a follower chose, as the index knows it."""
    districts = {mark("district", each.pk) for each in follower.districts.all()}
    return districts | {mark("theme", each.pk) for each in follower.themes.all()}


def fits(entry: Entry, chosen: Iterable[str]) -> bool:
    """Whether it is in a chosen district or about a chosen theme; all is, of none."""
    return not chosen or not set(chosen).isdisjoint(entry.marks.split())


def narrowed_to(follower: Follower) -> dict[str, str]:
    """By what the search narrows to what a follower chose: it knows one choice only."""
    districts, themes = list(follower.districts.all()), list(follower.themes.all())
    if len(districts) + len(themes) != 1:
        return {}
    chosen = [("district", each.slug) for each in districts]
    return dict(chosen + [("theme", each.slug) for each in themes])
