"""A story is published only with the yes of whoever is in it."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone, translation

from hub.models import ConsentState
from stories.models import StoryPage
from tests.factories import make_block, make_image
from tests.stories.makers import make_consent, make_portrait, make_story, publish

YESTERDAY = timezone.localdate() - dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def refused(story: StoryPage) -> list[str]:
    """What code is told that publishes a story, which stays as it was."""
    with pytest.raises(ValidationError) as error:
        publish(story)
    assert not StoryPage.objects.get(pk=story.pk).live
    return error.value.messages


def test_a_story_with_a_yes_is_published(home):
    assert make_story().live


def test_a_story_without_anybodys_yes_is_refused(home):
    [reason] = refused(make_story(live=False, consents=0))

    assert reason.startswith("Nobody who is portrayed has said yes.")


def test_a_story_that_portrays_nobody_needs_no_yes(home):
    assert make_story(consents=0, portrays_nobody="It is about a house.").live


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"state": ConsentState.ASKED}, "Bo Ek has not answered yet."),
        ({"state": ConsentState.CHANGES}, "Bo Ek wants something changed."),
        ({"state": ConsentState.DECLINED}, "Bo Ek has said no."),
        ({"valid_until": YESTERDAY}, "The yes of Bo Ek lasts until"),
    ],
)
def test_each_of_the_portrayed_must_have_a_valid_yes(home, fields, reason):
    story = make_story(live=False)
    other = make_consent(story, name="Bo Ek", **fields)

    [said] = refused(story)

    assert said.startswith(reason)
    other.delete()
    publish(story)
    assert StoryPage.objects.get(pk=story.pk).live


def test_a_yes_that_was_taken_back_counts_for_nothing(home):
    story = make_story(live=False, consents=0)
    make_consent(story, state=ConsentState.WITHDRAWN, withdrawn_at=timezone.now())

    [reason] = refused(story)

    assert reason.startswith("Nobody who is portrayed has said yes.")


def test_one_yes_must_cover_the_words(home):
    story = make_story(live=False, consents=0)
    make_consent(story, covers_words=False)

    assert refused(story) == ["No yes covers the words of the story."]


def picture_block(image) -> dict:
    shown = {"image": image.pk, "alt_text": "Et køkken", "decorative": False}
    return make_block("image", {"image": shown, "caption": ""})


def video_block(image) -> dict:
    poster = {"image": image.pk, "alt_text": "Et køkken", "decorative": False}
    film = {"url": "https://vimeo.com/1", "title": "Film", "transcript": "<p>Mad.</p>"}
    return make_block("video", film | {"poster": poster})


PLACES = {
    "listing": lambda image: {"listing_image": image},
    "body": lambda image: {"body": [picture_block(image)]},
    "poster": lambda image: {"body": [video_block(image)]},
}


@pytest.mark.parametrize("place", PLACES)
def test_each_picture_must_say_who_is_in_it(home, place):
    image = make_image(title="Køkken")
    story = make_story(live=False, **PLACES[place](image))

    assert refused(story) == ["The picture “Køkken”: say who is in it."]
    image.who_is_in_it = "nobody"
    image.save()
    publish(story)
    assert StoryPage.objects.get(pk=story.pk).live


def test_a_crowd_in_a_public_place_is_asked_for_nothing(home):
    assert make_story(listing_image=make_image(who_is_in_it="crowd")).live


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        (None, "The picture “Køkken”: choose whose yes covers it."),
        (
            {"covers_pictures": False},
            "The picture “Køkken”: the yes of Bo Ek does not cover pictures.",
        ),
        (
            {"state": ConsentState.ASKED},
            "The picture “Køkken”: Bo Ek has not answered yet.",
        ),
        (
            {"state": ConsentState.WITHDRAWN, "withdrawn_at": timezone.now()},
            "The picture “Køkken”: Bo Ek has taken the yes back.",
        ),
    ],
)
def test_all_people_in_a_picture_must_have_said_yes_to_pictures(home, fields, reason):
    people = [make_consent(name="Ea Ny")] if fields else []
    people += [make_consent(name="Bo Ek", **fields)] if fields else []
    image = make_portrait(*people, title="Køkken")

    assert refused(make_story(live=False, listing_image=image)) == [reason]


def test_a_picture_of_people_who_said_yes_is_shown(home):
    image = make_portrait(make_consent(name="Bo Ek"))

    assert make_story(listing_image=image).listing_image == image
