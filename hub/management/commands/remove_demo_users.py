"""`manage.py remove_demo_users`: close the doors whose key stands in the README."""

from django.core.management.base import BaseCommand

from hub.models import User


class Command(BaseCommand):
    """What these users wrote stays; their names on it go."""

    help = "Delete the demo's users; a site without DEBUG does not start with them."
    # The check that stops everything else is what this command is for.
    requires_system_checks = []

    def handle(self, *args, **options):
        """Say how many went."""
        users = User.objects.from_demo()
        count = users.count()
        users.delete()
        self.stdout.write(f"Deleted {count} demo users.")
