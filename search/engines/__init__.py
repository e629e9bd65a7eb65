"""Where the words of the index lie: each database has its own way to find them.

Both answer the same: `write`, `clear`, `matching` and `scored`.
"""

from types import ModuleType

from django.db import connection

from search.engines import postgresql, sqlite

ENGINES = {"postgresql": postgresql, "sqlite": sqlite}


def engine() -> ModuleType:
    """The engine of the database in use."""
    return ENGINES[connection.vendor]
