"""Forms of dates: when and where, how many may come, how it repeats, and why not."""

import datetime as dt

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.actions import Places, When
from events.models import Event, Occurrence
from events.staff.fields import Folded, Group, SeveralDaysField, SpaceChoice
from hub.forms import DeskForm
from hub.recurrence import LAST, Frequency, Moment, Rule, Unplannable
from spaces.hours import DAY, MIDNIGHT
from spaces.models import Space
from spaces.staff.fields import TimeForm, day_field

PLACE = ("space", "place", "street", "postcode", "town")
AROUND = ("setup_minutes", "teardown_minutes")
PLACES = ("capacity", "held_back", "waiting_places")
MOST_MINUTES = 24 * 60
ELSEWHERE = Group(gettext_lazy("In another place"), PLACE[1:])
MORE = Group(
    gettext_lazy("Set up, clear away, over midnight, waiting list"),
    ("until_date", *AROUND, "held_back", "waiting_places"),
)
AROUND_IT = Group(
    gettext_lazy("Set up, clear away, over midnight"), ("until_date", *AROUND)
)
TOLD = ("start", "end", *PLACE)  # what guests hear of


def minutes_field(label) -> forms.IntegerField:
    """Minutes before or after that the room is kept for."""
    return forms.IntegerField(
        label=label, required=False, min_value=0, max_value=MOST_MINUTES, initial=0
    )


class WhereForm(Folded, TimeForm):
    """When and where: a space of ours, or an address of others."""

    space = SpaceChoice(
        queryset=Space.objects.none(),
        label=gettext_lazy("Space"),
        required=False,
        empty_label=gettext_lazy("None of ours: another place, or online"),
    )
    place = forms.CharField(
        label=gettext_lazy("Another place"), max_length=120, required=False
    )
    street = forms.CharField(
        label=gettext_lazy("Street and number"), max_length=120, required=False
    )
    postcode = forms.RegexField(
        r"^\d{4}$", label=gettext_lazy("Postcode"), required=False,
        error_messages={"invalid": gettext_lazy("Four digits.")},
    )  # fmt: skip
    town = forms.CharField(label=gettext_lazy("Town"), max_length=40, required=False)
    setup_minutes = minutes_field(gettext_lazy("Minutes to set up"))
    teardown_minutes = minutes_field(gettext_lazy("Minutes to clear away"))

    def __init__(self, *args, event: Event, **kwargs):
        super().__init__(*args, **kwargs)
        self.event = event
        self.fields["space"].queryset = Space.objects.all()

    def clean(self):
        """A space or a place, not both."""
        cleaned = super().clean()
        is_elsewhere = cleaned.get("place") or cleaned.get("street")
        if cleaned.get("space") and is_elsewhere:
            text = _("Choose a space, or write a place: not both.")
            self.add_error("place", text)
        return cleaned

    @property
    def when(self) -> When:
        """What the actions are given."""
        said = {name: self.cleaned_data.get(name) or "" for name in PLACE[1:]}
        said |= {name: self.cleaned_data.get(name) or 0 for name in AROUND}
        space = self.cleaned_data.get("space")
        if space:  # postcode and town belong to an address of others
            said |= dict.fromkeys(PLACE[1:], "")
        return When(self.start, self.end, space=space, **said)

    def begin_with(self, when: When) -> None:
        """Begin with a time and a place."""
        self.initial |= first_of(when.start, when.end)
        self.initial |= {name: getattr(when, name) for name in (*PLACE[1:], *AROUND)}
        self.initial["space"] = when.space


