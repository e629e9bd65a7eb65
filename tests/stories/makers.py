"""Stories, and what belongs to them, for tests; each argument has a boring default."""

from django.utils import timezone
from wagtail.models import Page

from hub.models import Consent, ConsentState, HubImage
from stories.models import StoryIndexPage, StoryPage
from tests.factories import committed, home_in, make_image, make_page


def make_story_index(language: str = "da", **fields) -> StoryIndexPage:
    """The page of all stories, made if missing."""
    there = StoryIndexPage.objects.filter(locale__language_code=language).first()
    values = {"title": "Historier", "slug": "historier"}
    return there or make_page(StoryIndexPage, home_in(language), **values | fields)


def make_story(parent: Page | None = None, **fields) -> StoryPage:
    """A published story that the person portrayed said yes to.

    `consents=0` leaves the yes out: such a story cannot be published.
    """
    is_live, consents = fields.pop("live", True), fields.pop("consents", 1)
    story = make_page(StoryPage, parent or make_story_index(), live=False, **fields)
    for _each in range(consents):
        make_consent(story)
    story.save_revision()
    if is_live:
        publish(story)
    return StoryPage.objects.get(pk=story.pk)


def publish(story: StoryPage) -> None:
    """Publish the newest version, as code does."""
    with committed():
        story.get_latest_revision().publish()


def make_consent(story: StoryPage | None = None, **fields) -> Consent:
    """A yes to the words and the pictures of a story."""
    now = timezone.now()
    values = {
        "story": story and story.translation_key,
        "name": "Ina Holm",
        "email": "ina@example.org",
        "state": ConsentState.GIVEN,
        "answered_at": now,
        "covers_words": True,
        "covers_pictures": True,
    }
    return Consent.objects.create(**values | fields)


def make_portrait(*consents: Consent, **fields) -> HubImage:
    """A picture of people, who said yes."""
    image = make_image(**{"who_is_in_it": "people"} | fields)
    image.consents.set(consents)
    return image
