"""`manage.py gather_messages`: bring the texts of the code into locale/da."""

import contextlib

from django.conf import settings
from django.core.management.commands import makemessages

IGNORED = ("tests", "var", "docs", "static", "node_modules", "*.venv", "require*.txt")


class Command(makemessages.Command):
    """Django's makemessages as this project wants it; needs gettext."""

    help = "Gather new texts of code and templates into locale/da for translation."
    # A guessed translation is worse than none: an empty one is found by the check.
    msgmerge_options = [*makemessages.Command.msgmerge_options, "--no-fuzzy-matching"]

    def add_arguments(self, parser):
        """No choices: the catalogue has one form."""

    def handle(self, *args, **options):
        """File names without line numbers, long lines left alone: calm differences."""
        with contextlib.chdir(settings.BASE_DIR):
            super().handle(
                locale=["da"],
                exclude=[],
                domain="django",
                all=False,
                extensions=None,
                symlinks=False,
                ignore_patterns=list(IGNORED),
                use_default_ignore_patterns=True,
                no_wrap=True,
                no_location=False,
                add_location="file",
                no_obsolete=True,
                keep_pot=False,
                verbosity=options["verbosity"],
            )

    def find_files(self, root):
        """All files belong to the first of LOCALE_PATHS, wherever that lies."""
        found = super().find_files(root)
        self.locale_paths = [self.default_locale_path]
        for file in found:
            file.locale_dir = self.default_locale_path
        return found
