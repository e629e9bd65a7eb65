"""Events on pages of other rooms."""

from django import template
from django.utils.translation import get_language

from events.addresses import index_url
from events.finding import Wish, dates_at, dates_for, next_of_each
from events.models import OccurrenceQuerySet
from events.rows import Row, rows_of
from hub import pagecache
from hub.models import District, Organisation
from spaces.models import Space

register = template.Library()
MOST = 4


@register.inclusion_tag("events/next.html")
def next_events() -> dict:
    """The next events that take place, for the front page."""
    return _told("events", dates_for(Wish()).held())


@register.inclusion_tag("events/here.html")
def events_in_space(space: Space) -> dict:
    """What happens in a space next."""
    dates = dates_for(Wish()).in_space(space)
    return _told(f"events in space {space.pk}", dates)


@register.inclusion_tag("events/hosted.html")
def events_hosted_by(organisation: Organisation) -> dict:
    """What an organisation invites to next."""
    dates = dates_for(Wish()).hosted_by(organisation)
    key = f"events hosted by {organisation.pk}"
    return _told(key, dates) | {"organisation": organisation}


@register.inclusion_tag("events/in_district.html")
def events_in_district(district: District) -> dict:
    """What happens in a district next."""
    dates = dates_for(Wish(districts=(district.pk,)))
    return _told(f"events in district {district.pk}", dates) | {"district": district}


def _told(key: str, dates: OccurrenceQuerySet) -> dict:
    """Rows of the next events and the way to all; nothing without a list of them."""
    language = get_language()
    below = index_url(language)

    def find() -> list[Row]:
        return rows_of(dates_at(list(next_of_each(dates)[:MOST])), language)

    rows = pagecache.remembered(f"{key} {language}", find) if below else []
    return {"rows": rows, "list_url": below}
