"""The demo's eight stories, whole in both languages, and the many to measure."""

import pytest
from wagtail.models import Page

from hub.models import Consent
from stories import demo_scale, demo_stories
from stories.models import StoryIndexPage, StoryPage
from stories.reading_time import words_of
from stories.shelf import shelf_on
from tests import factories
from tests.home.test_pages import queries_of
from tests.stories.makers import make_story_index

OURS = ["da", "en"]


def eight(language: str) -> list[StoryPage]:
    """The demo's stories in a language, as the files order them."""
    keys = [
        demo_stories.find(demo_stories.page_key(row)) for row in demo_stories.rows()
    ]
    found = StoryPage.objects.live().in_language(language)
    by_key = {page.translation_key: page for page in found}
    return [by_key[page.translation_key] for page in keys]


@pytest.mark.parametrize("language", OURS)
def test_the_eight_stories_are_there_in_full(demo, language):
    stories = eight(language)

    words = [words_of([block.value for block in page.body]) for page in stories]
    quotes = [sum(b.block_type == "quote" for b in page.body) for page in stories]
    assert len(stories) == 8
    assert [(number < 350, number > 900) for number in words] == [(False, False)] * 8
    assert quotes == [1] * 8
    assert [bool(page.own_figures) for page in stories] == [True] * 8
    assert sum(page.is_for_business for page in stories) == 3


def test_both_languages_are_about_the_same(demo):
    def facts(page):
        return (
            page.organisation_id, page.theme_id, page.scene, page.published_on,
            page.action_page_id, {row.district_id for row in page.districts.all()},
            {row.area for row in page.areas.all()},
            {row.goal for row in page.goals.all()},
        )  # fmt: skip

    danish, english = ([facts(page) for page in eight(code)] for code in OURS)

    assert danish == english
    assert all(each[0] and each[1] and each[5] and each[6] for each in danish)


def test_everyone_portrayed_said_yes_before(demo):
    for page in eight("da"):
        assert Consent.objects.about(page).valid().filter(covers_words=True).exists()


@pytest.mark.parametrize("path", ["/da/historier/", "/en/stories/"])
def test_the_list_of_the_demo_leads_to_all_eight(demo, client, path):
    html = client.get(path).content.decode()

    links = {page.url for page in eight(path[1:3])}
    assert {link for link in links if f'href="{link}"' in html} == links


def test_loading_twice_changes_nothing(demo):
    before = list(StoryPage.objects.order_by("pk").values_list("pk", "title", "path"))

    demo_stories.load()

    after = StoryPage.objects.order_by("pk").values_list("pk", "title", "path")
    assert list(after) == before


def test_many_stories_stand_in_a_sound_tree_and_cost_the_same(home, client):
    index = make_story_index()
    english = factories.translate_page(index, {"slug": "stories", "title": "Stories"})
    factories.make_district()

    demo_scale.stories(40)
    demo_scale.stories(40)

    assert [len(problems) for problems in Page.find_problems()] == [0] * 5
    lists = [StoryIndexPage.objects.get(pk=each.pk) for each in (index, english)]
    assert [each.get_children().live().count() for each in lists] == [40, 40]
    assert [len(shelf_on(each).keys) for each in lists] == [40, 40]
    story = StoryPage.objects.child_of(english).get(slug="scale-story-7-en")
    assert (queries_of(client, story.url), story.url) == (
        7, "/en/stories/scale-story-7-en/",
    )  # fmt: skip
    paths = ["/da/historier/", "/da/historier/?page=3", "/da/historier/?area=health"]
    assert [queries_of(client, path) for path in paths] == [6, 6, 6]
