"""Stories on the front page and on the pages of districts."""

import pytest

from tests import factories
from tests.home.test_pages import queries_of
from tests.reading import Page
from tests.stories.makers import make_story, make_story_index
from tests.stories.test_story_index import day, titles
from tests.stories.test_story_page import about

pytestmark = pytest.mark.once


def test_the_front_page_shows_the_three_newest_in_its_language(home, client):
    stories = [
        make_story(title=f"Nr. {number}", published_on=day(number))
        for number in range(1, 6)
    ]
    factories.translate_page(make_story_index(), {"slug": "stories"})
    factories.translate_page(stories[0], {"title": "No. 1", "slug": "no-1"})

    danish, english = (Page(client.get(path)) for path in ("/da/", "/en/"))

    assert titles(danish) == ["Nr. 5", "Nr. 4", "Nr. 3"]
    assert titles(english) == ["No. 1"]
    assert ("Alle historier", "/da/historier/") in [
        (text.removesuffix(" →"), url) for text, url in danish.links()
    ]


def test_a_district_shows_its_own_stories_and_leads_to_all_of_them(home, client):
    valby = factories.make_district(name_da="Valby", slug="valby")
    page = factories.make_district_page(valby)
    about(make_story(title="Her"), districts=[valby])
    make_story(title="Et andet sted")

    shown = Page(client.get(page.url))

    assert titles(shown) == ["Her"]
    addresses = [url for _text, url in shown.links()]
    assert "/da/historier/?district=valby#result" in addresses


@pytest.mark.parametrize("number", [1, 3, 30])
def test_the_front_page_and_a_district_cost_the_same_however_many_stories(
    home, client, number
):
    district = factories.make_district()
    page = factories.make_district_page(district)
    image = factories.make_image(who_is_in_it="nobody")
    for _each in range(number):
        about(make_story(listing_image=image), districts=[district])

    assert (queries_of(client, "/da/"), queries_of(client, page.url)) == (7, 11)
