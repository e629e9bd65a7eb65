"""What a watch waits for: a search of the list, as an address and in words."""

import datetime as dt
from collections.abc import Iterator

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hub.formatting import day, money
from spaces.addresses import asked, index_url, kept_from
from spaces.finding import Row, Wish, find
from spaces.hours import DAY, Stretch, midnight
from spaces.search_form import SearchForm
from spaces.times import moment, when

FARTHEST = 366 * DAY  # an address is not kept for longer
LONGEST = 1000  # of SpaceWatch.query


class Wanted:
    """A search as the list of spaces reads it, and what can be found by it now."""

    def __init__(self, query: QueryDict):
        self.form = SearchForm(query)
        self.wish = self.form.wish

    @property
    def problem(self) -> str:
        """Why nobody can wait for it; empty where one can."""
        if self.form.errors or len(self.query) > LONGEST:
            return _("Something in the search is not right.")
        if self.wish.window is None:
            return _("Say on which day you need the space.")
        if self.ends_at > timezone.now() + FARTHEST:
            return _("The day lies more than a year ahead.")
        return ""

    @property
    def wrong(self) -> list[tuple[str, str]]:
        """(label, what is wrong with it) of each field that is not understood."""
        return [
            (str(self.form[name].label), text)
            for name, texts in self.form.errors.items()
            for text in texts
        ]

    @property
    def ends_at(self) -> dt.datetime:
        """When there is nothing left to wait for: it begins, or the day is over."""
        return self.wish.start or self.wish.window.end

    @cached_property
    def query(self) -> str:
        """The one way to write this search: what means the same is the same."""
        wish, said = self.wish, QueryDict(mutable=True)
        said.update({"kind": wish.kind, "district": wish.area})
        said.update(_time_of(wish))
        said["people"] = wish.people or ""
        said.setlist("feature", sorted(set(wish.features)))
        said.setlist("need", sorted(set(wish.needs)))
        said["price"] = "" if wish.price is None else str(wish.price)
        said["at_once"] = "on" if wish.at_once else ""
        return kept_from(said).removeprefix("?")

    def rows(self) -> list[Row]:
        """What the list shows for it now."""
        return find(self.wish, now=timezone.now()).rows

    # Addresses

    @property
    def list_url(self) -> str:
        """The list at this search, in the active language, with what is wrong in it."""
        kept = kept_from(self.form.query) if self.form.errors else f"?{self.query}"
        return f"{index_url(get_language())}{kept}#result"

    def book_url(self, row: Row) -> str:
        """Where the space is booked at the time at which it is free."""
        time = asked(row.free) if self.wish.start else {}
        searched = kept_from(QueryDict(self.query), **time)
        return reverse("book", args=[row.space.slug]) + searched

    # Words

    @property
    def when(self) -> str:
        """The wanted time in words."""
        wish = self.wish
        if wish.start is None:
            return _("%(day)s, at any time") % {"day": day(wish.day)}
        if wish.end is None:
            return _("%(moment)s or later") % {"moment": moment(wish.start)}
        return when(wish.start, wish.end)

    @property
    def facts(self) -> list[tuple[str, str]]:
        """(label, words) of all that the search says."""
        return [(str(label), str(text)) for label, text in self._facts() if text]

    def _facts(self) -> Iterator[tuple[str, str]]:
        wish, fields = self.wish, self.form.fields

        def chosen(name: str, values) -> str:
            labels = dict(fields[name].choices)
            return ", ".join(str(labels[value]) for value in values)

        yield _("When"), self.when
        yield _("What"), chosen("kind", [wish.kind]) if wish.kind else _("Any space")
        yield (
            fields["district"].label,
            chosen("district", [wish.area] * bool(wish.area)),
        )
        yield _("How many"), wish.people
        yield fields["feature"].label, chosen("feature", wish.features)
        yield fields["need"].label, chosen("need", wish.needs)
        if wish.price is not None:
            yield _("At most, an hour"), money(100 * wish.price)
        yield fields["at_once"].label, _("yes") if wish.at_once else ""


def wanted_by(query: str) -> Wanted:
    """What a kept query asks for."""
    return Wanted(QueryDict(query))


def _time_of(wish: Wish) -> dict[str, str]:
    """Its time as the form of the search takes it."""
    if wish.start is None:
        return {"date": f"{wish.day}"} if wish.day else {}
    said = asked(Stretch(wish.start, wish.end or wish.start))
    if wish.end is None:
        return said | {"until": ""}
    ends_at_midnight = wish.end == midnight(wish.day + DAY)
    return said | {"until": "00:00"} if ends_at_midnight else said
