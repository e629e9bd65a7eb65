"""`manage.py build_messages`: compile the translations of the interface."""

import os

from django.core.management.base import BaseCommand

from hub import catalogues


class Command(BaseCommand):
    """Works on a machine without gettext."""

    help = "Compile locale/**/*.po; only what has changed."
    requires_system_checks = []

    def handle(self, *args, **options):
        """Say what was compiled."""
        for source in catalogues.build():
            self.stdout.write(f"Compiled {os.path.relpath(source)}")
