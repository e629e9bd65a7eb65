"""How proposals stand, drawn as a bar with its numbers as text."""

from django import template

register = template.Library()


@register.inclusion_tag("components/state_bar.html")
def state_bar(counts: list[tuple]) -> dict:
    """Parts of a bar 100 wide, one for each state, as wide as its share."""
    total = sum(number for _, number in counts) or 1
    parts, before = [], 0
    for state, number in counts:
        x, width = 100 * before / total, 100 * number / total
        parts.append(
            {
                "state": state.value,
                "label": state.label,
                "number": number,
                "x": f"{x:.2f}",
                "width": f"{width:.2f}",
            }
        )
        before += number
    return {"parts": parts}
