"""All changes to watches: asked, confirmed, told, ended."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import F
from django.utils import timezone

from hub.transactions import whole
from search.models import SpaceWatch
from search.watches import letters
from search.watches.links import WATCHES
from search.watches.wanted import Wanted
from spaces.finding import Row

MOST = 10  # live watches of one address
DOUBLE_PRESS = dt.timedelta(minutes=1)
APART = dt.timedelta(hours=1)  # between two mails of one watch


class TooMany(Exception):
    """The address follows as many searches as it may."""


def ask(*, email: str, language: str, wanted: Wanted) -> SpaceWatch:
    """Write down who waits for what, and mail a link to confirm with.

    Who follows it already gets a mail that says so, with the link to it: whoever typed
    the address learns nothing. Pressed twice within a minute one mail goes.
    """
    return _ask(email, language, wanted, [row.space.pk for row in wanted.rows()])


@whole
def _ask(email: str, language: str, wanted: Wanted, free: list[int]) -> SpaceWatch:
    now = timezone.now()
    new = {
        "email": email,
        "language": language,
        "ends_at": wanted.ends_at,
        "free": free,
        "asked_at": now,
    }
    watch, is_new = SpaceWatch.objects.get_or_create(
        email__iexact=email, query=wanted.query, defaults=new
    )
    if not is_new:
        mine = SpaceWatch.objects.filter(pk=watch.pk)
        long_ago = mine.filter(asked_at__lte=now - DOUBLE_PRESS)
        if not long_ago.update(asked_at=now, language=language):
            return watch
        watch.refresh_from_db()
    letters.tell("again" if watch.confirmed_at else "confirm", watch)
    return watch


@whole
def confirm(*, watch: SpaceWatch) -> None:
    """Look from now on; done already, nothing happens.

    Raises TooMany. The rows of the address are locked: two links that are pressed at
    once are counted one after the other.
    """
    theirs = list(SpaceWatch.objects.at(watch.email).select_for_update().order_by("pk"))
    now = timezone.now()
    live = [each for each in theirs if each.confirmed_at and each.ends_at > now]
    if watch in live:
        return
    if len(live) >= MOST:
        raise TooMany
    SpaceWatch.objects.filter(pk=watch.pk).update(confirmed_at=now)


@whole
def tell_of_news(*, watch: SpaceWatch, rows: Iterable[Row], seen: str) -> bool:
    """Mail what is free and was not when last looked; says whether a mail was queued.

    Within an hour of the last mail what is news stays news: it is looked at again.
    Does nothing where another worker looked meanwhile, or the watch has ended.
    """
    now, rows = timezone.now(), list(rows)
    known, free = set(watch.free), {row.space.pk for row in rows}
    news = [row for row in rows if row.space.pk not in known]
    must_wait = bool(news and watch.told_at and watch.told_at > now - APART)
    is_told = bool(news) and not must_wait
    after = {
        "free": sorted(free & known if must_wait else free),
        "seen": "" if must_wait else seen,
    }
    if (after["free"], after["seen"]) == (watch.free, watch.seen):
        return False
    if is_told:
        after |= {"told": F("told") + 1, "told_at": now}
    unchanged = SpaceWatch.objects.filter(pk=watch.pk, looks=watch.looks)
    if not unchanged.update(looks=F("looks") + 1, **after):
        return False
    if is_told:
        letters.tell_of_free(watch, news)
    return is_told


@whole
def end(*, watch: SpaceWatch) -> None:
    """Look no more."""
    forget(watch)


def forget(watch: SpaceWatch) -> None:
    """Delete a watch, and its mails that have not gone out; without a commit."""
    WATCHES.mails_about(watch).filter(sent_at=None).delete()
    watch.delete()


def forget_past(now: dt.datetime) -> None:
    """Delete those whose time has come, and those that nobody confirmed."""
    SpaceWatch.objects.past(now, letters.UNPRESSED).delete()
