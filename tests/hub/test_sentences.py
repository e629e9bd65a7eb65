"""Long sentences are found and named in the editor; they stop nobody."""

import pytest
from django.urls import reverse

from hub import handover
from hub.sentences import sentences_of, too_long
from tests import factories
from tests.factories import committed
from tests.staff import sign_in

LONG = " ".join(["ord"] * 25) + " slut."
SHORT = " ".join(["ord"] * 24) + " slut."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (SHORT, []),
        (LONG, [LONG]),
        (f"<p>Kort. {LONG} Kort.</p>", [LONG]),
        (f"Sagde han. {SHORT} {SHORT}".replace("ord ord", "Ord ord", 1), []),
        ("<p>" + LONG.replace("ord slut", "<b>ord</b> slut") + "</p>", [LONG]),
        ("", []),
    ],
)
def test_a_sentence_may_have_25_words(text, found):
    text = text.replace(". ord", ". Ord")
    found = [sentence.replace("ord", "Ord", 1) for sentence in found]
    assert [
        sentence.replace("ord", "Ord", 1) if sentence[0] == "o" else sentence
        for sentence in too_long(text)
    ] == found


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Vi holder åbent kl. 16. Kom f.eks. mandag.", 2),
        ("Spørg f.eks. Valby Lokaludvalg. Det ligger i Gl. Køge Landevej nr. 2.", 2),
        ("Vi bager. Kom forbi. Tag en ven med. Det er gratis", 4),
        ("Kom! Vil du? “Ja.” Så ses vi …", 4),
        ("Prisen er 1.250,00 kr. 24. november er den sidste dag.", 2),
        ("Kl. 8 åbner vi. Ca. 40 kommer.", 2),
        ("Ask somebody, e.g. Sofie. She is here", 2),
        ("", 0),
    ],
)
def test_sentences_are_counted_as_people_count_them(text, number):
    assert len(sentences_of(text)) == number


def messages_on(client, page) -> list[str]:
    """What the editor says when it is opened."""
    response = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    return [str(message) for message in response.context["messages"]]


def test_the_editor_names_the_long_sentence(client, home):
    sign_in(client, factories.make_staff("Editors"))
    page = factories.make_standard_page(text=f"<p>{LONG}</p>")
    assert [LONG in message for message in messages_on(client, page)] == [True]


def test_the_editor_is_silent_on_short_sentences(client, home):
    sign_in(client, factories.make_staff("Editors"))
    page = factories.make_standard_page(text=f"<p>{SHORT}</p>")
    assert messages_on(client, page) == []


def test_a_long_sentence_in_english_is_named_in_the_translation_editor(client, home):
    translator = factories.make_staff("Translators")
    page = factories.make_standard_page(text="<p>Kort.</p>")
    with committed():
        english = handover.start_english(page, by=translator)
    words = {"title": "Short", "slug": "short", "body": [f"<p>{LONG}</p>"]}
    factories.translate_page(page, words, publish=False)
    sign_in(client, translator)
    assert [LONG in message for message in messages_on(client, english)] == [True]
