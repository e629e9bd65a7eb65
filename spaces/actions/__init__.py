"""All changes to bookings: verbs with plain values in, the saved thing out."""

from spaces.actions.asking import hold, release, send
from spaces.actions.changing import cancel, give_back, move, withdraw
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
from spaces.actions.lapsing import expire_holds, expire_requests, forget

__all__ = [
    "answer",
    "ask",
    "book_for",
    "came",
    "change_space",
    "cancel",
    "close",
    "confirm",
    "decline",
    "expire_holds",
    "expire_requests",
    "forget",
    "give_back",
    "hold",
    "move",
    "move_closure",
    "no_show",
    "open_again",
    "release",
    "rewrite_future",
    "send",
    "withdraw",
]
