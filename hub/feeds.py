"""The feeds of a list, as the head of its page announces them to feed readers."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

ATOM, CALENDAR = "application/atom+xml", "text/calendar"


class Feed(NamedTuple):
    """A link in the head: its media type, what readers call it, its address."""

    type: str
    title: str
    url: str


def feeds_of(
    title: str, urls: Mapping[str, str], words: Iterable[str] = (), kept: str = ""
) -> list[Feed]:
    """The feeds of a whole list, then those of what is chosen from it.

    `urls` are addresses by media type; `kept` is what is chosen as a query
    (`?kind=meal`, or nothing) and `words` say it. A template is given them as `feeds`.
    """
    found = [Feed(kind, title, url) for kind, url in urls.items()]
    if kept:
        narrowed = f"{title}: {', '.join(words)}"
        found += [Feed(kind, narrowed, url + kept) for kind, url in urls.items()]
    return found
