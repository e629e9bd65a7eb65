"""A large room that is taken twice, and is given back: `make`, or `free 09:00`.

Runs in a process of its own beside the server: the browser tests never touch the ORM.
"""

import sys

import django

PEOPLE = 1500  # no other room holds as many
BOOKER = "ea@example.org"  # of the demo
SLUG = "kaempesalen"


def make():
    """One room in a house of its own, and a booking in the third week."""
    from hub.models import District, User  # noqa: PLC0415 -- after the set-up
    from tests.spaces import makers  # noqa: PLC0415

    # The demo's own, for what is made in another process may have the same number.
    by, district = User.objects.get(email=BOOKER), District.objects.first()
    venue = makers.make_venue(
        slug="kaempehuset", name_da="Kæmpehuset", district=district
    )
    room = makers.make_space(
        venue, slug=SLUG, name_da="Kæmpesalen", name_en="The giant hall",
        approval="automatic", capacity=PEOPLE,
    )  # fmt: skip
    for start in (9, 13):
        makers.make_request(room, [makers.slot(21, start=start)], by=by)


def free(start: str):
    """The booking that begins at `09:00` is cancelled, and the clock looks."""
    from django.utils import timezone  # noqa: PLC0415

    from search.watches.looking import look  # noqa: PLC0415
    from spaces import actions  # noqa: PLC0415
    from spaces.models import Booking  # noqa: PLC0415
    from spaces.states import Actor, BookingState  # noqa: PLC0415

    confirmed = Booking.objects.in_state(BookingState.CONFIRMED)
    booking = next(
        each
        for each in confirmed.filter(space__slug=SLUG)
        if f"{timezone.localtime(each.starts_at):%H:%M}" == start
    )
    actions.cancel(booking=booking, by=None, actor=Actor.STAFF)
    look()


if __name__ == "__main__":
    django.setup()
    {"make": make, "free": free}[sys.argv[1]](*sys.argv[2:])
