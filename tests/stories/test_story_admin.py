"""Writing a story in the admin: what is ticked is kept, in both languages."""

import pytest
from django.urls import reverse
from wagtail.models import ReferenceIndex
from wagtail.test.utils.form_data import (
    inline_formset,
    nested_form_data,
    rich_text,
    streamfield,
)

from stories.models import StoryArea, StoryDistrict, StoryGoal, StoryPage
from tests import factories
from tests.factories import committed
from tests.reading import Page as Shown
from tests.staff import sign_in
from tests.stories.makers import make_consent, make_story, make_story_index, publish

pytestmark = pytest.mark.once

PUBLISH = {"action-publish": "action-publish"}
SAID = {
    "title": "Brød",
    "slug": "broed",
    "kicker": "Mad og job",
    "standfirst": "Ovnen er varm.",
    "published_on": "24.11.2026",
    "body": streamfield([("text", rich_text("<p>Dejen hæver.</p>"))]),
    "own_figures": streamfield([("figure", {"term": "Brød", "description": "900"})]),
    "corrections": streamfield([]),
    "comments": inline_formset([]),
    "scene": "food",
}


@pytest.fixture
def valby(home):
    return factories.make_district(name_da="Valby", slug="valby")


@pytest.fixture
def amager(home):
    return factories.make_district(name_da="Amager", slug="amager")


@pytest.fixture
def publisher(client, home):
    """A browser in which somebody is signed in who may publish."""
    return sign_in(client, factories.make_staff("Publishers"))


def send(client, address: str, **more):
    """Send the editor's form."""
    with committed():
        return client.post(address, form_of(**more))


def form_of(**more) -> dict:
    """The editor's form; a list is what is ticked."""
    lists = {name: value for name, value in more.items() if isinstance(value, list)}
    words = {name: value for name, value in more.items() if name not in lists}
    return nested_form_data(SAID | words) | lists


def edit(story: StoryPage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[story.pk])


def subjects(story: StoryPage) -> tuple:
    """What the rows say, by their kinds."""
    story = StoryPage.objects.get(pk=story.pk)
    return (
        sorted(row.district.slug for row in story.districts.all()),
        sorted(row.area for row in story.areas.all()),
        sorted(row.goal for row in story.goals.all()),
    )


def ticked(client, address: str) -> set[tuple[str, str]]:
    """Name and value of each box that the editor shows ticked."""
    boxes = Shown(client.get(address)).all("input", type="checkbox", checked="")
    return {
        (box.get("name"), box.get("value"))
        for box in boxes
        if box.get("name", "").startswith("chosen_")
    }


@pytest.fixture
def written(publisher, valby):
    """A story that was written in the editor and saved as a draft."""
    index = make_story_index()
    address = reverse("wagtailadmin_pages:add", args=["stories", "storypage", index.pk])
    response = send(
        publisher, address, chosen_districts=[valby.pk],
        chosen_areas=["health", "social"], chosen_goals=["8"],
    )  # fmt: skip
    story = StoryPage.objects.get(slug="broed")
    assert (response.status_code, response.url) == (302, edit(story))
    return story


def test_what_is_ticked_is_ticked_when_the_editor_opens_again(
    written, publisher, valby
):
    assert ticked(publisher, edit(written)) == {
        ("chosen_districts", str(valby.pk)),
        ("chosen_areas", "health"),
        ("chosen_areas", "social"),
        ("chosen_goals", "8"),
    }


def test_what_is_ticked_counts_once_it_is_published(
    written, publisher, valby, amager, client
):
    make_consent(written)

    response = send(
        publisher, edit(written), **PUBLISH, chosen_districts=[valby.pk, amager.pk],
        chosen_areas=["health"], chosen_goals=["8", "12"],
    )  # fmt: skip

    assert response.status_code == 302
    assert StoryPage.objects.get(pk=written.pk).live is True
    assert subjects(written) == (["amager", "valby"], ["health"], [8, 12])
    found = Shown(client.get("/da/historier/?district=amager&goal=12"))
    assert found.text("h2", id="result-heading") == "1 historie"


