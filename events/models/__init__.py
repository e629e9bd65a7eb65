"""Events: the facts once, the words twice."""

import spaces.models  # noqa: F401 -- before `spaces.hours`, which reads them
from events.models.dates import Occurrence, OccurrenceQuerySet, Seats
from events.models.events import Event
from events.models.pages import EventIndexPage, EventPage
from events.models.records import PlacesChange
from events.models.signups import Signup

__all__ = [
    "Event",
    "EventIndexPage",
    "EventPage",
    "Occurrence",
    "OccurrenceQuerySet",
    "PlacesChange",
    "Seats",
    "Signup",
]
