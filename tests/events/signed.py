"""Sign-ups for tests: made by the form's own action, and read back as they stand."""

import datetime as dt
import uuid

import pytest
from django.utils import timezone

from events import actions
from events.links import token_for
from events.models import Occurrence, Seats, Signup
from events.refusals import Refused
from hub.models import OutgoingMail


def sign_up(date: Occurrence, **said) -> Signup:
    """Somebody signs up for a date, alone; not confirmed yet."""
    number = uuid.uuid4()
    first = {"name": "Ea Lund", "email": f"{number.hex[:8]}@example.org"}
    first |= {"party_size": 1, "language": "da", "key": number}
    return actions.sign_up(seats=date.seats, **first | said)


def come(date: Occurrence, **said) -> Signup:
    """Somebody signs up and confirms."""
    return actions.confirm(signup=sign_up(date, **said))


def wait(date: Occurrence, **said) -> Signup:
    """Somebody goes on the waiting list and confirms."""
    return come(date, wants_waiting=True, **said)


def refused(act, **said) -> str:
    """The code of the refusal."""
    with pytest.raises(Refused) as caught:
        act(**said)
    return caught.value.code


def state(signup: Signup) -> str:
    """Where a sign-up stands now."""
    return Signup.objects.get(pk=signup.pk).state


def states(*signups: Signup) -> list[str]:
    """The same for several."""
    return [state(each) for each in signups]


def taken(date: Occurrence) -> int:
    """How many places are taken, as the database counts them."""
    return Seats.objects.get(pk=date.seats_id).taken


def mails(signup: Signup | None = None) -> list[str]:
    """The subjects of the mails to a guest, or of all, in their order."""
    rows = OutgoingMail.objects.order_by("pk")
    rows = rows.filter(to=signup.email) if signup else rows
    return list(rows.values_list("subject", flat=True))


def path_of(signup: Signup, language: str = "da") -> str:
    """The path of the private link."""
    start = {"da": "/da/din-tilmelding/", "en": "/en/your-sign-up/"}
    return f"{start[language]}{token_for(signup)}/"


def later(time_machine, *, hours: float) -> None:
    """Let so many hours pass."""
    time_machine.move_to(timezone.now() + dt.timedelta(hours=hours))


def is_soon(moment, *, hours: float) -> bool:
    """Whether a time is so many hours ahead."""
    return abs((moment - timezone.now()).total_seconds() - hours * 3600) < 60