class PlacesForm(DeskForm):
    """How many may come."""

    capacity = forms.IntegerField(
        label=gettext_lazy("Places"), required=False, min_value=1, max_value=10_000,
        help_text=gettext_lazy("Empty: no limit."),
    )  # fmt: skip
    held_back = forms.IntegerField(
        label=gettext_lazy("Held back"), required=False, min_value=0, initial=0,
        max_value=10_000, help_text=gettext_lazy("Only staff give them away."),
    )  # fmt: skip
    waiting_places = forms.IntegerField(
        label=gettext_lazy("On the waiting list"), required=False, min_value=0,
        initial=20, max_value=10_000, help_text=gettext_lazy("0: no waiting list."),
    )  # fmt: skip

    def clean(self):
        """Not more are held back than there are."""
        cleaned = super().clean()
        capacity, held_back = cleaned.get("capacity"), cleaned.get("held_back")
        if capacity is not None and held_back and held_back > capacity:
            self.add_error("held_back", _("That is more than there are places."))
        return cleaned

    def begin_with_places(self, places: Places) -> None:
        """Begin with as many as the date before had."""
        self.initial |= places._asdict()

    @property
    def places(self) -> Places:
        """What the actions are given."""
        said = self.cleaned_data
        return Places(
            said["capacity"], said["held_back"] or 0, said["waiting_places"] or 0
        )


class DateForm(WhereForm, PlacesForm):
    """One new date; a course that has its places already is not asked for them."""

    GROUPS = (
        Group("", ("date", "start_time", "until_time", "space", "capacity"), True),
        ELSEWHERE,
        MORE,
    )

    def __init__(self, *args, event: Event, has_places: bool, **kwargs):
        super().__init__(*args, event=event, **kwargs)
        if has_places:
            for name in PLACES:
                del self.fields[name]

    @property
    def seats(self) -> Places | None:
        """The places of the date; None where those of the course are shared."""
        return self.places if "capacity" in self.fields else None


