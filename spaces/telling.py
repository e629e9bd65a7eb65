"""What the page of a space tells, whether by a story or by its facts alone."""

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise

from hub import pagecache
from hub.bilingual import SOURCE, Words
from hub.models import SiteSettings
from spaces.addresses import asked, book_url, kept_from, space_urls
from spaces.availability import Calendar
from spaces.choices import OF, AccessFeature, AccessNeed, Answer, PriceGroup
from spaces.finding import Wish, bookable_time
from spaces.hours import Stretch, local_day
from spaces.models.access import AccessFact, AccessNotice
from spaces.models.places import HouseRules
from spaces.models.rooms import Space
from spaces.opening import opening_of
from spaces.rules import length_in_words
from spaces.search_form import SearchForm
from spaces.social import picture_of
from spaces.week import calendar_of_week, monday_of, week_of
from spaces.wording import when_in_words

NOTHING = Words.of("", SOURCE)


class Asked(NamedTuple):
    """A time that the reader looks for, and how to book it if it is free."""

    when: str
    url: str


class Known(NamedTuple):
    """A thing that somebody looked at, with what was written of it."""

    what: str | Promise
    note: Words


class AccessGroup(NamedTuple):
    """What matters to one of God Adgang's user groups: there, missing, not known."""

    name: str
    yes: list[Known]
    no: list[Known]
    unknown: list[Known]


def telling_of(space: Space, request: HttpRequest, language: str) -> dict:
    """What the templates of a space are given; a fixed number of queries."""
    now = timezone.now()
    monday = monday_of(request.GET, space, now)
    calendar = calendar_of_week(space, monday, now=now)
    form = SearchForm(request.GET)
    wanted = _wanted(space, form.wish)
    facts = list(AccessFact.objects.of(space))
    return {
        "space": space,
        "social_image": picture_of(space),
        "week": week_of(
            space, monday, query=request.GET, now=now, calendar=calendar,
            chosen=[wanted] if wanted else [],
        ),
        "asked": _asked(calendar, space, wanted, request, now),
        "book_url": book_url(space) + kept_from(request.GET),
        "notices": AccessNotice.objects.shown_at(now).about(space),
        "opening": opening_of(calendar.hours, space, local_day(now)),
        "access": access_of(facts),
        "looked": looked_by(facts),
        "price": space.prices_now[PriceGroup.CONFIRMED],
        "market_price": space.prices_now[PriceGroup.OTHERS],
        "rules": newest_rules(space),
        "related": related_to(space, language),
        "prices": [
            (price, price.get_group_display())
            for price in space.prices_now.values()
            if price
        ],
        "lengths": {
            "shortest": length_in_words(space.shortest_minutes),
            "longest": length_in_words(space.longest_minutes),
            "interval": length_in_words(space.start_interval_minutes),
            "notice": length_in_words(space.notice_hours * 60),
            "cancellation": length_in_words(space.cancellation_notice_hours * 60),
        },
        "reply_days": SiteSettings.current().reply_days,
    }  # fmt: skip


def _wanted(space: Space, wish: Wish) -> Stretch | None:
    if wish.start is None:
        return None
    return bookable_time(space, wish.start, wish.end or wish.start)


def _asked(
    calendar: Calendar,
    space: Space,
    wanted: Stretch | None,
    request: HttpRequest,
    now: dt.datetime,
) -> Asked | None:
    if wanted is None:
        return None
    longest = dt.timedelta(minutes=space.longest_minutes)
    is_free = wanted.length <= longest and calendar.is_free(space, *wanted)
    times = kept_from(request.GET, week="", **asked(wanted))
    return Asked(when_in_words(wanted, now), book_url(space) + times if is_free else "")


def access_of(facts: Iterable[AccessFact]) -> list[AccessGroup]:
    """All that is asked of a house and a room, by the seven user groups."""
    by_feature = {fact.feature: fact for fact in facts}
    groups = []
    for need in AccessNeed:
        group = AccessGroup(need.label, [], [], [])
        for feature in AccessFeature:
            if need in OF[feature].needs:
                fact = by_feature.get(feature)
                answer = fact.answer if fact else Answer.UNKNOWN
                note = _without_stop(fact.note) if fact else NOTHING
                getattr(group, answer).append(Known(feature.label, note))
        groups.append(group)
    return groups


def _without_stop(note: Words) -> Words:
    """A note as it stands in brackets."""
    return Words.of(note.rstrip("."), note.lang)


def looked_by(facts: Iterable[AccessFact]) -> list[tuple[str, dt.date]]:
    """Who looked and when, the latest first, each once."""
    known = [fact for fact in facts if fact.answer != Answer.UNKNOWN]
    pairs = {(fact.looked_by, fact.looked_on) for fact in known}
    return sorted(pairs, key=lambda pair: pair[1], reverse=True)


def newest_rules(space: Space) -> HouseRules | None:
    """The rules of the house that hold now."""
    rules = HouseRules.objects.filter(venue=space.venue_id).defer("text_da", "text_en")
    key = f"house rules {space.venue_id}"
    return pagecache.remembered(key, lambda: rules.order_by("-version").first())


class Related(NamedTuple):
    """A space that excludes this one, and where it is told of."""

    space: Space
    url: str
    is_whole: bool


def related_to(space: Space, language: str) -> list[Related]:
    """The spaces that this one is a part of, and its own parts."""

    def find():
        wholes, parts = list(space.wholes.shown()), list(space.parts.shown())
        urls = space_urls(wholes + parts, language) if wholes or parts else {}
        return [Related(each, urls[each.pk], True) for each in wholes] + [
            Related(each, urls[each.pk], False) for each in parts
        ]

    return pagecache.remembered(f"related to {space.pk} {language}", find)
