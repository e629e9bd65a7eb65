"""Where stories and organisations are told of."""

from django.apps import apps
from django.utils.translation import get_language

from hub import moved, pagecache
from hub.bilingual import SOURCE
from hub.models import Organisation
from hub.restrictions import readable
from hub.routing import locales


def organisation_url(organisation: Organisation, language: str = "") -> str:
    """The address of a profile in a language, else in the active one; no query.

    A language without a directory gives the Danish address; without one it is empty.
    """
    below = directory_url(language or get_language()) or directory_url(SOURCE)
    return f"{below}{organisation.slug}/" if below else ""


def directory_url(language: str) -> str:
    """The address of the directory in a language; empty without one."""
    return _addresses("OrganisationIndexPage").get(language, "")


def stories_url(language: str) -> str:
    """The address of the list of all stories in a language; empty without one."""
    return _addresses("StoryIndexPage").get(language, "")


def _addresses(model: str) -> dict[str, str]:
    def find():
        pages = readable(apps.get_model(f"stories.{model}").objects.all())
        codes = locales()
        return {codes[page.locale_id]: page.get_url() for page in pages}

    return pagecache.remembered(f"addresses of {model}", find)


moved.register(
    Organisation,
    index_url=directory_url,
    view="write_to",
    told=Organisation.objects.once_listed,
)
