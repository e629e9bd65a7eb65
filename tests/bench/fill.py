"""`python -m tests.bench.fill SPACES SHARE`: spaces with a share of their bookings.

The share is "few", a fortieth, or "rest". Prints how many of each there are then.
"""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.bench.settings")
django.setup()

from django.db import connection, transaction  # noqa: E402 -- after the set-up

from spaces.demo_scale import (  # noqa: E402 -- as above
    BOOKINGS,
    add_bookings,
    make_space,
    venue_of,
)
from spaces.models import Booking, Space  # noqa: E402 -- as above

EVERY = 40


def fill(spaces: int, share: str) -> None:
    """Add what is missing, a transaction for each space."""
    few = range(0, BOOKINGS, EVERY)
    rest = [place for place in range(BOOKINGS) if place % EVERY]
    for count in range(spaces):
        with transaction.atomic():
            if share == "few":
                add_bookings(make_space(venue_of(count), count), count, few)
            else:
                add_bookings(Space.objects.get(slug=f"scale-{count}"), count, rest)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as any database does by itself after a while


if __name__ == "__main__":
    fill(int(sys.argv[1]), sys.argv[2])
    counted = f"{Space.objects.count():,} spaces, {Booking.objects.count():,} bookings"
    sys.stdout.write(counted + "\n")
