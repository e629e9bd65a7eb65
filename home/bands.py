"""What the front page shows below its doors."""

from wagtail.models import Page

from hub.languages import translations_in
from hub.routing import language_of


def bands_of(home) -> dict:
    """The strategy with its chapters, and the districts, where they exist."""
    strategy = in_language_of(home, home.strategy_page)
    chapters = recommendations_below(strategy) if strategy else []
    below = (
        Page.objects.child_of(home)
        .live()
        .filter(content_type__app_label="home", content_type__model="districtindexpage")
    )
    districts = below.first()
    areas = districts.get_children().live().order_by("path") if districts else []
    return {
        "strategy": strategy,
        "chapters": list(chapters),
        "districts": districts,
        "areas": list(areas),
    }


def recommendations_below(strategy: Page):
    """The strategy's recommendations in their order."""
    pages = strategy.get_children().live().order_by("path")
    kind = {"content_type__app_label": "home"}
    return pages.filter(**kind, content_type__model="recommendationpage")


def in_language_of(home, page: Page | None) -> Page | None:
    """A chosen page as it is in the language of the front page shown."""
    if page is None or page.locale_id == home.locale_id:
        return page
    there = translations_in(language_of(home), [page])
    return there.get(page.translation_key)
