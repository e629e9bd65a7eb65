"""The demo: what each app registers, and the hub's own vocabularies and people."""

from collections.abc import Callable
from typing import NamedTuple


class Demo(NamedTuple):
    """One app's demo: how to load it, and how to make many for measuring."""

    order: int
    name: str
    load: Callable[[], None]
    scale: Callable[[int], None] | None


_demos: list[Demo] = []


def register(
    name: str,
    load: Callable[[], None],
    *,
    order: int,
    scale: Callable[[int], None] | None = None,
) -> None:
    """Add an app's demo; lower orders load first. Loading twice changes nothing."""
    _demos.append(Demo(order, name, load, scale))


def registered() -> list[Demo]:
    """All demos in the order of loading."""
    return sorted(_demos)
