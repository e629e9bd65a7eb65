"""What a profile shows: the facts once, the words in the language they are given in."""

import datetime as dt
from collections.abc import Iterable

from django.conf import settings
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from hub import sitemaps
from hub.choices import Goal, ImpactArea
from hub.formatting import day
from hub.models import Organisation
from stories.addresses import directory_url
from stories.models.pages import StoryPage

MOST_STORIES = 6
SHORT, LONG = 50, 170  # characters of a description that a search engine shows


def told_at(slug: str) -> dict[str, str]:
    """The address of a profile in each language that has a directory."""
    return {
        code: f"{below}{slug}/"
        for code, _name in settings.LANGUAGES
        if (below := directory_url(code))
    }


def for_the_map() -> Iterable[sitemaps.Told]:
    """All profiles, for the sitemap; nothing where there is no directory."""
    if not told_at(""):
        return []
    rows = Organisation.objects.listed().only("slug", "changed_at", "last_confirmed_at")
    return [sitemaps.Told(told_at(each.slug), last_change_of(each)) for each in rows]


def last_change_of(organisation: Organisation) -> dt.datetime:
    """When its facts were last changed, or confirmed by its own people."""
    changed = organisation.changed_at
    return max(changed, organisation.last_confirmed_at or changed)


sitemaps.register(for_the_map)


def profile_of(organisation: Organisation, language: str) -> dict:
    """What the template of a profile is given; `organisation` is `for_profile`."""
    address = settings.SITE_URL + told_at(organisation.slug)[language]
    stories = StoryPage.objects.about(organisation, language)
    return {
        "organisation": organisation,
        "list_url": directory_url(language),
        "address": address,
        "areas": [
            (row.area, ImpactArea(row.area).label)
            for row in organisation.impact_areas.all()
        ],
        "goals": [(row.goal, Goal(row.goal).label) for row in organisation.goals.all()],
        "stories": stories[:MOST_STORIES],
        "facts": facts_for_machines(organisation, address),
        "freshness": freshness_of(organisation),
    }


def freshness_of(organisation: Organisation) -> str:
    """How fresh the facts are, as a sentence."""
    confirmed = organisation.last_confirmed_at
    if confirmed is None:
        return _("Nobody of their own has confirmed these facts yet.")
    words = {"day": day(confirmed)}
    if organisation.is_unconfirmed:
        return _("Not confirmed since %(day)s.") % words
    return _("They confirmed these facts on %(day)s.") % words


def facts_for_machines(organisation: Organisation, address: str) -> dict:
    """The organisation in the words of schema.org; its e-mail stays with the hub."""
    facts = {
        "@context": "https://schema.org",
        "@type": "Organization",
        "name": organisation.name,
        "url": organisation.website or address,
        "mainEntityOfPage": address,
        "description": str(organisation.pitch or organisation.purpose),
        "areaServed": [str(each.name) for each in organisation.districts.all()],
    }
    if organisation.founded_on:
        facts["foundingDate"] = organisation.founded_on.isoformat()
    if organisation.cvr:
        facts["vatID"] = f"DK{organisation.cvr}"
    return {name: value for name, value in facts.items() if value}


def words_of(organisation: Organisation) -> dict:
    """What the head of the page calls `page`: title and description."""
    lines = [organisation.pitch, organisation.purpose, organisation.offers]
    said = [str(line) for line in lines if line]
    line = said[0] if said else ""
    if said[1:] and len(line) < SHORT:
        line = f"{line} {said[1]}"
    line = Truncator(line or organisation.name).chars(LONG)
    return {"title": organisation.name, "search_description": line}
