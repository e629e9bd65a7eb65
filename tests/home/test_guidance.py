"""Guidance: situations, pages that answer one question, and who keeps them right."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from home.models import GuidancePage
from home.readability import lix, text_of
from hub.pagecache import next_midnight
from tests import factories
from tests.factories import make_block
from tests.home.test_pages import queries_of
from tests.reading import Page, words

pytestmark = pytest.mark.once

TODAY = timezone.localdate


def test_a_page_of_guidance_answers_and_says_who_keeps_it_right(home, client):
    person = factories.make_person(name="Yusuf")
    department = factories.make_department(name_da="Kultur", name_en="Culture")
    law = {"title": "Loven", "note": "Man skal.", "url": "https://example.org/"}
    page = factories.make_guidance_page(
        title="Køkken",
        slug="koekken",
        question="Hvad skal på plads?",
        in_short="Spørg først.",
        checklist=[make_block("item", "Vi har spurgt")],
        laws=[make_block("law", law | {"checked_on": "2026-11-01"})],
        contact=person,
        kept_by=department,
        reviewed_on=dt.date(2026, 10, 20),
        review_by=TODAY() + dt.timedelta(days=9),
    )

    shown = Page(client.get(page.url))

    assert (shown.text("h1"), shown.text("p", class_="lead")) == (
        "Køkken",
        "Hvad skal på plads?",
    )
    (ticks,) = shown.all("section", class_="ticks")
    assert [words(item) for item in ticks.iter("li")] == ["Vi har spurgt"]
    assert ("Loven", "https://example.org/") in shown.links()
    assert "1. november 2026" in shown.text("section", class_="note")
    assert shown.text("p", class_="person__name") == "Yusuf"
    assert shown.texts("dd")[:2] == ["Kultur", "20. oktober 2026"]


def test_guidance_is_due_half_a_year_after_it_is_begun(db):
    due = GuidancePage().review_by

    assert (due - TODAY()).days == 182


def test_documents_are_named_with_their_kind_and_size(home, client):
    document = factories.make_document(title="Skabelon til aftale")
    block = make_block("document", document.pk)
    page = factories.make_guidance_page(documents=[block])

    shown = Page(client.get(page.url))

    assert ("Skabelon til aftale", document.url) in shown.links()
    assert shown.texts("small") == ["TXT, 6 bytes"]


def test_what_is_overdue_from_a_day_on_is_seen_at_its_midnight(time_machine):
    midnight = dt.datetime(2026, 11, 24, 23, tzinfo=dt.UTC)  # 0.00 in Copenhagen
    time_machine.move_to(midnight - dt.timedelta(minutes=30), tick=False)

    assert next_midnight() == midnight.timestamp()


def test_a_law_that_nobody_has_checked_says_so(home, client):
    law = {"title": "Loven", "note": "Man skal.", "url": "https://example.org/"}
    page = factories.make_guidance_page(laws=[make_block("law", law)])
    factories.translate_page(
        page, {"title": "Kitchen", "slug": "kitchen", "question": "What?"}
    )

    danish = Page(client.get(page.url))

    assert danish.texts("small") == ["Ikke tjekket af os endnu."]


@pytest.mark.parametrize(("days", "is_overdue"), [(0, False), (-1, True)])
def test_a_page_that_is_overdue_says_so_to_readers(home, client, days, is_overdue):
    day = TODAY() + dt.timedelta(days=days)
    page = factories.make_guidance_page(
        reviewed_on=TODAY() - dt.timedelta(days=400), review_by=day
    )

    shown = Page(client.get(page.url)).all("p", class_="outdated")

    assert (len(shown), page.is_overdue) == (int(is_overdue), is_overdue)
    assert list(GuidancePage.objects.overdue()) == ([page] if is_overdue else [])


@pytest.mark.parametrize(
    ("reviewed", "review_by", "field"),
    [(1, 90, "reviewed_on"), (0, 0, "review_by"), (-10, -20, "review_by")],
)
def test_reviews_follow_each_other(home, reviewed, review_by, field):
    page = factories.make_guidance_page()
    page.clean()
    page.reviewed_on = TODAY() + dt.timedelta(days=reviewed)
    page.review_by = TODAY() + dt.timedelta(days=review_by)

    with pytest.raises(ValidationError) as caught:
        page.clean()

    assert list(caught.value.message_dict) == [field]


def test_the_index_shows_situations_and_all_guidance_by_recommendation(home, client):
    recommendation = factories.make_recommendation_page(title="Huse", slug="huse")
    page = factories.make_guidance_page(title="Køkken", slug="koekken")
    step = make_block("item", {"text": "Spørg", "page": page.pk})
    situation = {"title": "Jeg har en idé", "text": "Den er ny.", "steps": [step]}
    index = page.get_parent().specific
    index.situations = [make_block("situation", situation)]
    with factories.committed():
        index.save_revision().publish()

    shown = Page(client.get(index.url))

    (found,) = shown.all("section", class_="situation")
    assert [link.get("href") for link in found.iter("a")] == [page.url]
    assert ("Huse", recommendation.url) in shown.links()
    assert shown.links().count(("Køkken", page.url)) == 1


def test_english_guidance_lists_what_is_only_in_danish_last(home, client):
    both = factories.make_guidance_page(title="Køkken", slug="koekken")
    index = both.get_parent().specific
    factories.translate_page(index, {"title": "Get started", "slug": "get-started"})
    factories.make_guidance_page(title="Værksted", slug="vaerksted")
    english = {"title": "Kitchen", "slug": "kitchen", "question": "What?"}
    factories.translate_page(both, english)

    shown = Page(client.get("/en/get-started/"))

    (section,) = shown.all("section", **{"aria-labelledby": "all"})
    found = [(words(a), a.get("lang")) for a in section.iter("a")]
    assert found == [("Kitchen", None), ("Værksted", "da")]


def test_dates_and_contact_are_the_same_in_both_languages(home):
    page = factories.make_guidance_page()
    english = {"title": "Kitchen", "slug": "kitchen", "question": "What?"}
    translated = factories.translate_page(page, english)
    page.review_by += dt.timedelta(days=30)
    with factories.committed():
        page.save_revision().publish()

    assert GuidancePage.objects.get(pk=translated.pk).review_by == page.review_by


@pytest.mark.parametrize("number", [1, 3, 30])
def test_guidance_costs_the_same_however_much_there_is(home, client, number):
    for _ in range(number):
        page = factories.make_guidance_page(contact=factories.make_person())

    found = queries_of(client, page.url), queries_of(client, "/da/kom-i-gang/")
    assert found == (7, 6)


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("", 0.0),
        ("Vi bager brød.", 3.0),
        ("Vi bager brød. Kom forbi!", 2.5),
        ("Kommunen bager brød.", 3 + 100 / 3),
        ("Først\nog så", 1.5),
    ],
)
def test_lix_counts_words_sentences_and_long_words(text, figure):
    assert lix(text) == pytest.approx(figure)


def test_the_demo_guidance_reads_easily(demo):
    pages = GuidancePage.objects.filter(locale__language_code="da")

    figures = {page.slug: round(lix(text_of(page)), 1) for page in pages}

    assert len(figures) >= 18
    assert {slug: figure for slug, figure in figures.items() if figure > 40} == {}


def test_the_demo_guidance_is_as_long_as_it_is_useful(demo):
    pages = GuidancePage.objects.filter(locale__language_code="da")

    lengths = {page.slug: len(text_of(page).split()) for page in pages}

    assert {slug: n for slug, n in lengths.items() if not 150 <= n <= 500} == {}


def test_every_page_is_three_clicks_from_the_front_page(demo, client):
    reached, frontier = {"/da/"}, ["/da/"]
    for _ in range(3):
        links = [url for page in frontier for _, url in Page(client.get(page)).links()]
        ours = {url.split("#")[0].split("?")[0] for url in links if url}
        frontier = sorted(
            url
            for url in ours - reached
            if url.startswith("/da/") and url.endswith("/")
        )
        reached |= set(frontier)

    pages = {
        page.url for page in GuidancePage.objects.filter(locale__language_code="da")
    }
    assert pages - reached == set()
    assert "/da/strategien/hvad-blev-der-af-det/" in reached
