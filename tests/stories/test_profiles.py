"""A profile: the facts once, the words in the language given, and what has left."""

import datetime as dt
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.reading import Page, words
from tests.stories.listed import NOW, make_directory, make_kind, make_listed
from tests.stories.makers import make_story

pytestmark = pytest.mark.once

DA, EN = "/da/virksomheder/broed/", "/en/enterprises/broed/"


@pytest.fixture
def lists(home, time_machine):
    """The page of all organisations on a Wednesday morning."""
    time_machine.move_to(NOW, tick=False)
    return make_directory()


@pytest.fixture
def bakery(lists):
    """An organisation that has said all that can be said."""
    valby = factories.make_district(name_da="Valby", slug="valby", official=5)
    return make_listed(
        name="Brød for alle", slug="broed", kinds=[make_kind("baking")],
        districts=[valby], areas=["social"], goals=[2, 12], cvr="12345674",
        legal_form="Forening", size_band="2-4", founded_on=dt.date(2021, 5, 4),
        website="https://www.example.org/broed/", is_rsv=True,
        rsv_checked_on=dt.date(2026, 10, 1),
        purpose_da="Brød til alle.", purpose_en="Bread for all.",
        offers_da="Rugbrød.\n\nBoller.", offers_en="Rye bread.",
        about_da="Vi er to.", about_en="",
    )  # fmt: skip


def facts(page: Page) -> dict[str, str]:
    """What the panel of facts says."""
    (panel,) = page.all("section", class_="panel")
    rows = [row for row in panel.iter("div") if row.find("dt") is not None]
    return {words(row.find("dt")): words(row.find("dd")) for row in rows}


def machine_facts(page: Page) -> dict:
    """The block of data for machines."""
    block, _crumbs = page.all("script", type="application/ld+json")
    return json.loads(block.text)


def test_a_profile_tells_all_facts(client, bakery):
    page = Page(client.get(EN))

    assert page.text("h1") == "Brød for alle"
    assert facts(page) == {
        "Works for": "Social",
        "Sells or does": "Baking",
        "District": "Valby",
        "UN goals": "2 Zero hunger12 Responsible consumption and production",
        "People at work": "2–4",
        "Started": "May 2021",
        "Form": "Forening",
        "CVR": "12 34 56 74",
        "RSV": "registered social enterpriseWe checked it on 1 October 2026",
        "Website": "example.org/broed",
    }
    assert "They confirmed these facts on Wednesday 25 November 2026." in page.text(
        "aside"
    )
    assert "virksomhed-" not in page.text("body")  # the address is never shown


def test_facts_lead_to_the_filtered_list(client, bakery):
    links = dict(Page(client.get(DA)).links())

    assert links["Valby"] == "/da/virksomheder/?district=valby#result"
    assert links["Baking"] == "/da/virksomheder/?kind=baking#result"
    assert links["2 Stop sult"] == "/da/virksomheder/?goal=2#result"
    assert links["example.org/broed"] == "https://www.example.org/broed/"


def test_words_that_exist_in_danish_only_say_so(client, bakery):
    page = Page(client.get(EN))

    marked = [words(each) for each in page.all("div", lang="da")]
    assert marked == ["Vi er to."]
    assert page.text("h2", id="about") == "Who they are in Danish"
    assert page.text("h2", id="offers") == "What they sell or do"
    assert Page(client.get(DA)).all("div", lang="da") == []


def test_the_language_switch_and_the_breadcrumb_lead_where_they_say(client, bakery):
    danish, english = Page(client.get(DA)), Page(client.get(EN))

    assert EN in [url for _, url in danish.links(lang="en")]
    assert DA in [url for _, url in english.links(lang="da")]
    (crumbs,) = english.all("nav", class_="crumbs")
    assert [link.get("href") for link in crumbs.iter("a")] == [
        "/en/",
        "/en/enterprises/",
    ]
    ways = [each.get("href") for each in danish.all("link", rel="alternate")]
    assert ways == [f"http://testserver{path}" for path in (DA, EN, DA)]
    [canonical] = danish.all("link", rel="canonical")
    assert canonical.get("href") == f"http://testserver{DA}"
    assert danish.all("meta", property="og:title")[0].get("content") == "Brød for alle"


