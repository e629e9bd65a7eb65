"""`manage.py prepare`: what comes between new code and its start."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Safe to run again, and on each machine."""

    help = "Migrate the database and collect static files."
    requires_system_checks = []

    def handle(self, *args, **options):
        """The folder of the embedded database comes first."""
        settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
        call_command("migrate", verbosity=0, skip_checks=True)
        if not settings.DEBUG:
            call_command("collectstatic", interactive=False, verbosity=0)
