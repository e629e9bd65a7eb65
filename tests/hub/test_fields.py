"""Which fields are words, which are facts: all page types against a literal table."""

import pytest
from wagtail.models import get_page_models
from wagtail_localize.fields import (
    SynchronizedField,
    TranslatableField,
    get_translatable_fields,
)

from hub.models import BasePage

WORDS = {"title", "slug", "seo_title", "search_description"}
WORDS |= {"standfirst", "in_short", "listing_image_alt"}
FACTS = {"show_in_menus", "scene", "listing_image"}
REVIEW = {"recommendation", "contact", "kept_by", "reviewed_on", "review_by"}
SUBJECTS = {"theme", "districts", "areas", "goals"}
ABOUT = SUBJECTS | {
    "organisation", "published_on", "is_for_business", "has_changed_names",
    "portrays_nobody",
}  # fmt: skip
INVITATION = {"action_heading", "action_text", "action_label"}
# Words are translated. Facts are the same in all languages; those after the bar may not
# be replaced by a translator.
TABLE = {
    "home.HomePage": (
        WORDS | {"hero_text", "strategy_heading", "strategy_text"},
        FACTS | {"strategy_page"},
        {"show_in_menus"},
    ),
    "home.DistrictIndexPage": (WORDS, FACTS, {"show_in_menus"}),
    "home.DistrictPage": (
        WORDS | {"body"},
        FACTS | {"district"},
        {"show_in_menus", "district"},
    ),
    "home.StandardPage": (WORDS | {"body"}, FACTS, {"show_in_menus"}),
    "home.TrackerPage": (WORDS | {"body"}, FACTS, {"show_in_menus"}),
    "home.GuidanceIndexPage": (WORDS | {"situations"}, FACTS, {"show_in_menus"}),
    "home.GuidancePage": (
        WORDS | {"question", "body", "checklist", "laws", "documents"},
        FACTS | REVIEW,
        {"show_in_menus"} | REVIEW,
    ),
    "home.RecommendationPage": (
        WORDS | {"body"},
        FACTS | {"number"},
        {"show_in_menus", "number"},
    ),
    "spaces.SpaceIndexPage": (
        WORDS | {"who_may_borrow"},
        FACTS | {"definition_page"},
        {"show_in_menus"},
    ),
    "events.EventIndexPage": (WORDS, FACTS, {"show_in_menus"}),
    "events.EventPage": (
        WORDS | {"body"},
        FACTS | {"event"},
        {"show_in_menus", "event"},
    ),
    "spaces.SpacePage": (
        WORDS | {"body"},
        FACTS | {"space"},
        {"show_in_menus", "space"},
    ),
    "stories.StoryIndexPage": (WORDS, FACTS, {"show_in_menus"}),
    "stories.StoryPage": (
        WORDS | INVITATION | {"kicker", "byline", "body", "own_figures", "corrections"},
        FACTS | ABOUT | {"action_page", "pinned"},
        {"show_in_menus"} | ABOUT,
    ),
    "stories.OrganisationIndexPage": (WORDS, FACTS, {"show_in_menus"}),
}


def kinds_of(model) -> tuple[set, set, set]:
    """Translatable, synchronised, and synchronised but not overridable fields."""
    fields = get_translatable_fields(model)
    page = model()
    synchronised = [field for field in fields if isinstance(field, SynchronizedField)]
    return (
        {field.field_name for field in fields if isinstance(field, TranslatableField)},
        {field.field_name for field in synchronised},
        {field.field_name for field in synchronised if not field.is_overridable(page)},
    )


def ours() -> dict:
    return {
        model._meta.label: model
        for model in get_page_models()
        if issubclass(model, BasePage)
    }


def test_the_table_names_every_page_type():
    assert set(TABLE) == set(ours())


@pytest.mark.parametrize("label", TABLE)
def test_words_and_facts_are_as_the_table_says(db, label):
    assert kinds_of(ours()[label]) == TABLE[label]
