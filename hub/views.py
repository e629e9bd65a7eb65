"""Root addresses: the language choice, pages, and what is said when one is missing."""

import contextlib

from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import translation
from wagtail.models import Page
from wagtail.views import serve

from hub.bilingual import SOURCE
from hub.languages import translations_in
from hub.models import SiteSettings
from hub.moved import way_on
from hub.restrictions import is_readable
from hub.routing import home_in, page_at, the_site

# Readers of these languages read Danish more easily than English.
NORDIC = {"da", "no", "nb", "nn", "sv", "fo", "kl"}


def choose_language(request: HttpRequest) -> HttpResponse:
    """Send a reader to `/da/` or `/en/` by the browser's own order of languages."""
    accepted = request.headers.get("Accept-Language", "da")
    language = "da" if _wants_danish(accepted) else "en"
    response = HttpResponseRedirect(f"/{language}/")
    response.headers["Vary"] = "Accept-Language"
    return response


def _wants_danish(accepted: str) -> bool:
    """Whether the most wanted language is a Nordic one that reads Danish."""
    wanted = []
    for place, part in enumerate(accepted.split(",")):
        code, _, quality = part.strip().partition(";q=")
        try:
            weight = float(quality or 1)
        except ValueError:
            weight = 0.0
        wanted.append((-weight, place, code.lower().split("-")[0]))
    return min(wanted)[2] in NORDIC | {"*"}


def page(request: HttpRequest, path: str = "") -> HttpResponse:
    """The page at an address of the active language, else what is there instead."""
    request._wagtail_site = the_site()
    home = home_in(request.LANGUAGE_CODE)
    if home is None:
        return page_not_found(request)
    slugs = [slug for slug in path.split("/") if slug]
    try:
        request._wagtail_route_for_request = home.route(request, slugs)
        return serve(request, path)
    except Http404:
        return page_not_found(request)


def page_not_found(request: HttpRequest, exception=None) -> HttpResponse:
    """404 in the reader's language; names the Danish page where only that exists.

    What lay there earlier leads to where it is now.
    """
    language, found, address, moved = language_wanted(request), None, "", None
    with translation.override(language):
        with contextlib.suppress(DatabaseError):
            found = danish_page_at(request.path) if language != SOURCE else None
            address = address_of(found, language) if found else ""
            moved = None if address else way_on(request)
        if address:
            return HttpResponseRedirect(address)
        if moved:
            return moved
        context = {"danish": found, "nearest": nearest_in(found, language)}
        template = "missing_english.html" if found else "404.html"
        return render(request, template, context, status=404)


def address_of(page: Page, language: str) -> str:
    """Where a language tells what a page does: a translation, or what its type says."""
    there = translations_in(language, [page]).get(page.translation_key)
    return there.get_url() if there else page.specific.address_in(language)


def danish_page_at(path: str) -> Page | None:
    """The public Danish page that an English address means.

    It has the same slugs below `/da/`, or an English page that is not live has them.
    """
    slugs = [slug for slug in path.split("/")[2:] if slug]
    found = page_at(SOURCE, slugs)
    if found is None and (english := page_at("en", slugs)):
        found = translations_in(SOURCE, [english]).get(english.translation_key)
    is_public = found and found.live and not found.get_view_restrictions()
    return found if is_public else None


def nearest_in(page: Page | None, language: str) -> Page | None:
    """The nearest page above that exists in the language."""
    above = list(page.get_ancestors().reverse()) if page else []
    found = translations_in(language, above)
    pages = [found.get(each.translation_key) for each in above if each.depth > 1]
    return next((each for each in pages if each and is_readable(each)), None)


def accessibility_statement(request: HttpRequest) -> HttpResponse:
    """`/was`: the statement that the law asks for, made with the state's own tool."""
    address = SiteSettings.load(request_or_site=request).was_url
    return HttpResponseRedirect(address or "/da/tilgaengelighed/")


def language_wanted(request: HttpRequest) -> str:
    """The language of the address, else the one that the browser asks for."""
    prefix = request.path.split("/")[1]
    if prefix in {"da", "en"}:
        return prefix
    return "da" if _wants_danish(request.headers.get("Accept-Language", "da")) else "en"
