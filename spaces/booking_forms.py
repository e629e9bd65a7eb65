"""The first forms of a booking: when, and what for."""

import datetime as dt
import uuid
from itertools import groupby

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from hub.bilingual import active_language
from hub.formatting import clock, money
from hub.forms import PublicForm
from spaces import rules
from spaces.choices import FoodSale
from spaces.choosing import Choice, Slot, read_date, wall
from spaces.hours import local_day
from spaces.models import Space
from spaces.refusals import TEXTS, Problem, problem


class ChoiceForm(forms.Form):
    """Date, from and until as lists of what is allowed; sent by GET, keeps nothing."""

    date = forms.CharField(label=_("Date"), widget=forms.Select)
    start = forms.CharField(label=_("From"), widget=forms.Select)
    until = forms.CharField(label=_("Until"), widget=forms.Select)

    def __init__(self, choice: Choice):
        """Offer what the choice has left; keep what was wanted, wrong or not."""
        day = choice.day
        starts, ends = choice.starts(), choice.ends()
        first = starts[0] if starts else None
        usual = choice.usual_end(_wanted(choice, starts) or first) if starts else None
        wanted = {
            "date": day.isoformat() if day else "",
            "start": hour_of(first) if first else "",
            "until": until_value(usual, day) if usual else "",
        }
        kept = {key: value for key, value in choice.wish.items() if value}
        is_offered = day is not None or bool(kept)
        super().__init__(wanted | kept if is_offered else None, auto_id="choose_%s")
        self.choice = choice
        wanted_day = read_date(choice.wish["date"])
        words = wanted_day and day_words(wanted_day)
        self._offer("date", days_in_weeks(choice.days), words)
        picked = choice.picked if isinstance(choice.picked, Slot) else None
        options = [(hour_of(each), clock(each)) for each in starts]
        self._offer("start", options, picked and clock(picked.start))
        options = [(until_value(each, day), until_words(each, day)) for each in ends]
        self._offer("until", options, picked and until_words(picked.end, day))

    def _offer(self, name: str, options: list, words: str | None) -> None:
        """The allowed values, and the one that was wanted, in words if it has any."""
        value, flat = self.data.get(name, ""), dict(_flat(options))
        if value and value not in flat:
            options = [(value, words or value), *options]
        self.fields[name].widget.choices = options

    def clean(self) -> dict:
        """Say by the field what is wrong with the time, once all three are there."""
        for each in self.choice.new_problems:
            self.add_error(
                each.field if each.field in self.fields else "start", each.text
            )
        return self.cleaned_data


def _wanted(choice: Choice, starts: list[dt.datetime]) -> dt.datetime | None:
    """The start that the address names, if it is one of those."""
    named = choice.wish["start"]
    return next((t for t in starts if hour_of(t) == named), None)


def _flat(options: list) -> list:
    """Pairs of value and words, out of their groups."""
    return [
        pair
        for value, words in options
        for pair in (words if isinstance(words, list) else [(value, words)])
    ]


def days_in_weeks(days: list[dt.date]) -> list:
    """The days as options, under the number of their week."""
    weeks = groupby(days, key=lambda day: day.isocalendar().week)
    return [
        (
            _("Week %(number)s") % {"number": week},
            [(d.isoformat(), day_words(d)) for d in of],
        )
        for week, of in weeks
    ]


def hour_of(moment: dt.datetime) -> str:
    """`16:00` in Copenhagen."""
    return f"{timezone.localtime(moment):%H:%M}"


def day_words(day: dt.date) -> str:
    """`torsdag den 26. november`, `Thursday 26 November`."""
    return date_format(day, r"l \d\e\n j. F" if active_language() == "da" else "l j F")


def until_value(moment: dt.datetime, day: dt.date | None) -> str:
    """The end of a time as the address has it: with its date where that is another."""
    is_same = local_day(moment) == day
    return hour_of(moment) if is_same else wall(moment)


def until_words(moment: dt.datetime, day: dt.date | None) -> str:
    """The end of a time in words."""
    if local_day(moment) == day:
        return clock(moment)
    return f"{clock(moment)} ({day_words(local_day(moment))})"


class TellForm(PublicForm):
    """What a space is wanted for; the times, the key and the price seen come along."""

    people = forms.IntegerField(
        label=_("How many come?"),
        min_value=1,
        widget=forms.NumberInput(
            {"class": "input input--short", "inputmode": "numeric"}
        ),
    )
    purpose = forms.CharField(
        label=_("What are you going to do?"),
        help_text=_("Two or three sentences will do. Nothing sensitive about others."),
        max_length=600,
        widget=forms.Textarea({"rows": 4}),
    )
    food = forms.ChoiceField(
        label=_("Will the food be sold afterwards?"),
        help_text=_(
            "Who makes food to sell is a food business and registers with "
            "Fødevarestyrelsen first. We help with it."
        ),
        choices=FoodSale,
        widget=forms.RadioSelect,
        error_messages={"required": TEXTS["food"]},
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, *args, space: Space, **kwargs):
        """Ask about food in a kitchen only."""
        super().__init__(*args, **kwargs)
        self.space = space
        self.fields["people"].widget.attrs["max"] = space.capacity
        if not space.is_kitchen:
            del self.fields["food"]

    def clean_people(self) -> int:
        """More than the space holds is refused here, by the field."""
        people = self.cleaned_data["people"]
        for each in rules.problems_of_wish(self.space, people=people, food="-"):
            raise ValidationError(each.text, each.code)
        return people

    def agree_to(self, price_ore: int) -> None:
        """Refuse where the price is higher than the one that was shown."""
        seen = self.cleaned_data.get("seen")
        if seen is not None and seen < price_ore:
            self.refuse([problem("price", price=money(price_ore))])

    def refuse(self, problems: list[Problem]) -> None:
        """Say what the rules found, each by its field where the form has it."""
        add_problems(self, problems)

    @property
    def wish(self) -> dict:
        """People, purpose and food."""
        said = self.cleaned_data
        names = ("people", "purpose", "food")
        return {name: said[name] for name in names if name in said}


def add_problems(form: forms.Form, problems: list[Problem]) -> None:
    """Problems as errors of a form, by the field where it is one that people see."""
    for each in problems:
        is_shown = each.field in form.fields and not form[each.field].is_hidden
        form.add_error(
            each.field if is_shown else None, ValidationError(each.text, each.code)
        )
