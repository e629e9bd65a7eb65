"""What the front page shows below its doors."""

from wagtail.models import Page



def bands_of(home: Page) -> dict:
    """The strategy's pages."""
    strategy = home.strategy_page and localised(home.strategy_page, home.locale_id)
    chapters = strategy.get_children().live().order_by("path") if strategy else []
    return {"strategy": strategy, "chapters": list(chapters[:8])}


def localised(page: Page, locale_id: int) -> Page | None:
    """The live page in another locale: page links keep the Danish page by design."""
    found = Page.objects.live().filter(translation_key=page.translation_key)
    return found.filter(locale_id=locale_id).first()
