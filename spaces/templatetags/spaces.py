"""Spaces on pages of other rooms, and links from spaces to them."""

from django import template
from django.utils.translation import get_language

from hub import pagecache
from hub.bilingual import SOURCE
from hub.languages import addresses_of
from hub.models import District
from hub.routing import home_in, trail_of
from spaces.addresses import space_urls
from spaces.models import Space

register = template.Library()
FOOD_GUIDANCE = ["kom-i-gang", "koekken-og-mad"]  # where it lies below `/da/`


@register.simple_tag
def food_guidance() -> str:
    """The address of the guidance on food made for sale; empty where it is not."""
    language = get_language()

    def find():
        home = home_in(SOURCE)
        trail = trail_of(home, FOOD_GUIDANCE) if home else []
        if len(trail) <= len(FOOD_GUIDANCE):
            return ""
        key = trail[-1].pk
        return addresses_of((key,), language).get(key, ("",))[0]

    return pagecache.remembered(f"guidance on food {language}", find)


@register.inclusion_tag("spaces/in_district.html")
def spaces_in(district: District) -> dict:
    """The spaces that can be borrowed in a district, by name; two queries."""
    spaces = list(Space.objects.shown().in_district(district))
    urls = space_urls(spaces, get_language()) if spaces else {}
    return {"spaces": [(space, urls[space.pk]) for space in spaces]}
