"""What staff see of the search, and what they add to it."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from search.models import Lookup, Promotion, Synonyms
from tests import factories
from tests.reading import Page, words
from tests.search.follows import make_asking, make_follower, make_theme
from tests.search.made import make_document, put, titles, typed
from tests.staff import sign_in

pytestmark = pytest.mark.usefixtures("home")
REPORT = reverse("search_report")


def rows_of(page: Page, place: int) -> list[list[str]]:
    """The cells of one of the two tables."""
    table = page.all("table", class_="listing")[place]
    return [[words(cell) for cell in row.iter("td")] for row in table.iter("tr")][1:]


@pytest.mark.parametrize("role", ["Editors", "Publishers", "Hub managers"])
def test_the_report_tells_what_is_wanted_and_what_is_missing(client, role):
    today = timezone.localdate()
    for days, text, times, in_vain in (
        (0, "ovn", 3, 0),
        (29, "ovn", 2, 0),
        (2, "kajak", 4, 4),
        (40, "gammelt", 9, 9),
    ):
        on = today - dt.timedelta(days=days)
        Lookup.objects.create(
            on=on, language="da", words=text, times=times, in_vain_times=in_vain
        )
    sign_in(client, factories.make_staff(role))

    page = Page(client.get(REPORT))

    assert rows_of(page, 0) == [["kajak", "Dansk", "4", "4"]]
    assert rows_of(page, 1) == [
        ["ovn", "Dansk", "5", "0"],
        ["kajak", "Dansk", "4", "4"],
    ]
    longer = Page(client.get(REPORT, {"days": "90"}))
    assert rows_of(longer, 0)[0] == ["gammelt", "Dansk", "9", "9"]


def test_a_period_that_does_not_exist_is_thirty_days(client):
    sign_in(client, factories.make_staff("Editors"))

    assert client.get(REPORT, {"days": "forever"}).status_code == 200


def test_words_that_mean_the_same_count_at_once(client):
    put(make_document("Lån en ovn"))
    sign_in(client, factories.make_staff("Publishers"))
    assert titles(typed(client, "leje")) == []

    with factories.committed():
        client.post(reverse("synonyms:add"), {"language": "da", "words": "leje, lån"})

    assert titles(typed(client, "leje")) == ["Lån en ovn"]


def test_one_word_alone_is_refused(client):
    sign_in(client, factories.make_staff("Publishers"))

    answer = client.post(
        reverse("synonyms:add"), {"language": "da", "words": "lån, LÅN"}
    )

    assert "Skriv mindst to ord." in answer.content.decode()
    assert Synonyms.objects.count() == 0


def test_a_page_in_another_language_is_not_recommended(client, english_home):
    sign_in(client, factories.make_staff("Publishers"))
    said = {"language": "da", "words": "ring", "page": english_home.pk, "order": 0}

    answer = client.post(reverse("promotions:add"), said)

    assert "Siden er på et andet sprog." in answer.content.decode()
    assert Promotion.objects.count() == 0


def test_the_report_counts_followers_and_names_nobody(client):
    valby = factories.make_district(name_da="Valby")
    food = make_theme()
    make_follower(districts=[valby], themes=[food], language="en")
    follower = make_follower(districts=[valby])
    make_follower()
    make_asking(districts=[valby])
    sign_in(client, factories.make_staff("Editors"))

    answer = client.get(REPORT)

    text = Page(answer).text("main")
    assert "3 følgere: 1 på engelsk, 1 om alt" in text
    assert Page(answer).texts("li")[-2:] == ["Valby: 2", "Mad: 1"]
    assert follower.email not in answer.content.decode()
