"""The register of what is kept about people, for the privacy page."""

from django import template

from hub import privacy

register = template.Library()


@register.simple_tag
def kept_lines() -> list[privacy.Line]:
    """All lines of all apps."""
    return privacy.lines()
