"""What the front page shows below its doors."""

from wagtail.models import Page

from hub.languages import translations_in
from hub.restrictions import is_readable, readable
from hub.routing import language_of
from stories.addresses import stories_url
from stories.story_listing import newest_on


def bands_of(home) -> dict:
    """The newest stories, the strategy with its chapters, and the districts."""
    strategy = in_language_of(home, home.strategy_page)
    chapters = recommendations_below(strategy) if strategy else []
    kind = {"content_type__app_label": "home"}
    below = readable(Page.objects.child_of(home), home)
    districts = below.filter(**kind, content_type__model="districtindexpage").first()
    areas = readable(districts.get_children(), districts) if districts else None
    return {
        "stories": newest_on(home),
        "stories_url": stories_url(language_of(home)),
        "strategy": strategy,
        "chapters": list(chapters),
        "districts": districts,
        "areas": list(areas.order_by("path")) if districts else [],
    }


def recommendations_below(strategy: Page):
    """The strategy's recommendations in their order."""
    pages = readable(strategy.get_children(), strategy).order_by("path")
    kind = {"content_type__app_label": "home"}
    return pages.filter(**kind, content_type__model="recommendationpage")


def in_language_of(home, page: Page | None) -> Page | None:
    """A chosen page in the language of the front page shown, if all may read it."""
    if page and page.locale_id != home.locale_id:
        page = translations_in(language_of(home), [page]).get(page.translation_key)
    return page if page and is_readable(page) else None
