"""Watches for tests, on the Wednesday morning of `tests.spaces.listed`."""

import datetime as dt
import re

import pytest
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import override

from hub.models import OutgoingMail
from search.models import SpaceWatch
from search.watches import actions
from search.watches.links import WATCHES
from search.watches.looking import look
from search.watches.wanted import Wanted
from spaces import actions as verbs
from spaces.models import Space
from spaces.states import Actor
from tests.spaces import makers
from tests.spaces.listed import AFTERNOON, local

ADDRESS = "ea@example.org"
KITCHEN = f"kind=kitchen&{AFTERNOON}&people=4"


@pytest.fixture
def kitchen(venue):
    """The one kitchen there is."""
    return makers.make_space(
        venue, kind="kitchen", name_da="Køkkenet", name_en="The kitchen",
        slug="koekken", notice_hours=2,
    )  # fmt: skip


def wanted(query: str = AFTERNOON) -> Wanted:
    """What a query asks for."""
    return Wanted(QueryDict(query))


def ask(query: str = AFTERNOON, email: str = ADDRESS, language="da") -> SpaceWatch:
    """A watch whose link is not pressed yet."""
    with override(language):
        return actions.ask(email=email, language=language, wanted=wanted(query))


def make_watch(
    query: str = AFTERNOON, email: str = ADDRESS, language="da"
) -> SpaceWatch:
    """A watch that looks, and whose first mail has gone."""
    watch = ask(query, email, language)
    actions.confirm(watch=watch)
    OutgoingMail.objects.all().delete()
    watch.refresh_from_db()
    return watch


def take(space: Space, start: int = 14, until: int = 17, day: int = 26):
    """Somebody books the space in that time, without a word to anybody."""
    booking = book(space, local(day, start), local(day, until))
    OutgoingMail.objects.all().delete()
    return booking


def book(space: Space, start: dt.datetime, end: dt.datetime):
    """A booking for one time."""
    food = "no" if space.is_kitchen else ""
    return makers.make_booking(space, [(start, end)], food=food, people=1)


def give_back(booking) -> None:
    """Cancel a booking, however late; nobody hears of it."""
    verbs.cancel(booking=booking, by=None, actor=Actor.STAFF)
    OutgoingMail.objects.all().delete()


def told() -> list[OutgoingMail]:
    """The mails that a look brings."""
    before = set(OutgoingMail.objects.values_list("pk", flat=True))
    look()
    return list(OutgoingMail.objects.exclude(pk__in=before).order_by("pk"))


def links_in(mail: OutgoingMail) -> list[str]:
    """The paths of the links in the text, without scheme and host, in order."""
    return re.findall(r"https?://[^/\s]+(/\S*)", mail.body)


def later(clock, minutes: int = 2) -> None:
    """Let time pass."""
    clock.shift(dt.timedelta(minutes=minutes))


def of_watches() -> dict[str, dict]:
    """What fills the gaps of addresses, by the beginning of their names."""
    watch = SpaceWatch.objects.create(
        email=ADDRESS,
        query="date=2030-01-01",
        ends_at=timezone.now() + dt.timedelta(days=1),
    )
    token = {"token": WATCHES.token_for(watch)}
    return {"your_watch": token, "end_watch": token}
