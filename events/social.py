"""The picture that other sites show beside an event's link."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from events.choices import DateStatus
from events.models.dates import Occurrence
from events.models.events import Event
from events.wording import labels_of, place_of, when_of
from hub.drawings.social import Card
from hub.formatting import day, time_range
from hub.social import picture_url
from spaces.hours import local_day


def card_of(event: Event, date: Occurrence | None) -> Card:
    """Title, when and where; what is off says so, and of no time."""
    over = event.get_kind_display()
    over = f"{over} · {_('Example')}" if event.is_example else over
    under = (*_when(date), place_of(date).name) if date else ()
    return Card(str(event.title), event.scene, event.drawing_seed, over, under)


def picture_of(event: Event, date: Occurrence | None) -> str:
    """The full address of an event's picture, in the active language."""
    return picture_url("event_picture", event.pk, card_of(event, date))


def _when(date: Occurrence) -> tuple[str, ...]:
    """The day and the hours, each on its line; of more days than one: from, until."""
    if date.is_cancelled or date.status == DateStatus.POSTPONED:
        return (labels_of(date)[0].short,)
    start, end = date.starts_at, date.ends_at
    is_a_day = local_day(start) == local_day(end)
    words = (day(start), time_range(start, end)) if is_a_day else (when_of(date),)
    return capfirst(words[0]), *words[1:]
