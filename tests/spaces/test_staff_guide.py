"""The staff's guide to spaces says the words that stand on the screen."""

import re
from pathlib import Path

import polib
import pytest
from django.conf import settings

FOLDER = Path(settings.BASE_DIR) / "docs" / "staff"
BOLD = re.compile(r"\*\*([^*]+)\*\*")
PICTURE = re.compile(r"\]\((pictures/[^)]+)\)")
OUR_OWN = {"Mange på én gang:", "Many at once:"}  # a heading in a line, not a word


def words(language: str) -> set[str]:
    """All texts of the interface, without regard to capitals."""
    catalogue = Path(settings.BASE_DIR) / "locale/da/LC_MESSAGES/django.po"
    entries = [entry for entry in polib.pofile(catalogue) if not entry.obsolete]
    texts = (each.msgid if language == "en" else each.msgstr for each in entries)
    return {text.lower() for text in texts}


@pytest.mark.parametrize("language", ["da", "en"])
def test_what_is_bold_in_the_guide_stands_on_the_screen(language):
    guide = (FOLDER / f"spaces-{language}.md").read_text()

    said = set(BOLD.findall(guide)) - OUR_OWN

    assert len(said) > 20
    plain = {each.lower().removesuffix(" …") for each in said}
    assert plain - words(language) == set()


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_picture_of_the_guide_is_there(language):
    guide = (FOLDER / f"spaces-{language}.md").read_text()

    pictures = PICTURE.findall(guide)

    assert len(pictures) == 4
    assert [each for each in pictures if not (FOLDER / each).exists()] == []
