"""Staff see how many messages organisations get; the words are for few."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from stories.actions.writing import write_to
from tests import factories
from tests.reading import Page, words
from tests.staff import sign_in
from tests.stories.listed import make_listed

COUNTS = reverse("profile_messages")


@pytest.fixture
def bakery(home):
    """An organisation that got two messages, one of them seven weeks ago."""
    made = make_listed(name="Brød for alle", slug="broed")
    for text in ("Et hemmeligt ønske", "Et andet"):
        write_to(
            key=uuid.uuid4(), organisation=made, language="da", name="Bodil",
            email="bodil@example.org", text=text,
        )  # fmt: skip
    old = made.messages.get(text="Et andet")
    old.sent_at = timezone.now() - dt.timedelta(days=50)
    old.save()
    return made


@pytest.mark.parametrize("role", ["Publishers", "Hub managers"])
def test_those_who_look_after_the_directory_see_how_many(client, bakery, role):
    sign_in(client, factories.make_staff(role))

    page = Page(client.get(COUNTS))

    (table,) = page.all("table", class_="listing")
    cells = [words(cell) for cell in table.iter("td")]
    assert cells[:4] == ["Brød for alle", "1", "2", "0"]
    assert "hemmeligt" not in page.text("body")


@pytest.mark.parametrize(
    ("role", "counts", "read"),
    [
        ("Hub managers", 200, 200),
        ("Publishers", 200, 302),
        ("Editors", 302, 302),
        ("Translators", 302, 302),
        ("Booking desk", 302, 302),
    ],
)
def test_the_words_are_for_managers_alone(client, bakery, role, counts, read):
    sign_in(client, factories.make_staff(role))

    answer = client.get(reverse("profile_messages_of", args=["broed"]))

    assert client.get(COUNTS).status_code == counts
    assert answer.status_code == read
    assert (b"hemmeligt" in answer.content) is (read == 200)
