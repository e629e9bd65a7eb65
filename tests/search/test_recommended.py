"""What staff recommend for some words comes first: a page, or what a page tells of."""

import pytest

from hub import pagecache
from search import indexing
from tests import factories
from tests.events.makers import make_date, make_event, make_event_index, make_event_page
from tests.search.made import make_document, make_promotion, put, titles, typed
from tests.spaces import makers

pytestmark = pytest.mark.usefixtures("home")


def test_a_recommended_page_comes_first_for_just_its_words(client):
    page = factories.make_standard_page(title="Kontakt", slug="kontakt")
    put(make_document("Ring til huset"))
    indexing._refresh(indexing.BY_NAME["page"])
    make_promotion(page, "Ring, telefon")
    pagecache.forget()

    assert titles(typed(client, "RING")) == ["Kontakt", "Ring til huset"]
    assert titles(typed(client, "ring til")) == ["Ring til huset"]
    page.unpublish()
    assert titles(typed(client, "ring")) == ["Ring til huset"]


def test_the_page_of_an_event_recommends_the_event(client):
    page = make_event_page(make_event(title_da="Fælles frokost"))
    make_date(page.event)
    make_date(make_event(title_da="Grøn aften"))
    make_promotion(page, "grøn")
    indexing.refresh()

    found = typed(client, "grøn")

    assert titles(found) == ["Fælles frokost", "Grøn aften"]
    assert found.text("p", class_="ask__side").startswith("AnbefaletArrangement")
    with factories.committed():
        page.unpublish()
    assert titles(typed(client, "grøn")) == ["Grøn aften"]


def test_the_page_of_a_space_recommends_the_space_while_it_is_open(client):
    page = makers.make_space_page(makers.make_space(name_da="Loftet"))
    makers.make_space(name_da="Den røde sal")
    make_promotion(page, "sal")
    indexing.refresh()

    assert titles(typed(client, "sal")) == ["Loftet", "Den røde sal"]
    page.space.is_open = False
    page.space.save()
    assert titles(typed(client, "sal")) == ["Den røde sal"]


def test_an_event_is_recommended_in_the_language_of_its_page_only(client, english_home):
    page = make_event_page(make_event(title_da="Fælles frokost", title_en="Lunch"))
    make_date(page.event)
    make_event_index("en", slug="events")
    make_promotion(page, "grøn")
    indexing.refresh()

    assert titles(typed(client, "lunch", "en")) == ["Lunch"]
    assert titles(typed(client, "grøn")) == ["Fælles frokost"]