class NoteForm(DeskForm):
    """Why, in both languages: guests and readers see it."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    note_da = forms.CharField(
        label=gettext_lazy("Why, in Danish"), max_length=200, required=False,
        widget=forms.Textarea({"rows": 2, "lang": "da"}),
        help_text=gettext_lazy("Readers and those who have signed up see it."),
    )  # fmt: skip
    note_en = forms.CharField(
        label=gettext_lazy("Why, in English"), max_length=200, required=False,
        widget=forms.Textarea({"rows": 2, "lang": "en"}),
    )  # fmt: skip

    def clean(self):
        """Both languages or neither: half of the guests read the other one."""
        cleaned = super().clean()
        for one, other in (("note_da", "note_en"), ("note_en", "note_da")):
            if cleaned.get(other) and not cleaned.get(one) and one not in self.errors:
                self.add_error(one, _("Write it in both languages, or in none."))
        return cleaned

    @property
    def notes(self) -> dict:
        """The keyword arguments of the actions."""
        return {name: self.cleaned_data[name] for name in ("note_da", "note_en")}


class ChangeForm(WhereForm, NoteForm):
    """Another time or place for a date, and why."""

    GROUPS = (
        Group("", ("date", "start_time", "until_time", "space"), True),
        Group("", ("note_da", "note_en"), True),
        ELSEWHERE,
        AROUND_IT,
    )

    def __init__(self, *args, occurrence: Occurrence, **kwargs):
        super().__init__(*args, event=occurrence.event, **kwargs)
        self.occurrence = occurrence
        self.begin_with(When.of(occurrence))
        self.initial |= {"note_da": occurrence.note_da, "note_en": occurrence.note_en}
        self.initial["seen"] = occurrence.event.version
        if not occurrence.event.is_shown:
            del self.fields["note_da"], self.fields["note_en"]

    @property
    def notes(self) -> dict:
        """The words, where they are asked for."""
        return super().notes if "note_da" in self.fields else {}

    @property
    def is_moved(self) -> bool:
        """Whether guests must hear of it: another time or another place."""
        old, new = When.of(self.occurrence), self.when
        return any(getattr(old, name) != getattr(new, name) for name in TOLD)


class RepeatForm(WhereForm, PlacesForm):
    """Which days: from a rule, or picked."""

    EVERY = (
        ("1", gettext_lazy("Every week")),
        ("2", gettext_lazy("Every second week")),
        (Frequency.BY_WEEKDAY, gettext_lazy("Every month on the same weekday")),
        ("last", gettext_lazy("Every month on the last such weekday")),
        (Frequency.BY_DATE, gettext_lazy("Every month on the same date")),
        (Frequency.PICKED, gettext_lazy("On days that I pick")),
    )
    every = forms.ChoiceField(
        label=gettext_lazy("How often"), choices=EVERY, initial="1"
    )
    count = forms.IntegerField(
        label=gettext_lazy("How many times"), required=False, min_value=1, max_value=60
    )
    until = day_field(
        gettext_lazy("Or until and with"), required=False,
        help_text=gettext_lazy("The number, or the last day: one of the two."),
    )  # fmt: skip
    days = SeveralDaysField(
        label=gettext_lazy("Days that I pick"),
        help_text=gettext_lazy(
            "Only for “On days that I pick”. The times are as above."
        ),
    )
    GROUPS = (
        Group(
            "",
            ("every", "date", "start_time", "until_time", "count", "until", "space",
             "capacity"),
            True,
        ),
        Group(gettext_lazy("Days that I pick"), ("days",)),
        ELSEWHERE,
        MORE,
    )  # fmt: skip

    rule: Rule | None = None

    def __init__(self, *args, event: Event, has_places: bool, **kwargs):
        super().__init__(*args, event=event, **kwargs)
        self.fields["date"].label = _("First day")
        self.fields["until_date"].label = _("Ends on the day")
        self.fields["until_date"].help_text = _("Empty: the same day.")
        if has_places:
            for name in PLACES:
                del self.fields[name]

    def begin_with_rule(self, said: dict | None) -> None:
        """Begin with the rule that an event has; without one, with no day."""
        self.initial |= {"date": None, "until_date": None}
        if said:
            rule = Rule.from_json(said)
            every = str(rule.interval if rule.freq == Frequency.WEEKLY else rule.freq)
            if rule.freq == Frequency.BY_WEEKDAY and rule.nth == LAST:
                every = "last"
            self.initial |= {"every": every, "date": rule.first, "count": rule.count}
            self.initial |= {"until": rule.until, "days": list(rule.dates[1:])}

    def clean(self):
        """Make the rule and read it: it has an end, dates, and hours that exist."""
        cleaned = super().clean()
        if self.errors:
            return cleaned
        try:
            self.rule = self._rule()
            self.moments = self._moments()
        except Unplannable as reason:
            field = {"no_end": "count", "missing_hour": "start_time"}
            is_picked = cleaned["every"] == Frequency.PICKED
            other = "days" if is_picked else "until"
            self.add_error(field.get(reason.code, other), reason.text)
        return cleaned

    def _rule(self) -> Rule:
        said = self.cleaned_data
        every, first = said["every"], said["date"]
        if every == Frequency.PICKED:
            return Rule.picked([first, *said["days"]])
        end = {"until": said["until"]}
        if said["count"]:
            end = {"count": said["count"]}
        if every in {"1", "2"}:
            return Rule(Frequency.WEEKLY, first, interval=int(every), **end)
        if every == "last":
            return Rule(Frequency.BY_WEEKDAY, first, nth=LAST, **end)
        return Rule(Frequency(every), first, **end)

    def _moments(self) -> list[Moment]:
        said = self.cleaned_data
        last = said.get("until_date") or said["date"]
        nights = (last - said["date"]) // DAY
        if said["until_time"] == MIDNIGHT and not said.get("until_date"):
            nights = 1
        return self.rule.moments(said["start_time"], said["until_time"], nights)

    @property
    def seats(self) -> Places | None:
        """The places of the dates; None where those of the course are shared."""
        return self.places if "capacity" in self.fields else None


def first_of(start: dt.datetime, end: dt.datetime) -> dict:
    """A time as the fields of a form begin with it."""
    start, end = timezone.localtime(start), timezone.localtime(end)
    is_longer = start.date() != end.date() and end.time() != MIDNIGHT
    if (end.date() - start.date()).days > 1:
        is_longer = True
    return {
        "date": start.date(),
        "start_time": start.time(),
        "until_time": end.time(),
        "until_date": end.date() if is_longer else None,
    }
