"""The mail shortly before a date, with a link for who cannot come."""

import datetime as dt

from django.db.models import Max
from django.db.models.functions import Coalesce
from django.utils import timezone

from events import letters
from events.gatherings import Gathering
from events.models import Event, Occurrence, Signup
from events.states import SignupState
from hub.transactions import whole


def due_dates() -> list[Occurrence]:
    """Dates whose guests are to be reminded now, if they have not been."""
    now = timezone.now()
    longest = Event.objects.aggregate(hours=Max("reminder_hours"))["hours"] or 0
    ahead = now + dt.timedelta(hours=longest)
    soon = Occurrence.objects.held().filter(starts_at__gt=now, starts_at__lte=ahead)
    dates = soon.select_related("event").order_by("starts_at", "pk")
    return [date for date in dates if remind_from(date) <= now]


def remind_from(date: Occurrence) -> dt.datetime:
    """When the reminder of a date goes out; with 0 hours never before it begins."""
    return date.starts_at - dt.timedelta(hours=date.event.reminder_hours)


def due_signups(date: Occurrence) -> list[Signup]:
    """Guests of a date who were neither reminded nor confirmed since its time came."""
    rows = Signup.objects.filter(seats=date.seats_id, state=SignupState.CONFIRMED)
    rows = rows.exclude(email="").annotate(
        heard_at=Coalesce("reminded_at", "confirmed_at", "created_at")
    )
    return list(rows.filter(heard_at__lt=remind_from(date)))


@whole
def remind(*, signup: Signup, date: Occurrence) -> bool:
    """Remind one guest of one date; once, whoever asks."""
    mine = Signup.objects.filter(pk=signup.pk, state=SignupState.CONFIRMED)
    now = timezone.now()
    if not mine.filter(reminded_at=signup.reminded_at).update(reminded_at=now):
        return False
    letters.tell("reminder", signup, Gathering(signup.seats), date=date)
    return True
