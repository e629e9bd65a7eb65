"""What the list of all events shows: the next dates, a month, or what has been."""

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from events.filter_form import EventFilter
from events.finding import dates_at, dates_for, last_of_each, next_of_each
from events.models.dates import Occurrence
from events.month import month_of
from events.rows import rows_of
from hub import pagecache
from hub.paging import page_links

ROWS = 20
CALENDAR, FEED, PAST = "calendar/", "feed/", "past/"  # gettext makes them Danish


def listing_of(request: HttpRequest, language: str) -> dict:
    """What the template of the list is given; a fixed number of queries."""
    form = EventFilter(request.GET)
    context = around(form, request.path)
    if asked := request.GET.get("month"):
        return context | {"view": "month"} | month_of(asked, form, language)
    groups = next_of_each(dates_for(form.wish))
    page = Paginator(groups, ROWS).get_page(request.GET.get("page"))
    return context | {
        "view": "list",
        "number": page.paginator.count,
        "rows": rows_of(dates_at(list(page)), language),
        "pages": page_links(page, form.kept()),
    }


def past_of(request: HttpRequest, language: str, below: str) -> dict:
    """What has been, a year at a time, the last first."""
    form, years = EventFilter(request.GET), years_with_events()
    year = _year(request.GET.get("year", ""), years)
    groups = last_of_each(dates_for(form.wish._replace(week=False)), year)
    page = Paginator(groups, ROWS).get_page(request.GET.get("page"))
    kept = form.kept(without=("week",), year=str(year))
    return around(form, below) | {
        "view": "past",
        "year": year,
        "years": [(each, form.kept(without=("week",), year=each)) for each in years],
        "number": page.paginator.count,
        "rows": rows_of(dates_at(list(page)), language),
        "pages": page_links(page, kept),
    }


def around(form: EventFilter, below: str) -> dict:
    """What stands around a list: the filter, the tabs, the feeds."""
    today, timeless = timezone.localdate(), form.kept(without=("week",))
    month = form.kept(without=("week",), month=f"{today:%Y-%m}")
    return {
        "filter": form,
        "tabs": [
            ("list", _("Coming"), f"{below}{form.kept()}"),
            ("month", _("Month"), f"{below}{month}"),
            ("past", pgettext("events", "Past"), f"{below}{_(PAST)}{timeless}"),
        ],
        "list_url": below,
        "calendar_url": f"{below}{_(CALENDAR)}{timeless}",
        "feed_url": f"{below}{_(FEED)}{timeless}",
        "plain_calendar_url": f"{below}{_(CALENDAR)}",
        "plain_feed_url": f"{below}{_(FEED)}",
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
