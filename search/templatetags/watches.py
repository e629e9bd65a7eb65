"""What the list of spaces shows of being told by mail."""

from django import template
from django.urls import reverse
from django.utils import timezone

from search.models import SpaceWatch
from search.watches.wanted import Wanted, wanted_by

register = template.Library()


@register.inclusion_tag("search/watch_offer.html")
def watch_offer(form, *, number: int) -> dict:
    """Below a search for a time that found so many spaces: a way to be told of more.

    Nothing where no day is asked for, or it lies too far ahead. No query.
    """
    wanted = Wanted(form.query)
    understood = wanted_by(wanted.query) if wanted.wish.window else None
    if understood is None or understood.problem:
        return {}
    address = f"{reverse('watch_space')}?{understood.query}"
    return {"watch_url": address, "number": number}


@register.simple_tag
def searches_followed() -> int:
    """How many searches are followed by mail now; one query."""
    return SpaceWatch.objects.live(timezone.now()).count()
