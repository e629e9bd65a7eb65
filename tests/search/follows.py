"""Followers for tests, the mails to them, and the paths of their links."""

import datetime as dt
from itertools import count

from django.utils import timezone

from hub.models import OutgoingMail, Theme
from search.followers.editions import edition_of
from search.followers.links import NEWS
from search.models import Follower

FOLLOW = {"da": "/da/foelg/", "en": "/en/follow/"}
END = {"da": "slut/", "en": "end/"}
_numbers = count(1)


def make_follower(*, districts=(), themes=(), **fields) -> Follower:
    """Somebody who has confirmed, and was told of all until the last mail."""
    now = timezone.now()
    values = {
        "email": f"follower{next(_numbers)}@example.org",
        "confirmed_at": now,
        "told_until": edition_of(now),
    }
    follower = Follower.objects.create(**values | fields)
    follower.districts.set(districts)
    follower.themes.set(themes)
    return follower


def make_asking(**fields) -> Follower:
    """Somebody who has not confirmed yet."""
    return make_follower(**{"confirmed_at": None, "told_until": None} | fields)


def make_theme(name: str = "Mad", name_en: str = "Food", slug: str = "") -> Theme:
    """A theme to follow."""
    slug = slug or f"tema-{next(_numbers)}"
    return Theme.objects.create(name_da=name, name_en=name_en, slug=slug)


def path_of(follower: Follower, language: str = "da") -> str:
    """Where what is followed is seen and changed."""
    return f"{FOLLOW[language]}{NEWS.token_for(follower)}/"


def end_of(follower: Follower, language: str = "da") -> str:
    """Where it ends."""
    return path_of(follower, language) + END[language]


def mails_to(email: str) -> list[OutgoingMail]:
    """The mails to an address, in their order."""
    return list(OutgoingMail.objects.filter(to=email).order_by("pk"))


def days(number: float) -> dt.timedelta:
    """So many days."""
    return dt.timedelta(days=number)


def of_following() -> dict[str, dict]:
    """Rows for the table of all addresses."""
    return {
        "following": {"token": NEWS.token_for(make_follower())},
        "end_following": {"token": NEWS.token_for(make_follower())},
    }
