"""Which stories come after one: by rule."""

import datetime as dt

import pytest

from tests import factories
from tests.reading import Page
from tests.stories.makers import make_story, make_story_index
from tests.stories.test_story_page import about, told


def after(story, client) -> list[str]:
    """The titles that the page of a story ends with."""
    cards = told(story, client).all("article", class_="card")
    return ["".join(link.itertext()) for card in cards for link in card.iter("a")]


@pytest.fixture
def story(home):
    """A story in Valby for health and goal 8, about an organisation."""
    organisation = factories.make_organisation()
    found = make_story(title="Selv", organisation=organisation)
    district = factories.make_district(name_da="Valby")
    return about(found, districts=[district], areas=["health"], goals=[8])


def old(day: int, **fields):
    return make_story(published_on=dt.date(2025, 1, day), **fields)


def test_a_story_alone_has_none_after_it(story, client):
    shown = told(story, client)

    assert shown.all("h2", id="related") == []


def test_one_other_story_is_enough_whatever_it_is_about(story, client):
    old(1, title="Anden")

    assert after(story, client) == ["Anden"]


def test_the_nearest_come_first_and_never_the_story_itself(story, client):
    valby = story.districts.get().district
    old(1, title="Samme virksomhed", organisation=story.organisation)
    about(old(2, title="Samme sted og formål"), districts=[valby], areas=["health"])
    about(old(3, title="Samme mål"), goals=[8])
    make_story(title="Nyeste")
    about(make_story(title="Kun samme sted"), districts=[valby], areas=["culture"])

    found = after(story, client)

    assert found == ["Samme virksomhed", "Samme sted og formål", "Samme mål"]


def test_the_pinned_one_comes_before_all(story, client):
    old(1, title="Samme virksomhed", organisation=story.organisation)
    pinned = old(2, title="Valgt")
    story.pinned = pinned
    story.save()

    assert after(story, client) == ["Valgt", "Samme virksomhed"]


def test_a_pinned_story_that_is_gone_or_itself_is_left_out(story, client):
    story.pinned = story
    story.save()
    old(1, title="Anden")

    assert after(story, client) == ["Anden"]


def test_only_stories_of_the_language_come_after(story, client):
    factories.translate_page(make_story_index(), {"slug": "stories"})
    both = old(1, title="Begge")
    old(2, title="Kun dansk")
    story.pinned = both
    story.save_revision().publish()
    bread = {"title": "Itself", "slug": "itself"}
    english = factories.translate_page(story, bread)
    factories.translate_page(both, {"title": "Both", "slug": "both"})

    assert after(english, client) == ["Both"]
    assert after(story, client) == ["Begge", "Kun dansk"]


def test_the_band_leads_to_all_stories(story, client):
    old(1, title="Anden")

    links = Page(client.get(story.url)).links(class_="more")

    assert links[1:] == [("Alle historier", make_story_index().url)]
