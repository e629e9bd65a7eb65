"""Where something is told of: its page in a language, else a page made of its facts.

A fact (a space, an event) lives once, in both languages. Each language may have a page
that tells its story; where it has none, the list of all makes one of the facts, below
its own address.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import ClassVar

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.functional import Promise

from hub import pagecache, sitemaps
from hub.bilingual import SOURCE
from hub.restrictions import is_readable
from hub.routing import language_of, locales


class Telling:
    """The addresses of one kind of facts; each fact has a `slug`.

    `index` and `page` name the page types of the list and of the stories, `fact` the
    field by which a story points at what it tells of.
    """

    def __init__(self, *, index: str, page: str, fact: str):
        self.index, self.page, self.fact = index, page, fact

    def stories(self) -> models.QuerySet:
        """All published stories, without their long texts."""
        return apps.get_model(self.page).objects.live().defer("body")

    def url(self, fact: models.Model, language: str) -> str:
        """The address of a fact in a language; one query."""
        return self.urls([fact], language)[fact.pk]

    def urls(self, facts: Iterable[models.Model], language: str) -> dict[int, str]:
        """The address of each fact by its key: one query.

        A language without a list of all gives the Danish address.
        """
        facts = list(facts)
        below = self.index_url(language)
        if not below and language != SOURCE:
            return self.urls(facts, SOURCE)
        if not below:
            return {fact.pk: f"/{language}/" for fact in facts}
        told = self.pages_of(facts, language)
        return {
            fact.pk: told[fact.pk].get_url()
            if fact.pk in told
            else f"{below}{fact.slug}/"
            for fact in facts
        }

    def pages_of(self, facts: Iterable[models.Model], language: str) -> dict:
        """The published story of each fact in a language, by the key of the fact."""
        codes = {code: pk for pk, code in locales().items()}
        keys = {f"{self.fact}__in": [fact.pk for fact in facts]}
        told = self.stories().filter(locale_id=codes.get(language), **keys)
        return {getattr(page, f"{self.fact}_id"): page for page in told}

    def stories_of(self, fact: models.Model) -> dict:
        """The published stories of a fact by language; one query."""
        codes = locales()
        told = self.stories().filter(**{self.fact: fact})
        return {codes[page.locale_id]: page for page in told}

    def told_at(self, fact: models.Model, stories: dict) -> dict[str, str]:
        """Where each language tells of a fact: what the language switch leads to."""
        addresses = {}
        for code, _name in settings.LANGUAGES:
            if code in stories:
                addresses[code] = stories[code].get_url()
            elif below := self.index_url(code):
                addresses[code] = f"{below}{fact.slug}/"
        return addresses

    def index_url(self, language: str) -> str:
        """The address of the list of all in a language; empty without one."""

        def find():
            pages, codes = apps.get_model(self.index).objects.live(), locales()
            return {codes[page.locale_id]: page.get_url() for page in pages}

        return pagecache.remembered(f"lists {self.index}", find).get(language, "")

    def on_the_map(
        self, facts: Iterable[tuple[models.Model, dt.datetime]]
    ) -> Iterable[sitemaps.Told]:
        """Where readers are told of each fact, for the sitemap; a query a language.

        A fact comes with when it last changed. A story for some readers only is left
        out.
        """
        facts = list(facts)
        lists = {code: self.index_url(code) for code, _name in settings.LANGUAGES}
        lists = {code: below for code, below in lists.items() if below}
        rows = [fact for fact, _changed in facts]
        pages = {code: self.pages_of(rows, code) for code in lists}
        for fact, changed in facts:
            urls = {}
            for code, below in lists.items():
                page = pages[code].get(fact.pk)
                if page is None:
                    urls[code] = f"{below}{fact.slug}/"
                elif is_readable(page):
                    urls[code] = page.get_url()
            if urls:
                yield sitemaps.Told(urls, changed)

    def by_facts(
        self,
        index,
        request: HttpRequest,
        fact: models.Model,
        *,
        template: str,
        context: Callable[[str], dict],
    ) -> HttpResponse:
        """The page made of the facts, below the list `index`; or the way to a story.

        `context` gives what the template needs in a language. `HomePage.route` finds
        pages below the list first: a story is never hidden.
        """
        stories, language = self.stories_of(fact), language_of(index)
        request.told_at = self.told_at(fact, stories)
        address = request.told_at[language]
        if address != request.path:
            query = request.META.get("QUERY_STRING", "")
            return HttpResponseRedirect(f"{address}?{query}" if query else address)
        if request.trail[-1].pk == index.pk:  # the breadcrumb ends above what is shown
            request.trail = [*request.trail, index]
        more = {"stories": stories.values()}
        return render(request, template, context(language) | more)


class TellsOfOne:
    """A page that tells the story of one fact: one page for each language."""

    telling: ClassVar[Telling]
    is_told_already: ClassVar[Promise]  # what is said where another page tells of it

    def route(self, request, path_components):
        """Leave the address to the page made of the facts until this is published."""
        if self.live or path_components:
            return super().route(request, path_components)
        slug = getattr(self, self.telling.fact).slug
        return self.get_parent().specific.route(request, [slug])

    def clean(self):
        """A fact has one page in each language."""
        super().clean()
        name = self.telling.fact
        key = getattr(self, f"{name}_id")
        pages = type(self).objects.filter(locale_id=self.locale_id, **{name: key})
        others = pages.exclude(translation_key=self.translation_key)
        if key and others.exists():
            raise ValidationError({name: self.is_told_already})
