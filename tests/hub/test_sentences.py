"""Long sentences are found and named in the editor; they stop nobody."""

import pytest
from django.urls import reverse

from hub import handover, sentences
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
        for sentence in sentences.too_long(text)
    ] == found


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
