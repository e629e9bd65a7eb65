"""All changes to events, dates and sign-ups: verbs, plain values in, saved rows out."""

from events.actions.by_hand import add_by_hand, give_place
from events.actions.changing import (
    cancel_date,
    change_date,
    change_facts,
    postpone,
    remove_date,
)
from events.actions.drafting import begin, begin_story, remove, schedule, take_up
from events.actions.moving import When
from events.actions.places import change_places, expire, offer_free
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
from events.actions.signing import (
    accept,
    cancel,
    confirm,
    correct,
    delete,
    forget,
    sign_up,
)
from events.actions.suggesting import decline_suggestion, duplicate, suggest
from events.actions.telling import message_all
from events.clashes import clashes_of, covers, outside_hours

__all__ = [
    "Places",
    "When",
    "accept",
    "add_by_hand",
    "add_date",
    "cancel",
    "begin",
    "begin_story",
    "cancel_date",
    "cancel_event",
    "change_date",
    "change_facts",
    "change_places",
    "clashes_of",
    "confirm",
    "correct",
    "covers",
    "dates_of_rule",
    "decline_suggestion",
    "delete",
    "duplicate",
    "expire",
    "forget",
    "give_place",
    "message_all",
    "offer_free",
    "outside_hours",
    "plan",
    "postpone",
    "problems_of",
    "publish",
    "publish_due",
    "remove",
    "remove_date",
    "sign_up",
    "schedule",
    "suggest",
    "take_up",
    "unpublish",
    "use_booking",
    "wanted_dates",
]
