"""A room that is taken once in the weeks to come, for the desk of events.

Runs in a process of its own beside the server: the browser tests never touch the ORM.
"""

import django

ROOM = "Seriesalen"
START = 10  # o'clock, for two hours


def make():
    """One room in a house of its own, and a booking in the second week."""
    from tests.spaces import makers  # noqa: PLC0415 -- after the set-up

    venue = makers.make_venue(slug="seriehuset", name_da="Seriehuset")
    room = makers.make_space(venue, slug="seriesalen", name_da=ROOM)
    makers.make_booking(room, [makers.slot(14, start=START)])


if __name__ == "__main__":
    django.setup()
    make()
