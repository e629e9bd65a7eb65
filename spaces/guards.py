"""No two blocking rows of one space overlap, and what happened to a booking stays."""

from hub.guards import Guard, register

TABLE = "spaces_occupancy"
NO_OVERLAP = "spaces_no_overlap"
_CLASH = f"""SELECT RAISE(ABORT, '{NO_OVERLAP}') WHERE EXISTS (
    SELECT 1 FROM {TABLE} other WHERE other.space_id = NEW.space_id
    AND other.is_blocking AND other.id IS NOT NEW.id
    AND other.blocked_from < NEW.blocked_until
    AND other.blocked_until > NEW.blocked_from)"""  # noqa: S608 -- our own names

register(
    Guard(
        name=NO_OVERLAP,
        table=TABLE,
        # int8range instead of "=": needs no extension, so no superuser.
        postgresql=(
            f"""ALTER TABLE {TABLE} ADD CONSTRAINT {NO_OVERLAP} EXCLUDE USING gist (
            int8range(space_id, space_id, '[]') WITH &&,
            tstzrange(blocked_from, blocked_until, '[)') WITH &&)
            WHERE (is_blocking)""",
        ),
        sqlite=(
            f"""CREATE TRIGGER {NO_OVERLAP}_insert BEFORE INSERT ON {TABLE}
            WHEN NEW.is_blocking BEGIN {_CLASH}; END""",
            f"""CREATE TRIGGER {NO_OVERLAP}_update BEFORE UPDATE OF space_id,
            blocked_from, blocked_until, is_blocking ON {TABLE}
            WHEN NEW.is_blocking BEGIN {_CLASH}; END""",
        ),
    )
)

EVENTS = "spaces_bookingevent"
STEPS_STAY = "spaces_steps_stay"
# Who took the step may be forgotten with the account; all else stays.
COLUMNS = (
    "booking_id, event, from_state, to_state, actor, reason, starts_at, ends_at,"
    " happened_at"
)
REFUSAL = "A step of a booking is never changed or deleted."

register(
    Guard(
        name=STEPS_STAY,
        table=EVENTS,
        postgresql=(
            f"""CREATE OR REPLACE FUNCTION {STEPS_STAY}() RETURNS trigger
            LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{REFUSAL}'
            USING ERRCODE = 'integrity_constraint_violation'; END $$""",
            f"""CREATE TRIGGER {STEPS_STAY} BEFORE DELETE OR UPDATE OF {COLUMNS}
            ON {EVENTS} FOR EACH ROW EXECUTE FUNCTION {STEPS_STAY}()""",
        ),
        sqlite=(
            f"""CREATE TRIGGER {STEPS_STAY}_update BEFORE UPDATE OF {COLUMNS}
            ON {EVENTS} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
            f"""CREATE TRIGGER {STEPS_STAY}_delete BEFORE DELETE ON {EVENTS}
            BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
        ),
    )
)
