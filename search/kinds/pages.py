"""Pages of the tree: stories, guidance, districts and pages of text."""

from collections.abc import Iterator
from typing import ClassVar

from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.models import Page

from events.models import EventIndexPage
from home.models import (
    DistrictIndexPage,
    DistrictPage,
    GuidanceIndexPage,
    GuidancePage,
    RecommendationPage,
    StandardPage,
    TrackerPage,
)
from hub.plain_text import lines_of
from hub.restrictions import readable
from hub.routing import locales
from hub.wall_time import noon
from search.kinds.base import (
    Document,
    Kind,
    Place,
    digest,
    lines,
    mark,
    place_names,
)
from spaces.models import SpaceIndexPage
from stories.models import OrganisationIndexPage, StoryIndexPage, StoryPage


class PageKind(Kind):
    """Pages of some types: their words are those of their fields."""

    family = "page"
    related: ClassVar[dict[type[Page], tuple[str, ...]]] = {}

    def stamps(self) -> dict[Place, str]:
        """When each was last published, and where it stands: nothing of its text."""
        fields = ("pk", "locale_id", "last_published_at", "url_path", "path")
        codes, found = locales(), {}
        for model in self.pages:
            for pk, locale, *rest in readable(model.objects.all()).values_list(*fields):
                found[str(pk), codes[locale]] = digest(rest)
        return found

    def documents(self, keys: set[str] | None = None) -> Iterator[Document]:
        """Readable pages, each in its own language."""
        codes = locales()
        for model in self.pages:
            pages = readable(model.objects.all())
            pages = pages if keys is None else pages.filter(pk__in=keys)
            for page in pages.prefetch_related(*self.related.get(model, ())):
                language = codes[page.locale_id]
                with override(language):
                    document = self.document(page, language)
                yield document

    def document(self, page: Page, language: str) -> Document:
        """One page in words; its address says what it is about, too."""
        facts = self.facts(page)
        names = facts.pop("names", [])
        return Document(
            key=str(page.pk),
            language=language,
            title=page.title,
            url=page.get_url(),
            summary=page.standfirst or page.search_description,
            text=lines(page.in_short, page.search_description, *texts_of(page)),
            names=[page.slug.replace("-", " "), *names],
            since=page.first_published_at,
            **facts,
        )

    def facts(self, page: Page) -> dict:
        """What a kind of page tells beside its words."""
        return {}

    def shown(self, keys: set[str], language: str) -> dict[str, dict]:
        """Live pages that everybody may read; one query for all kinds of pages."""
        pages = readable(Page.objects.filter(pk__in=keys))
        return {str(pk): {} for pk in pages.values_list("pk", flat=True)}


def texts_of(page: Page) -> Iterator[str]:
    """The paragraphs of all fields of blocks."""
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            for block in getattr(page, field.name):
                yield from lines_of(block.value)


class Stories(PageKind):
    """Stories of people and what they do."""

    name = "story"
    label, plural = _("Story"), _("Stories")
    pages = (StoryPage,)
    related: ClassVar = {
        StoryPage: ("districts__district", "areas", "goals", "theme", "organisation")
    }

    def facts(self, page):
        """What it is about."""
        districts = [row.district for row in page.districts.all()]
        goals = [row.goal for row in page.goals.all()]
        return {
            "names": [
                page.kicker,
                page.organisation.name if page.organisation else "",
                str(page.theme or ""),
                *place_names(districts),
            ],
            "place": ", ".join(str(each.name) for each in districts),
            "at": noon(page.published_on),
            "marks": [
                *(mark("district", each.pk) for each in districts),
                *(mark("goal", goal) for goal in goals),
                *([mark("theme", page.theme_id)] if page.theme_id else []),
            ],
        }


class Guidance(PageKind):
    """Answers to questions, and what to do."""

    name = "guidance"
    label, plural = _("Guidance"), _("Guidance")
    weight = 1.1
    pages = (GuidancePage, GuidanceIndexPage)

    def facts(self, page):
        """The question as readers ask it, and when it was last read through."""
        if not isinstance(page, GuidancePage):
            return {}
        return {"names": [page.question], "at": noon(page.reviewed_on)}


class Districts(PageKind):
    """The areas of the local committees."""

    name = "district"
    label, plural = _("District"), _("Districts")
    weight = 1.3
    pages = (DistrictPage,)
    related: ClassVar = {DistrictPage: ("district",)}

    def facts(self, page):
        """Its postcodes, and its local committee."""
        district = page.district
        return {
            "names": [*place_names([district]), str(district.committee)],
            "marks": [mark("district", district.pk)],
        }


class Pages(PageKind):
    """Pages of text, the strategy, and the lists of all things."""

    name = "page"
    label, plural = _("Page"), _("Other pages")
    pages = (
        StandardPage,
        RecommendationPage,
        TrackerPage,
        StoryIndexPage,
        OrganisationIndexPage,
        SpaceIndexPage,
        EventIndexPage,
        DistrictIndexPage,
    )

    def facts(self, page):
        """Which recommendation it is."""
        if not isinstance(page, RecommendationPage):
            return {}
        return {"names": [gettext("Recommendation"), page.get_number_display()]}