def test_machines_are_told_the_same(client, bakery):
    bakery.pitch_en = "Bread </script><b>& more"
    bakery.save()

    page = Page(client.get(EN))

    assert machine_facts(page) == {
        "@context": "https://schema.org",
        "@type": "Organization",
        "name": "Brød for alle",
        "url": "https://www.example.org/broed/",
        "mainEntityOfPage": f"http://testserver{EN}",
        "description": "Bread </script><b>& more",
        "areaServed": ["Valby"],
        "foundingDate": "2021-05-04",
        "vatID": "DK12345674",
    }


def test_profiles_stand_in_the_sitemap_in_both_languages(client, bakery):
    make_listed(slug="gemt", state="draft")

    text = client.get("/sitemap.xml").content.decode()

    assert text.count(f"<loc>http://testserver{DA}</loc>") == 1
    assert text.count(f"<loc>http://testserver{EN}</loc>") == 1
    assert f'hreflang="en" href="http://testserver{EN}"' in text
    assert "gemt" not in text


# What is not there --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "status"),
    [
        ("published", 200), ("unconfirmed", 200), ("archived", 410), ("draft", 404),
        ("private", 404),
    ],
)  # fmt: skip
@pytest.mark.parametrize("url", [DA, EN])
def test_only_the_listed_are_shown(client, bakery, state, status, url):
    bakery.state = state
    bakery.save()

    assert client.get(url).status_code == status


@pytest.mark.parametrize(
    ("url", "said"),
    [(DA, "Den står ikke på listen længere"), (EN, "It has left the directory")],
)
def test_one_that_left_says_so_and_shows_nothing_of_itself(client, bakery, url, said):
    bakery.state = "archived"
    bakery.save()

    page = Page(client.get(url))

    assert page.text("h1") == said
    assert "12 34 56 74" not in page.text("body")
    [(_words, way_on)] = page.links(class_="btn")
    assert way_on == url.removesuffix("broed/")


def test_an_unconfirmed_profile_warns(client, bakery):
    bakery.state = "unconfirmed"
    bakery.last_confirmed_at = dt.datetime(2025, 9, 1, 10, tzinfo=dt.UTC)
    bakery.save()

    page = Page(client.get(EN))

    assert page.text("p", class_="outdated") == (
        "Not confirmed since Monday 1 September 2025. Ask them before you count on it."
    )


# Stories, ways on ---------------------------------------------------------------------


def test_its_stories_stand_on_the_profile(client, bakery):
    make_story(title="Sytten brød", organisation=bakery)
    make_story(title="Om en anden")

    page = Page(client.get(DA))

    (band,) = [
        each for each in page.all("section") if each.get("aria-labelledby") == "stories"
    ]
    assert [words(each) for each in band.iter("h3")] == ["Sytten brød"]


@pytest.mark.parametrize(
    ("url", "to"), [(DA, "/da/skriv-til/broed/"), (EN, "/en/write-to/broed/")]
)
def test_the_profile_leads_to_writing(client, bakery, url, to):
    buttons = Page(client.get(url)).links(class_="btn")

    assert [address for _, address in buttons] == [to, bakery.website, to]


@pytest.mark.parametrize("number", [1, 3, 30])
def test_queries_of_a_profile_do_not_grow(client, bakery, number):
    for _ in range(number):
        make_listed(kinds=bakery.offer_kinds.all(), districts=bakery.districts.all())
    for place in range(min(number, 8)):
        make_story(title=f"Historie {place}", organisation=bakery)
    client.get(DA)

    with CaptureQueriesContext(connection) as queries:
        client.get(DA)

    assert len(queries) == 10
