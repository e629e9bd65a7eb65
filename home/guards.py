"""What has been written about a proposal stays written."""

from hub.guards import Guard, register

TABLE = "home_proposalentry"
NAME = "entries_are_never_changed"
# Who added it may be forgotten with the account; all else stays.
COLUMNS = (
    "proposal_id, happened_on, text_da, text_en, source_da, source_en, source_url,"
    " answer, status, added_on"
)
REFUSAL = "An entry is never changed or deleted: add another."

register(
    Guard(
        name=NAME,
        table=TABLE,
        postgresql=(
            f"""CREATE OR REPLACE FUNCTION {NAME}() RETURNS trigger LANGUAGE plpgsql
            AS $$ BEGIN RAISE EXCEPTION '{REFUSAL}'
            USING ERRCODE = 'integrity_constraint_violation'; END $$""",
            f"""CREATE TRIGGER {NAME} BEFORE DELETE OR UPDATE OF {COLUMNS} ON {TABLE}
            FOR EACH ROW EXECUTE FUNCTION {NAME}()""",
        ),
        sqlite=(
            f"""CREATE TRIGGER {NAME}_update BEFORE UPDATE OF {COLUMNS} ON {TABLE}
            BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
            f"""CREATE TRIGGER {NAME}_delete BEFORE DELETE ON {TABLE}
            BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
        ),
    )
)
