"""`manage.py prepare`: what comes between new code and its start."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from wagtail.models import Site


class Command(BaseCommand):
    """Safe to run again, and on each machine."""

    help = "Migrate the database and collect static files."
    requires_system_checks = []

    def handle(self, *args, **options):
        """The folder of the embedded database comes first."""
        settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
        call_command("migrate", verbosity=0, skip_checks=True)
        place_site()
        if not settings.DEBUG:
            call_command("collectstatic", interactive=False, verbosity=0)


def place_site() -> None:
    """Let Wagtail's links, in the mails of its workflow too, begin with SITE_URL."""
    address = urlsplit(settings.SITE_URL)
    port = address.port or {"https": 443}.get(address.scheme, 80)
    site = Site.objects.get(is_default_site=True)
    if (site.hostname, site.port) != (address.hostname, port):
        site.hostname, site.port = address.hostname, port
        site.save()
