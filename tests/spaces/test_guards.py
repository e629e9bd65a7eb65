"""The database alone refuses two bookings of one time, whoever writes into it."""

import datetime as dt

import pytest
from django.apps import apps
from django.core.checks import run_checks
from django.db import IntegrityError, connection, transaction
from django.db.models.signals import post_migrate

from hub import guards, health
from spaces.guards import NO_OVERLAP, STEPS_STAY
from spaces.models import Occupancy
from tests.spaces import makers

HOUR = dt.timedelta(hours=1)
COLUMNS = "space_id, booking_id, blocked_from, blocked_until, is_blocking"
VALUES = "VALUES (%s, %s, %s, %s, %s)"
INSERT = f"INSERT INTO spaces_occupancy ({COLUMNS}) {VALUES}"
UPDATE = "UPDATE spaces_occupancy SET "
REMOVE = {
    "postgresql": [f"ALTER TABLE spaces_occupancy DROP CONSTRAINT {NO_OVERLAP}"],
    "sqlite": [f"DROP TRIGGER {NO_OVERLAP}_{verb}" for verb in ("insert", "update")],
}


@pytest.fixture
def rows(db):
    """A row that blocks, and one behind it that blocks too."""
    booking = makers.make_booking(makers.make_space(), [makers.slot()])
    later = makers.make_booking(booking.space, [makers.slot(start=14)])
    return booking.occupancies.get(), later.occupancies.get()


def run(sql: str, *values) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def take_the_guard_out() -> None:
    connection.check_constraints()  # PostgreSQL alters no table with checks to come
    for statement in REMOVE[connection.vendor]:
        run(statement)


def stored(moment: dt.datetime):
    """A time as Django writes it into a column."""
    return connection.ops.adapt_datetimefield_value(moment)


def new(row: Occupancy, start: dt.timedelta, end: dt.timedelta, **fields) -> Occupancy:
    """A row of the same space that begins and ends so much later."""
    values = {
        "space": row.space,
        "booking_id": row.booking_id,
        "blocked_from": row.blocked_from + start,
        "blocked_until": row.blocked_until + end,
    }
    return Occupancy(**values | fields)


def insert_raw(one, _other):
    times = stored(one.blocked_from + HOUR), stored(one.blocked_until + HOUR)
    run(INSERT, one.space_id, one.booking_id, *times, True)


def insert_inside(one, _other):
    new(one, HOUR / 2, -HOUR / 2).save()


def insert_around(one, _other):
    new(one, -HOUR, HOUR).save()


def insert_the_same(one, _other):
    new(one, 0 * HOUR, 0 * HOUR).save()


def insert_many(one, _other):
    free, clash = new(one, 8 * HOUR, 8 * HOUR), new(one, -HOUR, -HOUR)
    Occupancy.objects.bulk_create([free, clash])


def insert_two_that_clash_with_each_other(one, _other):
    rows = [new(one, 7 * HOUR, 7 * HOUR), new(one, 8 * HOUR, 8 * HOUR)]
    Occupancy.objects.bulk_create(rows)


def move(one, other):
    Occupancy.objects.filter(pk=other.pk).update(blocked_from=one.blocked_from)


def move_by_raw_sql(one, other):
    run(UPDATE + "blocked_from = %s WHERE id = %s", stored(one.blocked_from), other.pk)


def make_longer(one, other):
    one.blocked_until = other.blocked_from + dt.timedelta(microseconds=1)
    one.save()


def give_another_space(one, other):
    elsewhere = new(one, HOUR, HOUR, space=makers.make_space())
    elsewhere.save()
    run(UPDATE + "space_id = %s WHERE id = %s", one.space_id, elsewhere.pk)


def block_again(one, other):
    cancelled = new(one, HOUR, HOUR, is_blocking=False)
    cancelled.save()
    Occupancy.objects.filter(pk=cancelled.pk).update(is_blocking=True)


def update_many(one, other):
    cancelled = [new(one, HOUR, HOUR, is_blocking=False) for _number in range(2)]
    for row in cancelled:
        row.save()
        row.is_blocking = True
    Occupancy.objects.bulk_update(cancelled, ["is_blocking"])


