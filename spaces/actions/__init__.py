"""All changes to bookings: verbs with plain values in, the saved thing out."""

from spaces.actions.asking import describe, hold, release, send
from spaces.actions.changing import (
    Moving,
    cancel,
    give_back,
    give_up,
    move,
    withdraw,
)
from spaces.actions.closing import (
    change_space,
    close,
    move_closure,
    open_again,
    rewrite_future,
)
from spaces.actions.deciding import (
    answer,
    ask,
    book_for,
    came,
    confirm,
    decline,
    no_show,
)
from spaces.actions.forgetting import (
    SAID,
    delete_offer,
    forget,
    forget_offer,
    keep_for_invoice,
)
from spaces.actions.invoicing import tick_invoiced, untick_invoiced
from spaces.actions.joining import (
    accept,
    asking,
    join,
    own_organisations,
    refuse_member,
)
from spaces.actions.lapsing import expire_holds, expire_requests
from spaces.actions.reminding import (
    approvers,
    remind,
    tell_managers_of_late,
    tell_of_waiting,
)
from spaces.actions.subscribing import renew_feed
from spaces.actions.telling import handle_problem, tell_problem

__all__ = [
    "SAID",
    "Moving",
    "accept",
    "answer",
    "approvers",
    "ask",
    "asking",
    "book_for",
    "came",
    "cancel",
    "change_space",
    "close",
    "confirm",
    "decline",
    "delete_offer",
    "describe",
    "expire_holds",
    "expire_requests",
    "forget",
    "forget_offer",
    "give_back",
    "give_up",
    "handle_problem",
    "hold",
    "join",
    "keep_for_invoice",
    "move",
    "move_closure",
    "no_show",
    "open_again",
    "own_organisations",
    "refuse_member",
    "release",
    "remind",
    "renew_feed",
    "rewrite_future",
    "send",
    "tell_managers_of_late",
    "tell_of_waiting",
    "tell_problem",
    "tick_invoiced",
    "untick_invoiced",
    "withdraw",
]
