"""One answer to "where is this page in the other language?" for links and switch."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from wagtail.models import Page
from wagtail.query import PageQuerySet

from hub import pagecache
from hub.bilingual import SOURCE
from hub.restrictions import is_readable, readable
from hub.routing import language_of, locales


def url_in(language: str, request: HttpRequest, page: Page | None = None) -> str:
    """The address of what is shown in another language.

    A page without a translation gives its own path under the other prefix: there the
    reader is told what exists. A view gives its translated path. What is told in a
    language without a page of its own says so itself, in `request.told_at`.
    """
    if told := getattr(request, "told_at", {}).get(language):
        return told
    if page is not None and page.pk:
        there = translations_of(page, request).get(language)
        return there.get_url(request) if there else _same_path(request.path, language)
    url = translate_url(request.path, language)
    return url if url != request.path else _same_path(request.path, language)


def _same_path(path: str, language: str) -> str:
    """The path below the prefix of another language."""
    rest = path.split("/", 2)[2] if path.count("/") > 1 else ""
    return f"/{language}/{rest}"


def translations_of(page: Page, request: HttpRequest) -> dict[str, Page]:
    """Live pages that say the same, by language; one query a request.

    Those for some readers only are named where the page itself is one of them.
    """
    if not hasattr(request, "translations"):
        pages = Page.objects.filter(translation_key=page.translation_key)
        pages = readable(pages) if is_readable(page) else pages.live()
        pages = pages.filter(alias_of__isnull=True)
        codes = locales()
        request.translations = {codes[each.locale_id]: each for each in pages}
    return request.translations


def and_danish_only(page: Page, children: PageQuerySet, request: HttpRequest) -> list:
    """Live children of the page; below an English one the Danish-only ones too, last.

    `children` is all pages of the wanted type, in order. English readers would else not
    learn that these exist; templates mark them by their language.
    """
    own = list(readable(children.child_of(page), page))
    danish = translations_of(page, request).get(SOURCE)
    if danish is None or danish.pk == page.pk:
        return own
    there = Page.objects.live().filter(locale_id=page.locale_id)
    missing = readable(children.child_of(danish), danish)
    keys = there.values("translation_key")
    return own + list(missing.exclude(translation_key__in=keys))


def translations_in(language: str, pages: list[Page]) -> dict:
    """Live pages of a language by the translation key of the pages given: one query."""
    found = Page.objects.live().filter(
        locale__language_code=language,
        translation_key__in=[page.translation_key for page in pages],
    )
    return {page.translation_key: page for page in found}


def addresses_of(numbers: tuple[int, ...], language: str) -> dict:
    """(address, language) of each live page, translated where a translation lives."""

    def find():
        pages = list(Page.objects.live().filter(pk__in=numbers))
        there = translations_in(language, pages)
        shown = {page.pk: there.get(page.translation_key, page) for page in pages}
        return {pk: (page.get_url(), language_of(page)) for pk, page in shown.items()}

    return pagecache.remembered(f"links {language} {numbers}", find)


def other_language(code: str) -> tuple[str, str]:
    """Code and own name of the language that the switch leads to."""
    return next(pair for pair in settings.LANGUAGES if pair[0] != code)
