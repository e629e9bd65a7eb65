"""`manage.py load_demo`: the site with example content in both languages."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from hub import demo, pagecache


class Command(BaseCommand):
    """Loads each app's demo whole or not at all; a second run changes nothing."""

    help = "Build the demo site in both languages; safe to run again."

    def add_arguments(self, parser):
        """`--scale N` adds N generated items of each kind, for measuring."""
        parser.add_argument("--scale", type=int, default=0, metavar="N")

    def handle(self, *args, scale=0, **options):
        """Refuse where the setting forbids it, else load in order."""
        if not settings.DEMO_ALLOWED:
            raise CommandError("The demo is forbidden here: DEMO_ALLOWED is false.")
        for part in demo.registered():
            self.stdout.write(f"Demo: {part.name}")
            with transaction.atomic():  # a part that was killed begins anew
                part.load()
            if scale and part.scale:
                part.scale(scale)
        pagecache.renew()
        self.stdout.write(self.style.SUCCESS("The demo is loaded."))
