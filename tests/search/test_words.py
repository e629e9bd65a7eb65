"""Words: how they are folded, cut, and told from their misspellings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.compounds import parts_of
from search.spelling import distance, nearest
from search.words import fold, root, telling, words_of


@pytest.mark.parametrize(
    "spellings",
    [
        ("Nørrebro", "norrebro", "noerrebro", "NØRREBRO"),
        ("Ågade", "aagade", "agade"),
        ("værksted", "vaerksted", "varksted"),
        ("café", "cafe"),
        ("ko\u0308kken", "køkken", "koekken"),
    ],
)
def test_spellings_of_a_word_are_one(spellings):
    assert {fold(each) for each in spellings} == {fold(spellings[0])}


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("da", ("cykel", "cykler", "cyklerne")),
        ("da", ("virksomhed", "virksomheder", "virksomhedernes")),
        ("da", ("frivillig", "frivillige")),
        ("da", ("butik", "butikker")),
        ("en", ("volunteer", "volunteers", "volunteering")),
    ],
)
def test_forms_of_a_word_have_one_root(language, forms):
    assert len({root(fold(each), language) for each in forms}) == 1


@given(st.text())
def test_any_text_has_words_and_folding_twice_changes_nothing(text):
    for word in words_of(text):
        assert fold(fold(word)) == fold(word)
        assert len(root(fold(word), "da")) <= len(fold(word))


def test_words_that_say_nothing_are_left_out_unless_there_are_no_others():
    assert telling(["hvordan", "starter", "jeg"], "da") == ["starter"]
    assert telling(["hvad", "er", "det"], "da") == ["hvad", "er", "det"]


KNOWN = {
    root(fold(word), "da")
    for word in (
        "cykel", "værksted", "rugbrød", "bageri", "tag", "have", "råd", "virksomhed",
        "men", "sam",
    )
}  # fmt: skip


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("cykelværksted", ("cykel", "varksted")),
        ("rugbrødsbageri", ("rugbrod", "bageri")),
        ("taghaver", ("tag", "haver")),
        ("virksomhedsråd", ("virksomhed", "rad")),
        ("sammenhæng", None),
        ("cykel", None),
        ("2200nørrebro", None),
    ],
)
def test_a_compound_is_cut_into_words_of_the_index(word, parts):
    assert parts_of(fold(word), KNOWN.__contains__) == parts


@pytest.mark.parametrize(
    ("one", "other", "away"),
    [
        ("kichen", "kitchen", 1),
        ("frivilige", "frivillige", 1),
        ("lokael", "lokale", 1),
        ("mad", "lad", 1),
        ("rengorring", "rengoring", 1),
        ("abc", "xyz", 3),
    ],
)
def test_how_far_a_word_is_from_another(one, other, away):
    assert distance(one, other, 2) == distance(other, one, 2) == away


@given(st.text("abcd", max_size=9), st.text("abcd", max_size=9))
def test_a_distance_is_the_same_both_ways_and_none_to_itself(one, other):
    assert distance(one, one, 2) == 0
    assert distance(one, other, 2) == distance(other, one, 2)


def test_of_words_as_near_the_one_that_most_entries_have_is_meant():
    near = nearest("lokala", [("lokale", 9), ("lokalt", 2), ("lok", 50)], 3)

    assert near == ["lokale", "lokalt"]


def test_a_short_word_is_meant_for_none_that_begins_otherwise():
    assert nearest("tour", [("four", 9), ("tours", 1)], 3) == ["tours"]
    assert nearest("lrivillig", [("frivillig", 9)]) == ["frivillig"]
