"""What the list of all spaces shows: the search, its rows, the map and the pages."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import Q, prefetch_related_objects
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import ngettext

from hub.areas import tile_areas
from hub.choices import OfficialDistrict
from hub.drawings.tilemap import Tile
from hub.paging import page_links
from spaces.addresses import asked, space_urls
from spaces.choices import AccessFeature, Answer, PriceGroup
from spaces.finding import Alternative, Row, find, remember_unmet
from spaces.hours import local_day
from spaces.models.access import AccessFact, AccessNotice
from spaces.models.rooms import Price, Space
from spaces.search_form import SearchForm
from spaces.wording import when_in_words

ROWS = 20
STEP_FREE = (AccessFeature.WAY_IN, AccessFeature.FLOOR)


class Shown(NamedTuple):
    """A row as it is drawn; `number` is that of its pin on the map."""

    number: int
    space: Space
    url: str
    when: str
    price: Price | None
    market_price: Price | None
    steps: str
    notices: list[AccessNotice]


class Near(NamedTuple):
    """An alternative as it is drawn."""

    how: str
    space: Space
    url: str
    when: str


def listing_of(request: HttpRequest, language: str) -> dict:
    """What the template of the list is given."""
    now, form = timezone.now(), SearchForm(request.GET)
    wish = form.wish
    found = find(wish, now=now)
    if wish.window and not found.rows and not found.is_too_far:
        remember_unmet(wish, now=now)
    page = Paginator(found.rows, ROWS).get_page(request.GET.get("page"))
    places = [alternative.space for alternative in found.alternatives]
    urls = space_urls([*(row.space for row in page), *places], language)
    return {
        "form": form,
        "found": found,
        "number": len(found.rows),
        "is_searched": bool(form.kept()),
        "has_time": wish.window is not None,
        "rows": _shown(page, urls, form, now) if found.rows else [],
        "nearest": [_near(each, urls, form, now) for each in found.alternatives],
        "tiles": _tiles(found.rows, page, form),
        "pages": page_links(page, form.kept()),
    }


def _shown(page: Page, urls: dict, form: SearchForm, now) -> list[Shown]:
    spaces = [row.space for row in page]
    prefetch_related_objects(spaces, "prices")
    steps, notices = _steps(spaces), list(AccessNotice.objects.shown_at(now))
    return [
        Shown(
            number=number,
            space=row.space,
            url=urls[row.space.pk] + _kept(row, form, now),
            when=when_in_words(row.free, now) if row.free else "",
            price=row.space.prices_now[PriceGroup.CONFIRMED],
            market_price=row.space.prices_now[PriceGroup.OTHERS],
            steps=steps[row.space.pk],
            notices=[n for n in notices if n.is_about(row.space)],
        )
        for number, row in enumerate(page, page.start_index())
    ]


def _kept(row: Row, form: SearchForm, now) -> str:
    """What was typed; without a date the week in which the space is next free."""
    day = local_day(row.free.start if row.free else now)
    if form.wish.day or day.isocalendar()[:2] == local_day(now).isocalendar()[:2]:
        return form.kept()
    return form.kept(week=f"{day:%G-W%V}")


def _steps(spaces: Iterable[Space]) -> dict[int, str]:
    """Whether one gets to and into each space without a step, by its key."""
    here = Q(venue__in={space.venue_id for space in spaces}) | Q(space__in=spaces)
    rows = AccessFact.objects.filter(here, feature__in=STEP_FREE)
    known = defaultdict(set)
    for venue, space, answer in rows.values_list("venue", "space", "answer"):
        known[venue, space].add(answer)
    found = {}
    for space in spaces:
        answers = known[space.venue_id, None], known[None, space.pk]
        if answers == ({Answer.YES}, {Answer.YES}):
            found[space.pk] = Answer.YES
        else:
            is_no = any(Answer.NO in each for each in answers)
            found[space.pk] = Answer.NO if is_no else Answer.UNKNOWN
    return found


def _near(each: Alternative, urls: dict, form: SearchForm, now) -> Near:
    url = urls[each.space.pk] + form.kept(**asked(each.time), week="")
    return Near(each.how.label, each.space, url, when_in_words(each.time, now))


def _tiles(rows: list[Row], page: Page, form: SearchForm) -> list[Tile]:
    """Each official district with the numbers of its rows, and a link that filters."""
    counts = Counter(row.space.venue.district.official for row in rows)
    pins = defaultdict(list)
    for number, row in enumerate(page, page.start_index() if rows else 1):
        pins[row.space.venue.district.official].append(number)
    chosen = set(form.wish.districts)
    return [
        Tile(
            district=number,
            name=OfficialDistrict(number).label,
            href=form.kept(district=area.slug),
            note=_count(counts[number]),
            has=counts[number] > 0,
            is_active=bool(chosen) and chosen <= set(area.districts),
            pins=pins[number],
        )
        for number, area in sorted(tile_areas().items())
    ]


def _count(number: int) -> str:
    words = ngettext("%(number)d space", "%(number)d spaces", number)
    return words % {"number": number}
