"""Where the words of the index lie: each database has its own way to find them.

Both have the same: `FIRST`, what a question begins with, `found` and `ranked`, what it
is asked of, `whole` and `score`, `write` and `clear`, and `LIGHTLY`, what a write that
may be lost begins with.
"""

from types import ModuleType

from django.db import connection

from search.engines import postgresql, sqlite

ENGINES = {"postgresql": postgresql, "sqlite": sqlite}


def engine() -> ModuleType:
    """The engine of the database in use."""
    return ENGINES[connection.vendor]
