"""Database guards: rules that the database keeps whatever the code above does.

An app's `guards.py` registers its guards. They are installed after every migration,
because a migration on SQLite that alters a table drops its triggers silently, and
verified by a system check and by `/readyz`.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from django.apps import apps
from django.core import checks
from django.db import DatabaseError, connections
from django.db.models.signals import post_migrate
from django.dispatch import receiver

from hub import roles

NAMED = re.compile(r"\b(?:CONSTRAINT|TRIGGER)\s+(\w+)")


class Guard(NamedTuple):
    """One rule: its name, its table, and the SQL per vendor.

    The SQL writes CONSTRAINT and TRIGGER in capitals before the names that it makes.
    """

    name: str
    table: str
    postgresql: tuple[str, ...]
    sqlite: tuple[str, ...]

    def is_among(self, there: set[str], vendor: str) -> bool:
        """Whether all that it is made of is there: half a guard guards nothing."""
        made = NAMED.findall(" ".join(getattr(self, vendor)))
        return there.issuperset(made or [self.name])


_guards: dict[str, Guard] = {}


def register(guard: Guard) -> None:
    """Add a guard; a constraint on PostgreSQL, triggers on SQLite, of that name."""
    _guards[guard.name] = guard


def registered() -> Iterable[Guard]:
    """All guards of all apps."""
    return _guards.values()


def present(connection) -> set[str]:
    """Names of the constraints or triggers that the database has."""
    sql = {
        "postgresql": "SELECT conname FROM pg_constraint "
        "UNION ALL SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return {row[0] for row in cursor.fetchall()}


def missing(connection) -> list[str]:
    """Names of the guards that an existing table lacks, wholly or in part."""
    there = present(connection)
    tables = set(connection.introspection.table_names())
    return [
        guard.name
        for guard in registered()
        if guard.table in tables and not guard.is_among(there, connection.vendor)
    ]


def install(connection) -> None:
    """Put in what is missing of the guards."""
    lacking, there = missing(connection), present(connection)
    statements = [
        statement
        for guard in registered()
        if guard.name in lacking
        for statement in getattr(guard, connection.vendor)
        if not there.intersection(NAMED.findall(statement))
    ]
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@receiver(post_migrate)
def install_after_migrate(sender, using, **kwargs):
    """Install once, after the last app has migrated, and apply the roles."""
    with_models = [app for app in apps.get_app_configs() if app.models_module]
    if sender.label == with_models[-1].label:
        install(connections[using])
        roles.apply()


@checks.register(checks.Tags.database)
def check_guards(app_configs=None, databases=None, **kwargs):
    """Warn where a guard is missing: an error would keep `migrate` from mending it."""
    errors = []
    for alias in databases or []:
        try:
            names = missing(connections[alias])
        except DatabaseError as error:
            errors.append(checks.Error(str(error), id="hub.E002"))
            continue
        errors += [
            checks.Warning(f"The database lacks the guard {name}.", id="hub.W001")
            for name in names
        ]
    return errors
