"""`manage.py check_messages`: no text of the interface lacks its Danish."""

import shutil
import tempfile
from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.test.utils import override_settings

from hub import catalogues

OWN = catalogues.LOCALE / "da" / "LC_MESSAGES" / "django.po"


class Command(BaseCommand):
    """Compares the catalogue with the code where gettext is there."""

    help = "Check that every text has a Danish translation with its placeholders."
    requires_system_checks = []

    def handle(self, *args, **options):
        """Stop with a list of all that is wrong."""
        found = [
            f"{source.relative_to(catalogues.LOCALE)}: {problem}"
            for source in catalogues.sources()
            for problem in catalogues.problems(source)
        ]
        if shutil.which("xgettext"):
            found += different_from_code()
        else:
            self.stdout.write("Without gettext the code is not searched for new texts.")
        if found:
            raise CommandError("\n".join([*found, "See docs/developers.md, Texts."]))


def different_from_code() -> list[str]:
    """What the catalogue has too little or too much of."""
    written, needed = catalogues.keys(OWN), texts_of_code()
    return [
        *(f"not gathered, run make messages: {key[1]!r}" for key in needed - written),
        *(f"not used, run make messages: {key[1]!r}" for key in written - needed),
    ]


def texts_of_code() -> set[tuple[str, str, str]]:
    """All texts that code and templates ask to have translated."""
    with tempfile.TemporaryDirectory() as folder:
        with override_settings(LOCALE_PATHS=[folder]):
            call_command("gather_messages", verbosity=0)
        return catalogues.keys(Path(folder) / "da" / "LC_MESSAGES" / "django.po")
