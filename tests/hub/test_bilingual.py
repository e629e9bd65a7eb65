"""A pair of columns read as one text that knows its language."""

from django.utils import translation

from hub.models import Department, Organisation


def department(**names) -> Department:
    return Department(short="KFF", **names)


def test_each_language_reads_its_own_column():
    row = department(name_da="Kultur", name_en="Culture")

    with translation.override("da"):
        danish = row.name
    with translation.override("en"):
        english = row.name

    assert (danish, danish.lang, english, english.lang) == (
        "Kultur",
        "da",
        "Culture",
        "en",
    )


def test_danish_stands_in_and_says_so():
    row = department(name_da="Kultur & <fritid>")

    with translation.override("en"):
        found = row.name
        marked = found.marked

    assert (found, found.lang) == ("Kultur & <fritid>", "da")
    assert marked == '<span lang="da">Kultur &amp; &lt;fritid&gt;</span>'


def test_a_text_in_the_pages_language_is_not_marked():
    with translation.override("da"):
        assert department(name_da="Kultur").name.marked == "Kultur"


def test_english_never_stands_in_for_danish():
    with translation.override("da"):
        assert department(name_en="Culture").name == ""


def test_of_an_organisations_own_words_either_language_stands_in():
    baker = Organisation(pitch_en="Bakes bread", purpose_da="Brød")

    with translation.override("da"):
        danish = baker.pitch
    with translation.override("en"):
        english = baker.purpose

    assert (danish, danish.lang) == ("Bakes bread", "en")
    assert (english, english.lang) == ("Brød", "da")
    with translation.override("da"):
        assert danish.marked == '<span lang="en">Bakes bread</span>'
        assert (baker.about, baker.about.lang) == ("", "en")
