"""Mails of a watch: in its language, queued with what they tell of.

All are secret: they hold the private link, so their words are cleared once sent.
"""

import datetime as dt
from collections.abc import Iterable

from django.db.models import prefetch_related_objects
from django.utils import translation

from hub import mail
from search.models import SpaceWatch
from search.watches.links import WATCHES
from search.watches.wanted import Wanted, wanted_by
from spaces.choices import PriceGroup
from spaces.finding import Row
from spaces.times import when

MOST_ROWS = 10
UNPRESSED = dt.timedelta(days=2)  # how long the link of the first mail works


def tell(name: str, watch: SpaceWatch, **context) -> None:
    """Queue `email/watch_<name>`."""
    with translation.override(watch.language):
        wanted = wanted_by(watch.query)
        said = {
            "days": UNPRESSED.days,
            "watch": watch,
            "wanted": wanted,
            "facts": wanted.facts,
            "url": WATCHES.link(watch),
            "end_url": WATCHES.end_link(watch),
        }
        mail.send(
            f"watch_{name}",
            to=watch.email,
            language=watch.language,
            context=said | context,
            is_secret=True,
            headers=WATCHES.headers_for(watch),
        )


def tell_of_free(watch: SpaceWatch, rows: Iterable[Row]) -> None:
    """Queue the mail that says which spaces have become free."""
    rows = list(rows)
    with translation.override(watch.language):
        wanted = wanted_by(watch.query)
        first = rows[:MOST_ROWS]
        prefetch_related_objects([row.space for row in first], "prices")
        shown = [told(wanted, row) for row in first]
        more = len(rows) - len(shown)
        tell("free", watch, rows=shown, number=len(rows), more=more)


def told(wanted: Wanted, row: Row) -> dict:
    """A free space as its mail tells of it."""
    space = row.space
    return {
        "space": space,
        "when": when(*row.free),
        "price": space.prices_now[PriceGroup.CONFIRMED],
        "market_price": space.prices_now[PriceGroup.OTHERS],
        "url": wanted.book_url(row),
    }
