"""Yes, no or a question, right in the row of a request."""

from collections.abc import Callable

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub.models import User
from spaces import actions
from spaces.choices import DeclineReason, Entry
from spaces.models import Booking
from spaces.rules import wall_time
from spaces.staff.fields import DeskForm, day_field, time_field, words_field

APPROVE, DECLINE, ASK = "approve", "decline", "ask"


class EntryForm(DeskForm):
    """How somebody without an introduction gets in the first time."""

    entry = forms.ChoiceField(
        label=_("The first time"),
        choices=[(each.value, each.label) for each in Entry if each],
        widget=forms.RadioSelect,
        initial=Entry.DOOR,
    )
    introduction_on = day_field(_("Introduction on"), required=False)
    introduction_time = time_field(_("at"), required=False)

    def __init__(self, *args, booking: Booking, **kwargs):
        super().__init__(*args, **kwargs)
        self.booking = booking

    def clean(self):
        """An introduction has a time, before the booking begins."""
        cleaned = super().clean()
        day = cleaned.get("introduction_on")
        time = cleaned.get("introduction_time")
        moment = wall_time(day, time) if day and time else None
        cleaned["introduction_at"] = None
        if cleaned.get("entry") != Entry.INTRODUCTION:
            return cleaned
        cleaned["introduction_at"] = moment
        if moment is None:
            self.add_error("introduction_on", _("Say when the introduction is."))
        elif not timezone.now() < moment <= self.booking.starts_at:
            reason = _("The introduction must be before the booking, and not past.")
            self.add_error("introduction_on", reason)
        return cleaned

    @property
    def said(self) -> dict:
        """The keyword arguments of `confirm`."""
        names = ("entry", "introduction_at")
        return {name: self.cleaned_data[name] for name in names}


class AnswerForm(DeskForm):
    """One answer; `change` is the action that gives it."""

    change: Callable = staticmethod(actions.confirm)

    def send(self, booking: Booking, *, by: User, seen: int | None, **more) -> Booking:
        """Give the answer to a booking as it was seen. Raises Refused."""
        said = self.cleaned_data | more
        return self.change(booking=booking, by=by, seen=seen, **said)


class ApproveForm(AnswerForm):
    """Yes."""

    words = words_field(_("More to say (may be empty)"))


class DeclineForm(AnswerForm):
    """No, with one of our reasons and our own words."""

    change = staticmethod(actions.decline)
    reason = forms.ChoiceField(
        label=_("Reason"), choices=[("", _("Choose a reason")), *DeclineReason.choices]
    )
    words = words_field(_("In our own words"))

    def clean(self):
        """Another reason needs words."""
        cleaned = super().clean()
        is_other = cleaned.get("reason") == DeclineReason.OTHER
        if is_other and not cleaned.get("words") and "words" not in self.errors:
            self.add_error("words", _("Say the reason in your own words."))
        return cleaned


class AskForm(AnswerForm):
    """A question: the clock stops until the answer comes."""

    change = staticmethod(actions.ask)
    question = words_field(_("Question"), required=True)


ANSWERS: dict[str, type[AnswerForm]] = {
    APPROVE: ApproveForm,
    DECLINE: DeclineForm,
    ASK: AskForm,
}


class Forms:
    """The forms of one request; the answer that was sent keeps what was typed."""

    def __init__(
        self,
        booking: Booking,
        *,
        needs_entry: bool,
        what: str = "",
        sent: QueryDict | None = None,
    ):
        self.sent_as = what
        for name, form in ANSWERS.items():
            mine = sent if name == what else None
            setattr(self, name, form(mine, auto_id=f"id_{booking.pk}_{name}_%s"))
        self.entry = None
        if needs_entry:
            mine = sent if what == APPROVE else None
            self.entry = EntryForm(
                mine, booking=booking, prefix=str(booking.pk), auto_id="id_%s"
            )

    def is_valid(self) -> bool:
        """Whether the answer that was sent can be given."""
        sent = [getattr(self, self.sent_as)]
        if self.sent_as == APPROVE and self.entry:
            sent.append(self.entry)
        return [form.is_valid() for form in sent] == [True] * len(sent)

    def send(self, booking: Booking, *, by: User, seen: int | None) -> Booking:
        """Give the answer that was sent. Raises Refused."""
        is_yes = self.sent_as == APPROVE and self.entry
        more = self.entry.said if is_yes else {}
        form = getattr(self, self.sent_as)
        return form.send(booking, by=by, seen=seen, **more)
