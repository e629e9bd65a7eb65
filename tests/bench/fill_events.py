"""`python -m tests.bench.fill_events NUMBER`: so many events of one date each."""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.bench.settings")
django.setup()

from django.db import connection  # noqa: E402 -- after the set-up

from events.demo_scale import events  # noqa: E402 -- as above
from events.models import Occurrence  # noqa: E402 -- as above
from hub import pagecache  # noqa: E402 -- as above

if __name__ == "__main__":
    events(int(sys.argv[1]))
    pagecache.renew()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as any database does by itself after a while
    sys.stdout.write(f"{Occurrence.objects.count():,} dates of events\n")
