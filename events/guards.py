"""The places taken are counted by the database itself, so that none is sold twice.

A trigger adds to `Seats.taken` what comes to hold places and takes away what no longer
does; the CHECK of the table refuses what passes the capacity. The UPDATE of the one row
is also the lock between two who want the last place.
"""

from hub.guards import Guard, register

SIGNUPS, SEATS = "events_signup", "events_seats"
COUNTED = "events_places_counted"
TOO_MANY = "no_more_places_are_taken_than_there_are"
_WATCHED = "holds_places, party_size, seats_id"
_ADD = f"""UPDATE {SEATS} SET taken = taken + NEW.party_size
    WHERE id = NEW.seats_id"""  # noqa: S608 -- our own names
_TAKE = f"""UPDATE {SEATS} SET taken = taken - OLD.party_size
    WHERE id = OLD.seats_id"""  # noqa: S608 -- our own names

register(
    Guard(
        name=COUNTED,
        table=SIGNUPS,
        postgresql=(
            f"""CREATE OR REPLACE FUNCTION {COUNTED}() RETURNS trigger
            LANGUAGE plpgsql AS $$ BEGIN
            IF TG_OP <> 'INSERT' AND OLD.holds_places THEN {_TAKE}; END IF;
            IF TG_OP <> 'DELETE' AND NEW.holds_places THEN {_ADD}; END IF;
            RETURN NULL; END $$""",
            f"""CREATE TRIGGER {COUNTED} AFTER INSERT OR DELETE OR UPDATE OF {_WATCHED}
            ON {SIGNUPS} FOR EACH ROW EXECUTE FUNCTION {COUNTED}()""",
        ),
        sqlite=(
            f"""CREATE TRIGGER {COUNTED}_insert AFTER INSERT ON {SIGNUPS}
            WHEN NEW.holds_places BEGIN {_ADD}; END""",
            f"""CREATE TRIGGER {COUNTED}_delete AFTER DELETE ON {SIGNUPS}
            WHEN OLD.holds_places BEGIN {_TAKE}; END""",
            # One trigger, which takes away first: of two nobody knows which is first.
            f"""CREATE TRIGGER {COUNTED}_update AFTER UPDATE OF {_WATCHED}
            ON {SIGNUPS} BEGIN {_TAKE} AND OLD.holds_places;
            {_ADD} AND NEW.holds_places; END""",
        ),
    )
)
