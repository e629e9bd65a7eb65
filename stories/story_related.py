"""Which stories come after one: by rule, never by what others clicked."""

from wagtail.models import Page

from hub import pagecache
from stories.shelf import Shelf
from stories.story_subjects import Subjects

MOST = 3


def related_to(story, shelf: Shelf, subjects: Subjects) -> list:
    """At most three other stories in the story's language, the nearest first.

    The pinned one, then those about the same organisation, then in the same district
    for the same purpose, then for the same goal, then the newest: so there are some
    wherever there is another story.
    """
    others = shelf.own & ~_place(shelf, story.translation_key)
    found: list[int] = []
    for bits in _nearness(shelf, story, subjects):
        keys = shelf.chosen(bits & others)
        found += [key for key in keys if key not in found][: MOST - len(found)]
        if len(found) == MOST:
            break
    return shelf.stories(found)


def _nearness(shelf: Shelf, story, subjects: Subjects):
    """Bits of stories, those that are nearest to the story first."""
    if story.pinned_id:
        yield _place(shelf, _key_of(story.pinned_id))
    if story.organisation_id:
        yield shelf.about("organisation", [story.organisation_id])
    here = shelf.about("district", [each.pk for each in subjects.districts])
    yield here & shelf.about("area", [each.value for each in subjects.areas])
    yield shelf.about("goal", [each.value for each in subjects.goals])
    yield shelf.all


def _place(shelf: Shelf, translation_key) -> int:
    """The bit of a story, whichever of its languages the key was read from."""
    place = shelf.places.get(translation_key)
    return 0 if place is None else 1 << place


def _key_of(page_id: int):
    """The translation key of a chosen page: choosers keep the Danish page."""

    def find():
        keys = Page.objects.filter(pk=page_id).values_list("translation_key", flat=True)
        return keys.first()

    return pagecache.remembered(f"key of {page_id}", find)
