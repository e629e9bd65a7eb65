"""How one comes to a date: just come, sign up here or elsewhere, or why not."""

from typing import NamedTuple

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from events.choices import SignUpWay
from events.models.dates import Occurrence
from spaces.times import moment


class Way(NamedTuple):
    """The button with its words, or a sentence without one.

    `is_open_door` where nobody signs up; `is_elsewhere` where the button leaves us.
    """

    label: str = ""
    url: str = ""
    words: str = ""
    is_open_door: bool = False
    is_elsewhere: bool = False


def way_of(date: Occurrence) -> Way:
    """What a reader can do about a date now."""
    event = date.event
    if date.is_over or not date.is_held:
        return Way()
    if event.sign_up == SignUpWay.NONE:
        return Way(words=_("Just come. You need not sign up."), is_open_door=True)
    if event.sign_up == SignUpWay.ELSEWHERE:
        label = _("Sign up at their own site")
        return Way(label, event.sign_up_url, is_elsewhere=True)
    return _way_here(date)


def _way_here(date: Occurrence) -> Way:
    now, opens = timezone.now(), date.event.opens_at
    if opens and opens > now:
        return Way(words=_("Sign-up opens %(when)s.") % {"when": moment(opens)})
    if date.sign_up_closes_at <= now:
        return Way(words=_("Sign-up is closed."))
    until = _("Sign up by %(when)s.") % {"when": moment(date.sign_up_closes_at)}
    until = until if date.event.closes_hours_before else ""
    if not date.seats.is_full:
        return Way(_("Sign up"), sign_up_url(date), until)
    if date.seats.waiting_places:
        return Way(_("Go on the waiting list"), sign_up_url(date), until)
    return Way(words=_("It is full, and there is no waiting list."))


def sign_up_url(date: Occurrence) -> str:
    """Where one signs up for a date, in the active language."""
    return reverse("event_sign_up", args=[date.event.slug, date.pk])
