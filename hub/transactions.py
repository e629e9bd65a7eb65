"""Changes that are made whole or not at all, and begun again where two got stuck."""

import time
from collections.abc import Callable
from functools import wraps

from django.db import OperationalError, transaction

ATTEMPTS = 4
WAIT = 0.05  # seconds, doubled each time
# Deadlock, a transaction that cannot be put in order, a lock waited for too long
# (PostgreSQL, appendix A).
AGAIN = {"40P01", "40001", "55P03"}


def whole(change: Callable) -> Callable:
    """Run a change in a transaction of its own, at most four times.

    What two of them cannot do at once is tried again; the last error goes on and
    becomes a page that says "busy" (`hub.errors`).
    """

    @wraps(change)
    def run(*args, **kwargs):
        for attempt in range(1, ATTEMPTS + 1):
            try:
                with transaction.atomic(durable=True):
                    return change(*args, **kwargs)
            except OperationalError as error:
                if attempt == ATTEMPTS or not may_be_repeated(error):
                    raise
                time.sleep(WAIT * 2**attempt)
        return None

    return run


def inside(change: Callable) -> Callable:
    """The same change for whoever holds a transaction already, as the demo does."""
    return change.__wrapped__


def may_be_repeated(error: OperationalError) -> bool:
    """Whether the database gave up because of somebody else, who is done soon."""
    return getattr(error.__cause__, "pgcode", None) in AGAIN
