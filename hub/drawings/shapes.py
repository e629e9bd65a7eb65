"""The strokes everything is drawn with: each returns a piece of SVG."""

from html import escape


def number(value: float) -> str:
    """A coordinate with at most one decimal, as short as it can be written."""
    return f"{value:.1f}".removesuffix(".0")


def circle(x: float, y: float, radius: float, fill: str) -> str:
    """A filled circle."""
    return (
        f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}"'
        f' fill="{fill}"/>'
    )


def ring(x: float, y: float, radius: float, colour: str, width: float) -> str:
    """A circle drawn with a line."""
    return (
        f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}"'
        f' fill="none" stroke="{colour}" stroke-width="{number(width)}"/>'
    )


def ellipse(x: float, y: float, wide: float, high: float, fill: str) -> str:
    """A filled ellipse of two radii."""
    return f'<ellipse cx="{x}" cy="{y}" rx="{wide}" ry="{high}" fill="{fill}"/>'


def rectangle(
    x: float, y: float, width: float, height: float, fill: str, corner: float = 3
) -> str:
    """A filled rectangle with rounded corners."""
    return (
        f'<rect x="{number(x)}" y="{number(y)}" width="{number(width)}"'
        f' height="{number(height)}" rx="{number(corner)}" fill="{fill}"/>'
    )


def path(outline: str, fill: str, class_name: str = "") -> str:
    """A filled outline."""
    kind = f' class="{class_name}"' if class_name else ""
    return f'<path d="{outline}" fill="{fill}"{kind}/>'


def line(outline: str, colour: str, width: float) -> str:
    """An outline drawn with a round pen."""
    return (
        f'<path d="{outline}" fill="none" stroke="{colour}" stroke-width="{width}"'
        ' stroke-linecap="round" stroke-linejoin="round"/>'
    )


def place(x: float, y: float, scale: float, body: str) -> str:
    """The body moved to (x, y) and scaled."""
    return (
        f'<g transform="translate({number(x)} {number(y)}) scale({scale:.3g})">'
        f"{body}</g>"
    )


def below(y: float, body: str) -> str:
    """The part of the body under y: a nested viewport clips without needing an id."""
    return (
        f'<svg x="-900" y="{number(y)}" width="2800" height="400"'
        f' viewBox="-900 {number(y)} 2800 400">{body}</svg>'
    )


def drawing(
    width: int, height: int, body: str, class_name: str, label: str = ""
) -> str:
    """A whole picture, which fills its box; without a label it is decoration."""
    named = (
        f'role="img" aria-label="{escape(str(label))}"'
        if label
        else 'aria-hidden="true" focusable="false"'
    )
    return (
        f'<svg class="{class_name}" viewBox="0 0 {width} {height}"'
        f' preserveAspectRatio="xMidYMax slice" {named}>{body}</svg>'
    )
