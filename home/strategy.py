"""What belongs to which of the six recommendations."""

from collections.abc import Iterable

from django.apps import apps
from wagtail.models import Page

from hub import pagecache
from hub.choices import Recommendation
from hub.restrictions import readable


def pages(locale_id: int) -> dict[int, Page]:
    """The recommendations of a language that all may read, by number, remembered."""

    def find():
        model = apps.get_model("home.RecommendationPage")
        found = readable(model.objects.filter(locale_id=locale_id)).defer("body")
        return {page.number: page for page in found.order_by("-path")}

    return pagecache.remembered(f"recommendations {locale_id}", find)


def grouped(items: Iterable, locale_id: int) -> list[dict]:
    """Things with a `recommendation`, under the recommendation and its page.

    A recommendation without anything is left out; its name stands in for a page that
    is missing.
    """
    items, there = list(items), pages(locale_id)
    groups = [
        {
            "number": number,
            "title": there[number].title if number in there else name,
            "page": there.get(number),
            "members": [item for item in items if item.recommendation == number],
        }
        for number, name in Recommendation.choices
    ]
    return [group for group in groups if group["members"]]
