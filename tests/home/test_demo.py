"""The demo: real translations, the same after a second run, never on a live site."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation

from events import demo_pages as event_pages
from home import demo_pages
from home.demo_texts import pages
from home.models import GuidancePage, Proposal, StandardPage
from hub.models import (
    Department,
    District,
    Organisation,
    Person,
    SiteSettings,
    User,
)
from spaces import demo_pages as space_pages
from stories import demo_stories
from tests.reading import Page as Reading
from tests.staff import sign_in

EVENTS = [row | {"key": key} for key, row in event_pages.rows().items()]
DANISH_ONLY = [
    row["key"] for row in [*space_pages.rows(), *EVENTS] if "is_danish_only" in row
]
INDEXES = ("spaces", "stories", "organisations", "events")
TRANSLATED = sum(
    [
        len(pages()), len(space_pages.rows()), -len(DANISH_ONLY),
        len(demo_stories.rows()), len(EVENTS), len(INDEXES),
    ]
)  # fmt: skip
DRAFTS = 1  # a story whose portrayed people have not answered
COUNTED = (Page, Person, District, Department, User, Translation, StringTranslation)


def counts() -> dict:
    found = {model.__name__: model.objects.count() for model in COUNTED}
    revisions = sum(page.revisions.count() for page in Page.objects.all())
    return found | {"revisions": revisions}


def test_a_second_run_changes_nothing(demo, settings):
    before = counts()

    call_command("load_demo", verbosity=0)

    assert before["Page"] == 1 + 2 * TRANSLATED + len(DANISH_ONLY) + DRAFTS
    assert counts() == before


def test_what_staff_changed_stays(demo):
    page = StandardPage.objects.get(slug="om-hubben")
    page.title = "Om os"
    page.save_revision().publish()
    found = SiteSettings.load()
    found.phone = "12 34 56 78"
    found.save()

    call_command("load_demo", verbosity=0)

    assert StandardPage.objects.get(slug="om-hubben").title == "Om os"
    assert SiteSettings.objects.get().phone == "12 34 56 78"


@pytest.mark.once
def test_an_interrupted_load_is_finished_by_the_next(home, monkeypatch):
    few = [row for row in pages() if row["key"] in {"contact", "press", "cookies"}]
    few = [row | {"body": row["body"][:1]} for row in few]
    monkeypatch.setattr(demo_pages, "pages", lambda: few)
    with monkeypatch.context() as patch:
        patch.setattr(demo_pages, "in_english", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            call_command("load_demo", verbosity=0)
    assert StandardPage.objects.count() == 0

    call_command("load_demo", verbosity=0)

    made = StandardPage.objects.live()
    assert [len(page.body) for page in made] == 2 * len(few) * [1]


def test_every_page_is_live_in_both_languages_and_fully_translated(demo):
    danish = Page.objects.filter(depth__gt=1, locale__language_code="da", live=True)
    english = Page.objects.filter(depth__gt=1, locale__language_code="en", live=True)

    keys = [
        set(found.exclude(slug__in=DANISH_ONLY).values_list("translation_key"))
        for found in (danish, english)
    ]
    progress = [each.get_progress() for each in Translation.objects.all()]
    assert keys[0] == keys[1]
    assert DANISH_ONLY == ["feltplads-i-ungdomsskolen", "soendagssuppe"]
    assert len(progress) == TRANSLATED
    assert [pair for pair in progress if pair[0] != pair[1]] == []


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_page_offers_its_first_version_in_its_history(client, demo, language):
    page = Page.objects.get(slug={"da": "kontakt", "en": "contact"}[language])
    revision = page.latest_revision_id
    sign_in(client, User.objects.get(email="redaktor@example.org"))

    history = Reading(client.get(reverse("wagtailadmin_pages:history", args=[page.pk])))

    first = reverse("wagtailadmin_pages:revisions_view", args=[page.pk, revision])
    assert [text for text, url in history.links() if url == first] != []


def test_the_tree_is_sound(demo):
    assert Page.find_problems() == ([], [], [], [], [])


def test_every_invented_person_says_so(demo):
    people = list(Person.objects.all())

    assert len(people) > 3
    assert [person for person in people if not person.is_example] == []
    assert SiteSettings.load().is_example is True


def test_a_live_site_can_forbid_it(home, settings):
    settings.DEMO_ALLOWED = False

    with pytest.raises(CommandError, match="DEMO_ALLOWED"):
        call_command("load_demo", verbosity=0)

    assert User.objects.count() == 0


SCALED = (Person, Organisation, Proposal, StandardPage, GuidancePage, Translation)


@pytest.mark.once
def test_scale_adds_so_many_and_a_second_run_adds_none(demo):
    before = {model: model.objects.count() for model in SCALED}

    for _ in range(2):
        call_command("load_demo", scale=5, verbosity=0)

    added = {model: model.objects.count() - before[model] for model in SCALED}
    assert added == {
        Person: 5, Organisation: 5, Proposal: 5,
        StandardPage: 10, GuidancePage: 10, Translation: 10,
    }  # fmt: skip
    assert Page.find_problems() == ([], [], [], [], [])


def test_what_scale_adds_is_read_in_both_languages(client, demo):
    call_command("load_demo", scale=1, verbosity=0)

    pages = Page.objects.filter(slug__startswith="scale-").order_by("slug")
    said = [Reading(client.get(page.url)).text("h1") for page in pages]

    assert said == [
        "Prøvevejledning 0", "Test guidance 0", "Prøveside 0", "Test page 0",
        "Prøvehistorie 0", "Test story 0",
    ]  # fmt: skip
    assert Person.objects.get(email="scale-0@example.org").role_en == "adviser"
