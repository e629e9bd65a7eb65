"""The demo's pages: Danish first, then real translations of each."""

from datetime import timedelta

from django.utils import timezone
from wagtail.models import Page

from home.demo_facts import departments_by_key, people_by_key
from home.demo_texts import pages, streams_of
from home.models import (
    DistrictIndexPage,
    DistrictPage,
    GuidanceIndexPage,
    GuidancePage,
    HomePage,
    RecommendationPage,
    StandardPage,
    TrackerPage,
)
from hub import demo_pages
from hub.demo_texts import in_language, key_of
from hub.models import District

TEXTS = (
    "title", "slug", "standfirst", "in_short", "search_description",
    "hero_text", "strategy_heading", "strategy_text", "question",
)  # fmt: skip
TYPES = {
    "districts": DistrictIndexPage,
    "district": DistrictPage,
    "recommendation": RecommendationPage,
    "guidance_index": GuidanceIndexPage,
    "guidance": GuidancePage,
    "tracker": TrackerPage,
}


def load() -> None:
    """Make the pages that are missing; those that exist are staff's to change."""
    made = {page["key"]: find_or_make(page) for page in pages()}
    ids = {key: page.pk for key, (page, _) in made.items()}
    people = people_by_key()
    for row in pages():
        page, is_new = made[row["key"]]
        if not is_new:
            continue
        page = page.specific_class.objects.get(pk=page.pk)
        write_streams(page, row, "da", ids, people)
        if row["key"] == "home":
            page.strategy_page_id = ids["strategy"]
        page = demo_pages.publish(page)
        words = in_english(row, page, ids, people)
        demo_pages.publish_in_english(page, words)


def find_or_make(row: dict) -> tuple[Page, bool]:
    """The Danish page of a row and whether it still needs its text."""
    if row["key"] == "home":
        page = HomePage.objects.get(locale__language_code="da")
        is_new = not page.standfirst
        if is_new:
            fill(page, row, "da")
            page.slug = "hub"
            page.save()
        return page, is_new
    key = key_of(row["key"])
    if found := Page.objects.filter(translation_key=key, depth__gt=2).first():
        return found, False
    page = page_type(row)(translation_key=key, show_in_menus=row["show_in_menus"])
    fill(page, row, "da")
    set_facts(page, row)
    parent = HomePage.objects.get(locale__language_code="da")
    if row["parent"] != "home":
        parent = Page.objects.get(
            translation_key=key_of(row["parent"]), locale__language_code="da"
        )
    page.locale_id = parent.locale_id
    return parent.add_child(instance=page), True


def set_facts(page: Page, row: dict) -> None:
    """Write on a page what is the same in all languages."""
    if "number" in row:
        page.number = row["number"]
    if "district" in row:
        page.district = District.objects.get(slug=row["district"])
    if row.get("type") == "guidance":
        today = timezone.localdate()
        page.recommendation = row["recommendation"]
        page.contact_id = people_by_key().get(row["contact"])
        page.kept_by = departments_by_key().get(row["owner"])
        page.reviewed_on = today - timedelta(days=row["reviewed_days_ago"])
        page.review_by = today + timedelta(days=row["review_in_days"])


def page_type(row: dict) -> type[Page]:
    """The page model of a row."""
    return TYPES.get(row.get("type", row["key"]), StandardPage)


def fill(page: Page, row: dict, language: str) -> None:
    """Write a row's texts of one language on a page."""
    for name in TEXTS:
        if name in row:
            setattr(page, name, in_language(row[name], language))
    page.scene = row["scene"]
    page.draft_title = page.title


def in_english(row: dict, page: Page, ids: dict, people: dict) -> Page:
    """An unsaved page that holds the English texts in the Danish page's shape."""
    words = page.specific_class(
        translation_key=page.translation_key, locale=page.locale
    )
    fill(words, row, "en")
    if row["key"] == "home":
        words.slug = "hub-en"
    write_streams(words, row, "en", ids, people)
    return words


def write_streams(page: Page, row: dict, language: str, ids: dict, people: dict):
    """Give a page its blocks in one language."""
    for name, blocks in streams_of(row, language, ids, people).items():
        if hasattr(page, name):
            setattr(page, name, blocks)
