"""What the list of all events shows: the next dates, a month, or what has been."""

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from wagtail.models import Page

from events.filter_form import EventFilter
from events.finding import dates_at, dates_for, last_of_each, next_of_each
from events.models.dates import Occurrence
from events.month import ROWS, day_of, month_of
from events.rows import rows_of
from hub import feeds, pagecache
from hub.paging import page_links
from hub.routing import language_of

CALENDAR, FEED, PAST = "calendar/", "feed/", "past/"  # gettext makes them Danish


def listing_of(page: Page, request: HttpRequest) -> dict:
    """What the template of the list is given; a fixed number of queries."""
    form, language = EventFilter(request.GET), language_of(page)
    context = around(form, page, request)
    if asked := request.GET.get("month"):
        return context | {"view": "month"} | month_of(asked, form, language)
    if asked := request.GET.get("day"):
        part = request.GET.get("page")
        return context | {"view": "day"} | day_of(asked, form, language, part)
    groups = next_of_each(dates_for(form.wish))
    part = Paginator(groups, ROWS).get_page(request.GET.get("page"))
    return context | {
        "view": "list",
        "number": part.paginator.count,
        "rows": rows_of(dates_at(list(part)), language),
        "pages": page_links(part, form.kept()),
    }


def past_of(page: Page, request: HttpRequest) -> dict:
    """What has been, a year at a time, the last first."""
    form, years = EventFilter(request.GET), years_with_events()
    year = _year(request.GET.get("year", ""), years)
    groups = last_of_each(dates_for(form.wish._replace(week=False)), year)
    part = Paginator(groups, ROWS).get_page(request.GET.get("page"))
    kept = form.kept(without=("week",), year=str(year))
    return around(form, page, request) | {
        "view": "past",
        "description": _("Meals, talks, courses and open houses that were, by year."),
        "year": year,
        "years": [(each, form.kept(without=("week",), year=each)) for each in years],
        "number": part.paginator.count,
        "rows": rows_of(dates_at(list(part)), language_of(page)),
        "pages": page_links(part, kept),
    }


def around(form: EventFilter, page: Page, request: HttpRequest) -> dict:
    """What stands around a list: the filter, the tabs, the feeds."""
    below, today = page.get_url(request), timezone.localdate()
    timeless = form.kept(without=("week",))
    month = form.kept(without=("week",), month=f"{today:%Y-%m}")
    words = form.in_words(without=("week",))
    urls = {feeds.ATOM: f"{below}{_(FEED)}", feeds.CALENDAR: f"{below}{_(CALENDAR)}"}
    return {
        "filter": form,
        "tabs": [
            ("list", _("Coming"), f"{below}{form.kept()}"),
            ("month", _("Month"), f"{below}{month}"),
            ("past", pgettext("events", "Past"), f"{below}{_(PAST)}{timeless}"),
        ],
        "list_url": below,
        **feeds.ways_to_follow(
            page.title, urls, words=words, kept=timeless, chosen=form.chosen
        ),
    }


def years_with_events() -> list[int]:
    """The years in which something has been, the last first."""

    def find():
        past = Occurrence.objects.shown().past().order_by()
        return [each.year for each in past.datetimes("starts_at", "year", "DESC")]

    return pagecache.remembered(f"years of events {timezone.localdate()}", find)


def _year(said: str, years: list[int]) -> int:
    """The year asked for, else the last in which something was."""
    if said.isdecimal() and int(said) in years:
        return int(said)
    return years[0] if years else timezone.localdate().year