def test_a_draft_changes_nothing_that_readers_see(written, publisher, valby, client):
    make_consent(written)
    publish(written)

    send(publisher, edit(written), chosen_areas=["culture"])

    assert subjects(written) == (["valby"], ["health", "social"], [8])
    latest = StoryPage.objects.get(pk=written.pk).get_latest_revision_as_object()
    assert [row.area for row in latest.areas.all()] == ["culture"]
    assert ticked(publisher, edit(written)) == {("chosen_areas", "culture")}


def test_an_older_version_brings_its_ticks_back(written, publisher, valby):
    make_consent(written)
    first = written.get_latest_revision()
    send(publisher, edit(written), **PUBLISH, chosen_areas=["culture"])
    assert subjects(written) == ([], ["culture"], [])

    with committed():
        first.publish()

    assert subjects(written) == (["valby"], ["health", "social"], [8])


def test_unknown_ticks_are_refused_and_what_was_typed_stays(written, publisher):
    response = send(
        publisher, edit(written), title="Nyt ord", chosen_areas=["helth"],
        chosen_goals=["99"],
    )  # fmt: skip

    assert response.status_code == 200
    shown = Shown(response)
    assert shown.all("input", name="title")[0].get("value") == "Nyt ord"
    assert subjects(written)[1] == ["health", "social"]


def test_what_it_is_about_reaches_the_english_page(written, publisher, valby, amager):
    factories.translate_page(make_story_index(), {"slug": "stories"})
    make_consent(written)
    publish(written)
    story = StoryPage.objects.get(pk=written.pk)
    english = factories.translate_page(story, {"title": "Bread", "slug": "bread"})
    assert subjects(english) == (["valby"], ["health", "social"], [8])

    send(
        publisher, edit(written), **PUBLISH, chosen_districts=[amager.pk],
        chosen_areas=["culture"], chosen_goals=[],
    )  # fmt: skip

    assert subjects(english) == (["amager"], ["culture"], [])
    assert StoryPage.objects.get(pk=english.pk).title == "Bread"


def test_a_new_story_without_an_organisation_can_be_previewed(publisher, valby):
    index = make_story_index()
    factories.make_organisation()
    add = "wagtailadmin_pages:preview_on_add"
    address = reverse(add, args=["stories", "storypage", index.pk])
    form = form_of(chosen_districts=[valby.pk])

    told = publisher.post(address, form)
    shown = publisher.get(address)

    assert told.json() == {"is_valid": True, "is_available": True}
    assert shown.status_code == 200
    page = Shown(shown)
    assert page.text("h1") == "Brød"
    assert "Mad og job · Valby" in page.text("header", class_="story-head")
    assert "Brød900" in page.text("section", class_="panel")


def test_a_preview_shows_the_draft_not_what_readers_see(written, publisher, amager):
    make_consent(written)
    publish(written)
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[written.pk])
    form = form_of(chosen_districts=[amager.pk])

    publisher.post(address, form)
    head = Shown(publisher.get(address)).text("header", class_="story-head")

    assert "Mad og job · Amager" in head


def test_the_list_can_be_previewed_and_edited(publisher):
    index = make_story_index()
    make_story(title="Brød")

    shown = publisher.get(
        reverse("wagtailadmin_pages:view_draft", args=[index.pk]), follow=True
    )

    assert shown.status_code == 200
    assert "Brød" in shown.content.decode()


@pytest.mark.parametrize("model", [StoryDistrict, StoryArea, StoryGoal])
def test_no_task_looks_for_rows_that_saving_replaces(model):
    assert ReferenceIndex.model_is_indexable(model, allow_child_models=True) is False
    assert ReferenceIndex.model_is_indexable(StoryPage) is True
