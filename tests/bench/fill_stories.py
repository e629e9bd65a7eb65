"""`python -m tests.bench.fill_stories NUMBER`: so many stories in both languages."""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.bench.settings")
django.setup()

from django.db import connection  # noqa: E402 -- after the set-up

from hub import pagecache  # noqa: E402 -- as above
from stories.demo_scale import stories  # noqa: E402 -- as above
from stories.models import StoryPage  # noqa: E402 -- as above

if __name__ == "__main__":
    stories(int(sys.argv[1]))
    pagecache.renew()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as any database does by itself after a while
    sys.stdout.write(f"{StoryPage.objects.count():,} stories in two languages\n")