WAYS = [
    insert_raw, insert_inside, insert_around, insert_the_same, insert_many,
    insert_two_that_clash_with_each_other, move, move_by_raw_sql, make_longer,
    give_another_space, block_again, update_many,
]  # fmt: skip


def as_they_are() -> list[tuple]:
    columns = "pk", "space", "blocked_from", "blocked_until", "is_blocking"
    return list(Occupancy.objects.order_by("pk").values_list(*columns))


def overlapping() -> bool:
    """Whether two blocking rows of one space share a moment."""
    return any(
        a[1] == b[1] and a[4] and b[4] and a[2] < b[3] and b[2] < a[3]
        for a in as_they_are()
        for b in as_they_are()
        if a[0] < b[0]
    )


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_the_database_refuses_an_overlap(rows, way):
    before = as_they_are()

    with pytest.raises(IntegrityError, match=NO_OVERLAP), transaction.atomic():
        way(*rows)

    assert as_they_are() == before


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_without_the_guard_the_overlap_is_there(rows, way):
    take_the_guard_out()

    way(*rows)

    assert overlapping()


def test_the_database_takes_what_only_touches(rows):
    one, _later = rows

    new(one, 2 * HOUR, 2 * HOUR).save()
    new(one, -2 * HOUR, -2 * HOUR).save()

    assert Occupancy.objects.filter(is_blocking=True).count() == 4


def test_the_database_takes_what_blocks_nobody_and_other_spaces(rows):
    one, _later = rows

    new(one, HOUR, HOUR, is_blocking=False).save()
    new(one, HOUR, HOUR, space=makers.make_space()).save()

    assert Occupancy.objects.count() == 4


def test_a_row_that_keeps_its_time_may_be_saved(rows):
    one, _later = rows

    one.save()

    assert Occupancy.objects.count() == 2


# It is there --------------------------------------------------------------------------


def complaints() -> list[str]:
    found = run_checks(tags=["database"], databases=["default"])
    return [each.msg for each in found if each.id == "hub.W001"]


def test_the_guards_are_there(db):
    assert guards.missing(connection) == []
    assert {NO_OVERLAP, STEPS_STAY} <= {each.name for each in guards.registered()}


def test_a_missing_guard_is_told_by_the_check_and_by_readyz(db, client):
    health.forget()
    ready = client.get("/readyz").json()["checks"]["database_guards"]
    take_the_guard_out()
    health.forget()

    answer = client.get("/readyz")

    assert ready == "ok"
    assert answer.status_code == 503
    assert answer.json()["checks"]["database_guards"] == f"missing: {NO_OVERLAP}"
    assert complaints() == [f"The database lacks the guard {NO_OVERLAP}."]


@pytest.mark.parametrize("each", REMOVE["sqlite"])
def test_one_missing_trigger_of_sqlite_is_told(db, each):
    if connection.vendor == "postgresql":
        [each] = REMOVE["postgresql"]

    run(each)

    assert complaints() == [f"The database lacks the guard {NO_OVERLAP}."]


def test_the_guard_comes_back_after_a_table_was_built_anew(own_database):
    """A migration that alters a table of SQLite copies it: its triggers are gone."""
    kept = Occupancy._meta.get_field("is_blocking")
    with connection.schema_editor() as editor:
        changed = kept.clone()
        changed.set_attributes_from_name("is_blocking")
        changed.model, changed.null = Occupancy, True
        editor.alter_field(Occupancy, kept, changed)
    lost = guards.missing(connection)

    last = [app for app in apps.get_app_configs() if app.models_module][-1]
    post_migrate.send(last, app_config=last, using="default", verbosity=0, plan=[])

    assert lost == ([NO_OVERLAP] if connection.vendor == "sqlite" else [])
    assert guards.missing(connection) == []
    booking = makers.make_booking()
    with pytest.raises(IntegrityError, match=NO_OVERLAP):
        new(booking.occupancies.get(), HOUR, HOUR).save()
