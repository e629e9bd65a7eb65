"""Events on pages of other rooms, and addresses of their calendars."""

from django import template
from django.conf import settings

register = template.Library()


@register.filter
def as_webcal(path: str) -> str:
    """An address of ours that calendar programs subscribe to when it is followed."""
    return "webcal://" + settings.SITE_URL.split("://", 1)[1] + path
