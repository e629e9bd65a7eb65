"""The demo's words that mean the same and recommended pages, then the index."""

import tomllib
from pathlib import Path

from django.utils import timezone
from wagtail.models import Page

from hub import demo
from hub.models import District, Theme
from hub.transactions import inside
from search import indexing
from search.demo_watches import wait_for_kitchen
from search.followers import actions, sending
from search.followers.digest import News
from search.models import Follower, Promotion, Synonyms

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
    for each in content["follower"]:
        _follow(each)
    wait_for_kitchen()


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


def _follow(each: dict) -> None:
    """Somebody invented who follows; who has confirmed finds a first mail at /mail/."""
    if Follower.objects.at(each["email"]):
        return
    follower = inside(actions.ask)(
        email=each["email"],
        language=each["language"],
        districts=District.objects.filter(slug__in=each["districts"]),
        themes=Theme.objects.filter(slug__in=each["themes"]),
    )
    if each["confirmed"]:
        inside(actions.confirm)(follower=follower)
        follower.refresh_from_db()
        now = timezone.now()
        groups = News(follower.language, follower.told_until, now).groups_for(follower)
        inside(sending.tell_one)(follower=follower, groups=groups, until=now)


demo.register("search", load, order=90)
