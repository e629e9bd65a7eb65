"""`manage.py prepare`: what comes between new code and its start."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Safe to run again, and on each machine."""

    help = "Compile messages, migrate the database, collect static files."
    # A check may read a message, and then would keep it as it was before.
    requires_system_checks = []

    def handle(self, *args, **options):
        """Messages first, for all that follows may speak."""
        call_command("build_messages")
        settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
        call_command("migrate", verbosity=0, skip_checks=True)
        if not settings.DEBUG:
            call_command("collectstatic", interactive=False, verbosity=0)
