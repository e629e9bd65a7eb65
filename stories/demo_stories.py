"""The demo's stories: Danish first, then real translations, once all have said yes."""

import datetime as dt

from django.utils import timezone
from wagtail.models import Page

from hub import demo_pages
from hub.demo_texts import in_language, is_pair, key_of, read, with_ids
from hub.models import District, Organisation, Theme
from stories.demo_consents import give
from stories.demo_organisations import FOLDER
from stories.models import StoryIndexPage, StoryPage
from stories.story_forms import TICKED

INDEX = "stories"
TEXTS = (
    "title", "slug", "kicker", "standfirst", "in_short", "byline", "search_description",
)  # fmt: skip
INVITATION = ("heading", "text", "label")


def rows() -> list[dict]:
    """The stories in their order."""
    names = (path.stem for path in (FOLDER / "stories").glob("*.toml"))
    found = [read(FOLDER, f"stories/{name}") for name in names]
    return sorted(found, key=lambda row: row["order"])


def load() -> None:
    """Make the pages that are missing; those that exist are staff's to change."""
    index = find(INDEX) or make_index()
    for row in rows():
        if find(page_key(row)) is None:
            make_story(row, StoryIndexPage.objects.get(pk=index.pk))


def find(key: str) -> Page | None:
    """The Danish page with that key of the demo."""
    danish = Page.objects.filter(locale__language_code="da")
    return danish.filter(translation_key=key_of(key)).first()


def page_key(row: dict) -> str:
    """What the demo knows a story's page by."""
    return f"story-{row['key']}"


def make_index() -> Page:
    """The page of all stories in both languages, first in the menu."""
    row = read(FOLDER, "pages")[INDEX]
    home = Page.objects.get(depth=2, locale__language_code="da")
    page = StoryIndexPage(translation_key=key_of(INDEX), show_in_menus=True)
    write_texts(page, row, "da")
    page.locale = home.locale
    home.add_child(instance=page)
    page = demo_pages.publish(page)
    words = StoryIndexPage(translation_key=page.translation_key, locale=page.locale)
    write_texts(words, row, "en")
    for each in (page, demo_pages.publish_in_english(page, words)):
        first = Page.objects.get(pk=each.get_parent().pk).get_first_child()
        if first.pk != each.pk:
            Page.objects.get(pk=each.pk).move(first, pos="left")
    return page


def make_story(row: dict, index: Page) -> None:
    """A story in both languages, with whom and what it is about."""
    key = key_of(page_key(row))
    page = StoryPage(translation_key=key, locale=index.locale, live=False)
    write_story(page, row, "da")
    set_facts(page, row)
    index.add_child(instance=page)
    set_subjects(page, row)
    page.save()
    give(page_key(row), row["portrayed"])
    page = demo_pages.publish(page)
    words = StoryPage(translation_key=page.translation_key, locale=page.locale)
    write_story(words, row, "en")
    demo_pages.publish_in_english(page, words)


def write_texts(page: Page, row: dict, language: str) -> None:
    """Write what a row says in a language on a page."""
    for name in TEXTS:
        if name in row:
            setattr(page, name, row[name][language])
    page.draft_title = page.title


def write_story(page: StoryPage, row: dict, language: str) -> None:
    """The words of a story, its blocks with ids that both languages share."""
    write_texts(page, row, language)
    for name in INVITATION:
        setattr(page, f"action_{name}", row["action"][name][language])
    page.body = blocks(row, "body", row["body"], language)
    figures = [
        {"value": {"term": each["term"], "description": each["text"]}}
        for each in row["figure"]
    ]
    page.own_figures = blocks(row, "figure", figures, language)
    corrections = [
        {"value": {"corrected_on": days_ago(each["days_ago"]), "text": each["text"]}}
        for each in row.get("correction", [])
    ]
    page.corrections = blocks(row, "correction", corrections, language)


def blocks(row: dict, name: str, found: list[dict], language: str) -> list[dict]:
    """Blocks as a StreamField stores them; without a type they are all of one."""
    made = []
    for place, block in enumerate(found):
        key = f"{page_key(row)}.{name}.{place}"
        value = block["value"]
        value = value[language] if is_pair(value) else in_language(value, language)
        made.append(
            {
                "type": block.get("type", name),
                "value": with_ids(value, key),
                "id": str(key_of(key)),
            }
        )
    return made


def set_facts(page: StoryPage, row: dict) -> None:
    """What is the same in both languages."""
    page.scene = row["scene"]
    page.organisation = Organisation.objects.get(slug=row["organisation"])
    page.theme = Theme.objects.filter(slug=row["theme"]).first()
    page.is_for_business = row["is_for_business"]
    page.has_changed_names = row["has_changed_names"]
    page.published_on = days_ago(row["published_days_ago"])
    kind, _colon, key = row["action"]["page"].partition(":")
    if key:
        page.action_page = find({"space": f"space-{key}"}.get(kind, key))


def set_subjects(page: StoryPage, row: dict) -> None:
    """The rows that say what it is about."""
    found = {
        "districts": District.objects.filter(slug__in=row["districts"]),
        "areas": row["areas"],
        "goals": row["goals"],
    }
    for relation, name, _field in TICKED:
        rows_of = getattr(page, relation)
        rows_of.set([rows_of.model(**{name: value}) for value in found[relation]])


def days_ago(number: int) -> dt.date:
    """The day so many days before today."""
    return timezone.localdate() - dt.timedelta(days=number)
