"""The demo's pages of events: Danish first, then real translations of all but one."""

from wagtail.models import Page

from events.demo_facts import FOLDER
from events.models import Event, EventIndexPage, EventPage
from hub import demo_pages
from hub.demo_texts import in_language, key_of, read, with_ids
from stories.models import StoryPage

INDEX = "events"
BEFORE = "spaces"  # the page that stands before it in the menu
TEXTS = ("title", "slug", "standfirst", "in_short", "search_description")


def rows() -> dict[str, dict]:
    """The stories of events by the key of the event."""
    paths = sorted((FOLDER / "stories").glob("*.toml"))
    return {path.stem: read(FOLDER, f"stories/{path.stem}") for path in paths}


def load() -> None:
    """Make the pages that are missing; those that exist are staff's to change."""
    index = find(INDEX) or make_index(read(FOLDER, "index"))
    for key, row in rows().items():
        if find(page_key(key)) is None:
            make_page(key, row, EventIndexPage.objects.get(pk=index.pk))


def find(key: str) -> Page | None:
    """The Danish page with that key of the demo."""
    danish = Page.objects.filter(locale__language_code="da")
    return danish.filter(translation_key=key_of(key)).first()


def page_key(key: str) -> str:
    """What the demo knows the page of an event by."""
    return f"event-{key}"


def make_index(row: dict) -> Page:
    """The page of all events in both languages, in the menu after the spaces."""
    home = Page.objects.get(depth=2, locale__language_code="da")
    page = filled(EventIndexPage(translation_key=key_of(INDEX)), row, "da")
    page.show_in_menus, page.scene, page.locale = True, row["scene"], home.locale
    home.add_child(instance=page)
    page = demo_pages.publish(page)
    words = EventIndexPage(translation_key=page.translation_key, locale=page.locale)
    english = demo_pages.publish_in_english(page, filled(words, row, "en"))
    for each in (page, english):
        before = Page.objects.filter(translation_key=key_of(BEFORE))
        if place := before.filter(locale=each.locale).first():
            Page.objects.get(pk=each.pk).move(place, pos="right")
    return page


def make_page(key: str, row: dict, index: Page) -> None:
    """The story of an event, translated unless the file says that it is not."""
    event = Event.objects.get(slug=key)
    page = story_of(event, row, "da")
    page.locale = index.locale
    index.add_child(instance=page)
    page = demo_pages.publish(page)
    if not row.get("is_danish_only"):
        words = story_of(event, row, "en")
        words.locale = page.locale
        demo_pages.publish_in_english(page, words)
    if "story" in row:
        lead_here(page, key_of(row["story"]))


def lead_here(page: EventPage, story) -> None:
    """Let a story that was there before lead its readers to this event."""
    for each in StoryPage.objects.filter(translation_key=story).order_by("pk"):
        each.action_page = page
        demo_pages.publish(each)


def story_of(event: Event, row: dict, language: str) -> EventPage:
    """An unsaved page with the words of one language."""
    page = EventPage(translation_key=key_of(page_key(event.slug)), event=event)
    slug = event.slug if language == "da" else row["slug_en"]
    page = filled(page, row, language)
    page.title = page.draft_title = getattr(event, f"title_{language}")
    page.slug, page.scene = slug, event.scene
    page.body = [
        block_of(block, f"{page_key(event.slug)}.{place}", language)
        for place, block in enumerate(row["body"])
    ]
    return page


def block_of(block: dict, name: str, language: str) -> dict:
    """A block as a StreamField stores it, with its page by its key."""
    value = in_language(block["value"], language)
    if isinstance(value, dict) and value.get("page"):
        page = find(value["page"])
        value = value | {"page": page and page.pk}
    value = with_ids(value, name)
    return {"type": block["type"], "value": value, "id": str(key_of(name))}


def filled(page: Page, row: dict, language: str) -> Page:
    """A page with the texts of one language."""
    for name in TEXTS:
        if name in row:
            setattr(page, name, row[name][language])
    page.draft_title = page.title
    return page
