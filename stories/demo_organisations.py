"""The demo's enterprises, the page that lists them, and many more for measuring."""

import datetime as dt
from pathlib import Path

from django.utils import timezone
from wagtail.models import Page

from hub import demo_pages, pagecache
from hub.choices import Goal, ImpactArea
from hub.demo_texts import columns, key_of, read
from hub.models import (
    District,
    OfferKind,
    Organisation,
    OrganisationState,
)
from hub.models.people import OrganisationGoal, OrganisationImpactArea
from stories.models import OrganisationIndexPage

FOLDER = Path(__file__).parent / "demo_content"
TEXTS = ("title", "slug", "standfirst", "in_short", "search_description")
PLAIN = ("name", "legal_form", "cvr", "website", "email", "is_rsv", "state")
BEFORE = "spaces"  # the page that stands before it in the menu


def load() -> None:
    """Make the enterprises that are missing, and fill in those that only book."""
    kinds = OfferKind.objects.in_bulk(field_name="slug")
    districts = District.objects.in_bulk(field_name="slug")
    for row in read(FOLDER, "_organisations")["organisation"]:
        found = Organisation.objects.filter(slug=row["slug"]).first()
        if found and not is_only_a_booker(found):
            continue  # it is staff's to change
        organisation = found or Organisation(slug=row["slug"])
        for name, value in facts_of(row).items():
            setattr(organisation, name, value)
        organisation.save()
        organisation.offer_kinds.set(kinds[slug] for slug in row["kinds"])
        organisation.districts.set(districts[slug] for slug in row["districts"])
        for area in row["areas"]:
            organisation.impact_areas.get_or_create(area=area)
        for goal in row["goals"]:
            organisation.goals.get_or_create(goal=goal)


def is_only_a_booker(organisation: Organisation) -> bool:
    """Whether the demo of bookings made it: it has no date of founding yet."""
    is_private = organisation.state == OrganisationState.PRIVATE
    return is_private and organisation.is_example and not organisation.founded_on


def facts_of(row: dict) -> dict:
    """The columns of an enterprise; days are counted back from today."""
    today, now = timezone.localdate(), timezone.now()
    confirmed = now - dt.timedelta(days=row["confirmed_days_ago"])
    was_listed = row["state"] != OrganisationState.DRAFT
    checked = row.get("rsv_checked_days_ago", 0) if row["is_rsv"] else None
    return (
        columns(row, "pitch", "purpose", "offers", "about")
        | {name: row[name] for name in PLAIN}
        | {
            "size_band": row["size"],
            "founded_on": today - dt.timedelta(days=row["founded_days_ago"]),
            "rsv_checked_on": today - dt.timedelta(days=checked) if checked else None,
            "last_confirmed_at": confirmed if was_listed else None,
            "listed_on": timezone.localdate(confirmed) if was_listed else None,
            "is_example": True,
        }
    )


def load_page() -> None:
    """The directory in both languages, unless it is there."""
    key = key_of("organisations")
    if Page.objects.filter(translation_key=key).exists():
        return
    row = read(FOLDER, "pages")["organisations"]
    home = Page.objects.get(depth=2, locale__language_code="da")
    page = filled(OrganisationIndexPage(translation_key=key), row, "da")
    page.show_in_menus, page.locale = True, home.locale
    home.add_child(instance=page)
    page = demo_pages.publish(page)
    words = OrganisationIndexPage(translation_key=key, locale=page.locale)
    english = demo_pages.publish_in_english(page, filled(words, row, "en"))
    for each in (page, english):
        put_in_menu(each)


def filled(page: Page, row: dict, language: str) -> Page:
    """A page with the texts of one language."""
    for name in TEXTS:
        setattr(page, name, row[name][language])
    page.draft_title = page.title
    return page


def put_in_menu(page: Page) -> None:
    """Right after the spaces, in both languages."""
    before = Page.objects.filter(translation_key=key_of(BEFORE), locale=page.locale)
    if found := before.first():
        Page.objects.get(pk=page.pk).move(found, pos="right")


def scale(number: int) -> None:
    """Give the organisations that `home` made for measuring what they are found by."""
    kinds, districts = list(OfferKind.objects.all()), list(District.objects.all())
    bare = Organisation.objects.filter(slug__startswith="scale-", founded_on=None)
    rows = list(bare.order_by("pk")[:number])
    today, sizes = timezone.localdate(), Organisation.SizeBand.values
    for place, row in enumerate(rows):
        row.founded_on = today - dt.timedelta(days=place % 4000)
        row.size_band = sizes[place % len(sizes)]
        row.last_confirmed_at = timezone.now()
    Organisation.objects.bulk_update(
        rows, ["founded_on", "size_band", "last_confirmed_at"], batch_size=500
    )
    link(Organisation.offer_kinds, "offerkind", rows, kinds)
    link(Organisation.districts, "district", rows, districts)
    add(OrganisationImpactArea, "area", rows, ImpactArea.values)
    add(OrganisationGoal, "goal", rows, Goal.values)
    pagecache.renew()


def link(field, name: str, rows: list[Organisation], others: list) -> None:
    """Link each organisation to one of the others, in turn."""
    through = field.through
    through.objects.bulk_create(
        through(
            organisation_id=row.pk, **{f"{name}_id": others[place % len(others)].pk}
        )
        for place, row in enumerate(rows)
    )


def add(model: type, name: str, rows: list[Organisation], values: list) -> None:
    """Give each organisation one of the values, in turn."""
    model.objects.bulk_create(
        model(organisation=row, **{name: values[place % len(values)]})
        for place, row in enumerate(rows)
    )
