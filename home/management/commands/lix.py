"""`manage.py lix`: how easy the Danish guidance is to read, page by page."""

from django.core.management.base import BaseCommand

from home.models import GuidancePage
from home.readability import LONG, lix, text_of

HIGHEST = 40


class Command(BaseCommand):
    """Prints the figure of each page; 40 and less reads easily."""

    help = f"LIX of the Danish guidance: at most {HIGHEST} (words over {LONG} letters)."

    def handle(self, **options):
        """One line for each page, the hardest first."""
        pages = GuidancePage.objects.live().filter(locale__language_code="da")
        found = sorted(((lix(text_of(page)), page) for page in pages), reverse=True,
                       key=lambda pair: pair[0])  # fmt: skip
        for figure, page in found:
            mark = "  too hard" if figure > HIGHEST else ""
            self.stdout.write(f"{figure:5.1f}  {page.title}{mark}")
