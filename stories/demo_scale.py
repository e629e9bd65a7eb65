"""Many stories for measuring, in both languages: `load_demo --scale N`.

Written as rows, not by publishing: ten thousand take seconds, not hours.
"""

import datetime as dt

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from hub import pagecache
from hub.choices import Goal, ImpactArea, Scene
from hub.demo_texts import key_of
from hub.models import Consent, ConsentState, District, Organisation, Theme
from stories.models import (
    StoryArea,
    StoryDistrict,
    StoryGoal,
    StoryIndexPage,
    StoryPage,
)

WORDS = {
    "da": ("Prøvehistorie", "Lavet for at måle."),
    "en": ("Test story", "Made for measuring."),
}
BATCH = 200
TEXT = "<p>" + "Ovnen er varm klokken fire. " * 100 + "</p>"


@transaction.atomic
def stories(number: int) -> None:
    """Add stories below both lists; those that are there are left."""
    there = set(Page.objects.values_list("translation_key", flat=True))
    missing = [n for n in range(number) if key_of(f"scale-story-{n}") not in there]
    Consent.objects.bulk_create(
        Consent(
            story=key_of(f"scale-story-{n}"),
            name="Prøve",
            state=ConsentState.GIVEN,
            answered_at=timezone.now(),
            covers_words=True,
        )
        for n in missing
    )
    for index in StoryIndexPage.objects.select_related("locale"):
        add_below(index, missing)


def add_below(index: StoryIndexPage, numbers: list[int]) -> None:
    """The pages of one language, and what each is about."""
    last = index.get_last_child()
    taken = Page._str2int(last.path[-Page.steplen :]) if last else 0
    paths = [
        Page._get_path(index.path, index.depth + 1, taken + place)
        for place in range(1, len(numbers) + 1)
    ]
    made = [story_of(index, *pair) for pair in zip(numbers, paths, strict=True)]
    columns = [field.attname for field in Page._meta.local_concrete_fields]
    Page.objects.bulk_create(
        (Page(**{name: getattr(story, name) for name in columns}) for story in made),
        batch_size=500,
    )
    below = Page.objects.filter(path__startswith=index.path)
    keys = dict(below.values_list("path", "pk"))
    for story in made:
        story.pk = story.page_ptr_id = story.id = keys[story.path]
    # Django makes no rows of two tables in bulk; those of the second are of one table.
    for first in range(0, len(made), BATCH):
        StoryPage.objects.all()._insert(
            made[first : first + BATCH],
            fields=StoryPage._meta.local_concrete_fields,
            using="default",
        )
    Page.objects.filter(pk=index.pk).update(numchild=index.numchild + len(made))
    add_subjects(made, numbers)


def story_of(index: StoryIndexPage, number: int, path: str) -> StoryPage:
    """One live story, unsaved, at a place of the tree."""
    language, now = index.locale.language_code, timezone.now()
    title, standfirst = WORDS[language]
    slug = f"scale-story-{number}-{language}"
    theme, organisation = _themes(), _organisations()
    return StoryPage(
        path=path,
        depth=index.depth + 1,
        title=f"{title} {number}",
        draft_title=f"{title} {number}",
        slug=slug,
        url_path=f"{index.url_path}{slug}/",
        locale=index.locale,
        translation_key=key_of(f"scale-story-{number}"),
        content_type=ContentType.objects.get_for_model(StoryPage),
        live=True,
        has_unpublished_changes=False,
        first_published_at=now,
        last_published_at=now,
        kicker="Prøve",
        standfirst=standfirst,
        scene=Scene.values[number % len(Scene.values)],
        body=[{"type": "text", "value": TEXT, "id": str(key_of(slug))}],
        theme=theme[number % len(theme)] if theme else None,
        organisation=organisation[number % len(organisation)] if organisation else None,
        published_on=timezone.localdate() - dt.timedelta(days=200 + number % 3000),
        is_for_business=number % 5 == 0,
    )


def _themes() -> list[Theme]:
    return pagecache.remembered("themes to measure", lambda: list(Theme.objects.all()))


def _organisations() -> list[Organisation]:
    def find():
        return list(Organisation.objects.listed().order_by("pk")[:500])

    return pagecache.remembered("organisations to measure", find)


def add_subjects(stories: list[StoryPage], numbers: list[int]) -> None:
    """A district, a purpose and a goal of each."""
    places = list(District.objects.order_by("pk"))
    pairs = list(zip(stories, numbers, strict=True))
    for model, name, values in (
        (StoryDistrict, "district", places),
        (StoryArea, "area", ImpactArea.values),
        (StoryGoal, "goal", Goal.values),
    ):
        if values:
            model.objects.bulk_create(
                (
                    model(story=story, **{name: values[number % len(values)]})
                    for story, number in pairs
                ),
                batch_size=500,
            )
