"""Enterprises, associations and projects of the directory."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from hub.choices import Goal, ImpactArea
from hub.models import Organisation
from hub.wall_time import noon
from search.kinds.base import Document, Kind, in_languages, lines, mark, place_names
from stories.addresses import directory_url, organisation_url


class Organisations(Kind):
    """Who is in the directory, in both languages, whatever they are told of in."""

    name = "organisation"
    label, plural = _("Enterprise"), _("Enterprises")
    weight = 1.1
    family = "organisation"

    def documents(self, keys: set[str] | None = None) -> Iterator[Document]:
        """Listed organisations, by their facts."""
        listed = Organisation.objects.listed()
        listed = listed if keys is None else listed.filter(pk__in=keys)
        related = ("districts", "offer_kinds", "impact_areas", "goals")
        rows = list(listed.prefetch_related(*related).order_by("pk"))
        for language in in_languages():
            if directory_url(language):
                yield from (document(each, language) for each in rows)

    def shown(self, keys: set[str], language: str) -> dict[str, dict]:
        """Those that are still listed; one query."""
        listed = Organisation.objects.listed().filter(pk__in=keys)
        return {str(pk): {} for pk in listed.values_list("pk", flat=True)}


def document(each: Organisation, language: str) -> Document:
    """One organisation in the active language, else in the words that it has."""
    districts = list(each.districts.all())
    summary = each.pitch or each.purpose
    return Document(
        key=str(each.pk),
        language=language,
        title=each.name,
        url=organisation_url(each, language),
        summary=str(summary),
        text=lines(each.purpose, each.offers, each.about),
        names=[
            *(str(kind.name) for kind in each.offer_kinds.all()),
            *(str(ImpactArea(row.area).label) for row in each.impact_areas.all()),
            *(str(Goal(row.goal).label) for row in each.goals.all()),
            *place_names(districts),
        ],
        place=", ".join(str(district.name) for district in districts),
        marks=[
            *(mark("district", district.pk) for district in districts),
            *(mark("goal", row.goal) for row in each.goals.all()),
        ],
        is_example=each.is_example,
        written_in=getattr(summary, "lang", language) if summary else language,
        since=noon(each.listed_on) if each.listed_on else None,
    )
