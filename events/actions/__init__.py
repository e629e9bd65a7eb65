"""All changes to events, dates and sign-ups: verbs, plain values in, saved rows out."""

from events.actions.changing import (
    cancel_date,
    change_date,
    change_facts,
    postpone,
    remove_date,
)
from events.actions.moving import When
from events.actions.planning import (
    Places,
    add_date,
    dates_of_rule,
    plan,
    wanted_dates,
)
from events.actions.publishing import (
    cancel_event,
    problems_of,
    publish,
    publish_due,
    unpublish,
)
from events.actions.rooms import use_booking
from events.actions.suggesting import decline_suggestion, duplicate, suggest
from events.clashes import clashes_of, covers, outside_hours

__all__ = [
    "Places",
    "When",
    "add_date",
    "cancel_date",
    "cancel_event",
    "change_date",
    "change_facts",
    "clashes_of",
    "covers",
    "dates_of_rule",
    "decline_suggestion",
    "duplicate",
    "outside_hours",
    "plan",
    "postpone",
    "publish",
    "publish_due",
    "remove_date",
    "suggest",
    "unpublish",
    "use_booking",
    "wanted_dates",
    "problems_of",
]
