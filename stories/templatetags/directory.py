"""The enterprises of a district on pages of other rooms."""

from django import template
from django.utils.translation import get_language

from hub.models import District, Organisation
from stories.addresses import directory_url, organisation_url
from stories.directory import directory

register = template.Library()
MOST = 8


@register.inclusion_tag("stories/in_district.html")
def enterprises_in(district: District) -> dict:
    """Some who work in a district, in the order of the day, and the way to all."""
    below = directory_url(get_language())
    keys = directory().found({"district": [str(district.pk)]}) if below else []
    there = Organisation.objects.listed().in_bulk(keys[:MOST]) if keys else {}
    rows = [there[key] for key in keys[:MOST] if key in there]
    return {
        "rows": [(each, organisation_url(each)) for each in rows],
        "number": len(keys),
        "list_url": f"{below}?district={district.slug}#result",
    }
