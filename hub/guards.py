"""Database guards: rules that the database keeps whatever the code above does.

An app's `guards.py` registers its guards. They are installed after every migration,
because a migration on SQLite that alters a table drops its triggers silently, and
verified by a system check and by `/readyz`.
"""

from collections.abc import Iterable
from typing import NamedTuple

from django.apps import apps
from django.core import checks
from django.db import DatabaseError, connections
from django.db.models.signals import post_migrate
from django.dispatch import receiver

from hub import roles


class Guard(NamedTuple):
    """One rule: its name in the database, its table, and the SQL per vendor."""

    name: str
    table: str
    postgresql: tuple[str, ...]
    sqlite: tuple[str, ...]


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
    """Names of the guards that an existing table lacks; a trigger begins with one."""
    there = present(connection)
    tables = set(connection.introspection.table_names())
    return [
        guard.name
        for guard in registered()
        if guard.table in tables
        and not any(name.startswith(guard.name) for name in there)
    ]


def install(connection) -> None:
    """Put in the guards that are missing."""
    lacking = set(missing(connection))
    with connection.cursor() as cursor:
        for guard in registered():
            if guard.name in lacking:
                for statement in getattr(guard, connection.vendor):
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
