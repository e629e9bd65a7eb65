"""The staff's guide to local heroes says the words that stand on the screen."""

import pytest

from tests.spaces.test_staff_guide import BOLD, FOLDER, PICTURE, words

# Headings in a line, not words on the screen.
OUR_OWN = {
    "da": {"Nej er nej.", "30 dage.", "Spam.", "Nogen vil ud."},
    "en": {"No means no.", "30 days.", "Spam.", "Somebody wants out."},
}
SUBJECTS = 7  # who may what, a day, stories, nominations, consents, profiles, the list


@pytest.mark.parametrize("language", ["da", "en"])
def test_what_is_bold_in_the_guide_stands_on_the_screen(language):
    guide = (FOLDER / f"stories-{language}.md").read_text()

    said = set(BOLD.findall(guide)) - OUR_OWN[language]

    assert len(said) > 25
    plain = {each.lower().removesuffix(" …") for each in said}
    assert plain - words(language) == set()


def test_both_languages_have_the_same_subjects_and_pictures():
    guides = [(FOLDER / f"stories-{code}.md").read_text() for code in ("da", "en")]

    headings = [guide.count("\n## ") for guide in guides]
    pictures = [PICTURE.findall(guide) for guide in guides]

    assert headings[0] == headings[1] >= SUBJECTS
    assert pictures[0] == pictures[1]
    assert [each for each in pictures[0] if not (FOLDER / each).exists()] == []
