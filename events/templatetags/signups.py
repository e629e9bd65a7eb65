"""Words of sign-ups for pages and mails."""

from django import template

from events.models import Occurrence
from events.wording import place_of

register = template.Library()


@register.filter
def place(date: Occurrence) -> str:
    """Where a date is, with the address, in one line."""
    return ", ".join(part for part in place_of(date) if part)
