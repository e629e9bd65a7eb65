"""The staff's guide to events says the words that stand on the screen."""

import pytest

from tests.spaces.test_staff_guide import BOLD, FOLDER, PICTURE, words

# Headings in a line, not words on the screen.
OUR_OWN = {
    "A course", "A room that is booked already", "Introductions.",
    "Et kursus", "Et lokale, der allerede er booket", "Introduktioner.",
}  # fmt: skip


@pytest.mark.parametrize("language", ["da", "en"])
def test_what_is_bold_in_the_guide_stands_on_the_screen(language):
    guide = (FOLDER / f"events-{language}.md").read_text()

    said = set(BOLD.findall(guide)) - OUR_OWN

    assert len(said) > 30
    assert {each.lower() for each in said} - words(language) == set()


def test_both_guides_show_the_same_pictures_and_they_are_there():
    guides = [(FOLDER / f"events-{each}.md").read_text() for each in ("da", "en")]

    danish, english = (PICTURE.findall(guide) for guide in guides)

    assert danish == english
    assert [each for each in danish if not (FOLDER / each).exists()] == []
    assert len(danish) == 2
