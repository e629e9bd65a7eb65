"""`manage.py index_search`: read everything that can be found anew."""

from django.core.management.base import BaseCommand

from search import indexing


class Command(BaseCommand):
    """Rebuild the index and say how far it is."""

    help = "Rebuilds the index of the search; searches go on meanwhile."

    def handle(self, *args, **options):
        """Do it."""
        number = indexing.rebuild(self.stdout.write)
        self.stdout.write(f"{number} entries in the index.")
