"""The demo's pages of spaces: Danish first, then real translations of all but one."""

from wagtail.models import Page

from hub import demo_pages
from hub.demo_texts import key_of, read
from spaces.demo_facts import FOLDER
from spaces.models import Space, SpaceIndexPage, SpacePage

TEXTS = (
    "title", "slug", "standfirst", "in_short", "search_description", "who_may_borrow",
)  # fmt: skip
INDEX = "index"
BEFORE = "guidance"  # the page of `home` that stands before it in the menu
DEFINITION = "social-enterprise"  # the page of `home` that says who is meant


def rows() -> list[dict]:
    """The pages below the list, in their order."""
    names = (path.stem for path in (FOLDER / "pages").glob("*.toml"))
    found = [read(FOLDER, f"pages/{name}") for name in names if name != INDEX]
    return sorted(found, key=lambda row: row["order"])


def load() -> None:
    """Make the pages that are missing; those that exist are staff's to change."""
    index = find("spaces")
    if index is None:
        index = make_index(read(FOLDER, f"pages/{INDEX}"))
    for row in rows():
        if find(f"space-{row['key']}") is None:
            make_page(row, SpaceIndexPage.objects.get(pk=index.pk))


def find(key: str) -> Page | None:
    """The Danish page with that key of the demo."""
    danish = Page.objects.filter(locale__language_code="da")
    return danish.filter(translation_key=key_of(key)).first()


def make_index(row: dict) -> Page:
    """The list of all spaces, in both languages, with its door on the front page."""
    home = Page.objects.get(depth=2, locale__language_code="da")
    page = filled(SpaceIndexPage(translation_key=key_of(row["key"])), row, "da")
    page.show_in_menus = True
    page.definition_page = find(DEFINITION)
    page.locale = home.locale
    home.add_child(instance=page)
    page = demo_pages.publish(page)
    words = SpaceIndexPage(translation_key=page.translation_key, locale=page.locale)
    english = demo_pages.publish_in_english(page, filled(words, row, "en"))
    for each in (page, english):
        put_in_menu(each)
    return page


def put_in_menu(page: Page) -> None:
    """Right after what one reads first, in both languages."""
    before = Page.objects.filter(
        translation_key=key_of(BEFORE), locale=page.locale
    ).first()
    if before:
        Page.objects.get(pk=page.pk).move(before, pos="right")


def make_page(row: dict, index: Page) -> None:
    """The story of a space, translated unless the file says that it is not."""
    key, space = key_of(f"space-{row['key']}"), Space.objects.get(slug=row["key"])
    page = filled(SpacePage(translation_key=key, space=space), row, "da")
    page.locale = index.locale
    index.add_child(instance=page)
    page = demo_pages.publish(page)
    if not row.get("is_danish_only"):
        words = SpacePage(translation_key=key, space=space, locale=page.locale)
        demo_pages.publish_in_english(page, filled(words, row, "en"))


def filled(page: Page, row: dict, language: str) -> Page:
    """A page with the texts of one language."""
    for name in TEXTS:
        if name in row:
            setattr(page, name, row[name][language])
    page.draft_title = page.title
    page.scene = row["scene"]
    if "body" in row:
        page.body = [
            {
                "type": block["type"],
                "value": block["value"][language],
                "id": str(key_of(f"space.{row['key']}.{place}")),
            }
            for place, block in enumerate(row["body"])
        ]
    return page
