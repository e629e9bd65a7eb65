"""A room that is taken once in the weeks to come, for the desk of events.

Runs in a process of its own beside the server: the browser tests never touch the ORM.
"""

import django

ROOM = "Seriesalen"
START = 10  # o'clock, for two hours
BOOKER = "ea@example.org"  # of the demo


def make():
    """One room in a house of its own, and a booking in the second week."""
    from hub.models import District, User  # noqa: PLC0415 -- after the set-up
    from tests.spaces import makers  # noqa: PLC0415

    # The demo's own, for what is made in another process may have the same number.
    by, district = User.objects.get(email=BOOKER), District.objects.first()
    venue = makers.make_venue(
        slug="seriehuset", name_da="Seriehuset", district=district
    )
    room = makers.make_space(
        venue, slug="seriesalen", name_da=ROOM, approval="automatic"
    )
    makers.make_request(room, [makers.slot(14, start=START)], by=by)


if __name__ == "__main__":
    django.setup()
    make()
