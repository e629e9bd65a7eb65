"""Guards of the database: installed after each migration, missed when they are gone."""

import pytest
from django.apps import apps
from django.core.checks import run_checks
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models.signals import post_migrate
from django.utils import timezone

from hub import guards
from hub.models import Limit

RULE = guards.Guard(
    name="limit_never_forbidden",
    table="hub_limit",
    postgresql=(
        "ALTER TABLE hub_limit ADD CONSTRAINT limit_never_forbidden "
        "CHECK (key <> 'forbidden')",
    ),
    sqlite=tuple(
        f"CREATE TRIGGER limit_never_forbidden_{verb} BEFORE {verb} ON hub_limit "
        "WHEN NEW.key = 'forbidden' BEGIN "
        "SELECT RAISE(ABORT, 'limit_never_forbidden'); END"
        for verb in ("insert", "update")
    ),
)
TAKE_OUT = {
    "postgresql": ["ALTER TABLE hub_limit DROP CONSTRAINT limit_never_forbidden"],
    "sqlite": [
        f"DROP TRIGGER limit_never_forbidden_{verb}" for verb in ("insert", "update")
    ],
}


@pytest.fixture
def guard(db, monkeypatch):
    """A guard that is registered and not yet in the database."""
    monkeypatch.setattr(guards, "_guards", {})
    guards.register(RULE)


def break_the_rule() -> None:
    with transaction.atomic():
        Limit.objects.create(key="forbidden", window_starts_at=timezone.now())


def take_out() -> None:
    with connection.cursor() as cursor:
        for statement in TAKE_OUT[connection.vendor]:
            cursor.execute(statement)


def complaints() -> list[str]:
    errors = run_checks(tags=["database"], databases=["default"])
    return [error.msg for error in errors if error.id == "hub.W001"]


def test_the_database_refuses_what_a_guard_forbids(guard):
    break_the_rule()
    Limit.objects.all().delete()

    guards.install(connection)

    with pytest.raises(IntegrityError):
        break_the_rule()
    Limit.objects.create(key="allowed", window_starts_at=timezone.now())


def test_a_guard_is_installed_once(guard):
    guards.install(connection)
    guards.install(connection)

    assert guards.missing(connection) == []


def test_a_guard_that_is_gone_is_missed_and_comes_back_with_a_migration(guard):
    guards.install(connection)
    well = complaints()
    take_out()

    missed = complaints()
    last = [app for app in apps.get_app_configs() if app.models_module][-1]
    post_migrate.send(last, app_config=last, using="default", verbosity=0, plan=[])

    assert well == []
    assert missed == ["The database lacks the guard limit_never_forbidden."]
    assert complaints() == []


def test_half_a_guard_is_missed_and_made_whole(guard):
    one = getattr(RULE, connection.vendor)
    other = tuple(each.replace("forbidden", "forgotten") for each in one)
    guards.register(RULE._replace(**{connection.vendor: one + other}))
    guards.install(connection)
    take_out()

    missed = guards.missing(connection)
    guards.install(connection)

    assert missed == ["limit_never_forbidden"]
    assert guards.missing(connection) == []
    with pytest.raises(IntegrityError):
        break_the_rule()


def test_a_guard_waits_for_its_table(guard):
    later = RULE._replace(name="of_a_later_part", table="hub_no_such_table")
    guards.register(later)
    before = guards.missing(connection)

    guards.install(connection)

    assert before == ["limit_never_forbidden"]
    assert "of_a_later_part" not in guards.present(connection)


def test_the_check_says_so_where_the_database_does_not_answer(database_away):
    errors = guards.check_guards(databases=["default"])

    assert [error.id for error in errors] == ["hub.E002"]
    with pytest.raises(DatabaseError):
        guards.present(connection)
