"""Two changes at once, the second begun at a named point of the first."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait

from django.db import connection

from events.refusals import Refused as EventRefused
from spaces.refusals import Refused

PATIENCE = 0.5  # seconds; after it the rival waits for a lock of the first
LONGEST = 30


def meet(first: Callable, rival: Callable, *, before: str) -> list[str]:
    """What came of both: "done", or the code of the refusal.

    `before` is a part of the statement of the first at which the rival begins, on a
    connection of its own. The first goes on when the rival is done or has to wait.
    """
    with ThreadPoolExecutor(1) as pool:
        begun = []

        def watch(execute, sql, *rest):
            if before in sql and not begun:
                begun.append(pool.submit(alone, rival))
                wait(begun, timeout=PATIENCE)
            return execute(sql, *rest)

        with connection.execute_wrapper(watch):
            result = outcome(first)
        assert begun, f"There was no {before}."
        return [result, begun[0].result(LONGEST)]


def alone(act: Callable) -> str:
    """Act in a thread whose connection ends with it."""
    try:
        return outcome(act)
    finally:
        connection.close()


def outcome(act: Callable) -> str:
    """What came of it."""
    try:
        act()
    except (Refused, EventRefused) as refused:
        return refused.code
    return "done"
