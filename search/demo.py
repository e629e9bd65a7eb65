"""The demo's words that mean the same and recommended pages, then the index."""

import tomllib
from pathlib import Path

from wagtail.models import Page

from hub import demo
from search import indexing
from search.models import Promotion, Synonyms

WORDS = Path(__file__).with_name("demo_content") / "_words.toml"


def load() -> None:
    """Write what is not there yet, and read everything into the index."""
    content = tomllib.loads(WORDS.read_text())
    for language in ("da", "en"):
        for words in content[language]:
            Synonyms.objects.get_or_create(language=language, words=words)
    for each in content["promotion"]:
        _promote(each)
    indexing.rebuild()


def _promote(each: dict) -> None:
    slug = each["page"].strip("/").split("/")[-1]
    danish = Page.objects.filter(slug=slug, locale__language_code="da").first()
    if danish is None:
        return
    key = danish.translation_key
    for page in Page.objects.filter(translation_key=key).select_related("locale"):
        language = page.locale.language_code
        found = {"language": language, "page": page}
        Promotion.objects.get_or_create(**found, defaults={"words": each[language]})


demo.register("search", load, order=90)
