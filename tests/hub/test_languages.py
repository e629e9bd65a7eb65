"""Which language a reader gets, and what is said where a page has only one."""

import pytest
from wagtail.models import PageViewRestriction

from tests import factories
from tests.reading import Page

ENGLISH = {"title": "Bread", "slug": "bread", "body": ["<p>The oven is hot.</p>"]}


@pytest.mark.parametrize(
    ("accepted", "expected"),
    [
        ("da", "/da/"),
        ("da-DK,da;q=0.9,en;q=0.8", "/da/"),
        ("nb-NO,nb;q=0.9,en;q=0.8", "/da/"),
        ("nn,en;q=0.5", "/da/"),
        ("no", "/da/"),
        ("sv-SE,sv;q=0.8,en;q=0.7", "/da/"),
        ("fo", "/da/"),
        ("kl-GL", "/da/"),
        ("en-GB,en;q=0.9", "/en/"),
        ("en,da;q=0.9", "/en/"),
        ("en;q=0.8,da;q=0.9", "/da/"),
        ("ar,en;q=0.5", "/en/"),
        ("de-DE,de;q=0.9", "/en/"),
        ("*", "/da/"),
        ("", "/en/"),
        ("da;q=nonsense,en;q=0.1", "/en/"),
    ],
)
def test_the_root_leads_to_the_language_of_the_browser(
    home, client, accepted, expected
):
    response = client.get("/", HTTP_ACCEPT_LANGUAGE=accepted)

    assert (response.status_code, response.headers["Location"]) == (302, expected)
    assert response.headers["Vary"] == "Accept-Language"
    assert response.cookies == {}


def test_the_root_leads_to_danish_when_nothing_is_said(home, client):
    assert client.get("/").headers["Location"] == "/da/"


def test_a_page_says_its_language_and_links_to_its_translation(home, client):
    page = factories.make_standard_page(home, title="Brød", slug="broed")
    factories.translate_page(page, ENGLISH)

    danish, english = Page(client.get("/da/broed/")), Page(client.get("/en/bread/"))

    assert (danish.all("html")[0].get("lang"), switch(danish)) == ("da", "/en/bread/")
    assert (english.all("html")[0].get("lang"), switch(english)) == ("en", "/da/broed/")


def switch(page: Page) -> str:
    """Where the language switch leads."""
    (place,) = page.all("p", class_="lang")
    return next(place.iter("a")).get("href")


def test_both_languages_name_each_other_to_machines(home, client):
    page = factories.make_standard_page(home, title="Brød", slug="broed")
    factories.translate_page(page, ENGLISH)
    expected = [
        ("da", "http://testserver/da/broed/"),
        ("en", "http://testserver/en/bread/"),
        ("x-default", "http://testserver/da/broed/"),
    ]

    assert alternates(client.get("/da/broed/")) == expected
    assert alternates(client.get("/en/bread/")) == expected


def alternates(response) -> list[tuple[str, str]]:
    links = Page(response).all("link", rel="alternate")
    return [(link.get("hreflang"), link.get("href")) for link in links]


def test_a_page_without_english_names_itself_only(home, client):
    factories.make_standard_page(home, slug="broed")

    assert alternates(client.get("/da/broed/")) == [
        ("da", "http://testserver/da/broed/"),
        ("x-default", "http://testserver/da/broed/"),
    ]


def test_a_missing_english_page_names_the_danish_and_the_nearest(home, client):
    above = factories.make_standard_page(home, title="Bageri", slug="bageri")
    factories.translate_page(above, {"title": "Bakery", "slug": "bakery"})
    factories.make_standard_page(above, title="Brød", slug="broed")

    response = client.get("/en/bageri/broed/")

    page = Page(response)
    assert response.status_code == 404
    assert page.all("html")[0].get("lang") == "en"
    (danish,) = [link for link in page.all("a", lang="da") if link.text == "Brød"]
    assert (danish.get("href"), danish.get("hreflang")) == ("/da/bageri/broed/", "da")
    assert ("Bakery", "/en/bakery/") in page.links()
    assert switch(page) == "/da/bageri/broed/"


def test_a_danish_address_below_en_leads_to_the_english_page(home, client):
    page = factories.make_standard_page(home, slug="broed")
    factories.translate_page(page, ENGLISH)

    response = client.get("/en/broed/")

    assert (response.status_code, response.headers["Location"]) == (302, "/en/bread/")


@pytest.mark.parametrize("taken_down", ["english", "danish"])
def test_an_english_page_that_was_taken_down_names_the_danish(home, client, taken_down):
    danish = factories.make_standard_page(home, title="Brød", slug="broed")
    english = factories.translate_page(danish, ENGLISH)
    with factories.committed():
        (english if taken_down == "english" else danish).unpublish()
    with factories.committed():
        danish.get_latest_revision().publish()
    leads_to = switch(Page(client.get("/da/broed/")))

    response = client.get(leads_to, follow=True)

    assert response.status_code == 404
    assert ("Brød", "/da/broed/") in Page(response).links(lang="da")
    assert Page(response).text("h1") == "Not in English yet"
    assert Page(client.get("/en/bread/")).text("h1") == "Not in English yet"


@pytest.mark.parametrize("hidden", ["unpublished", "restricted"])
def test_an_english_page_that_was_taken_down_names_no_hidden_page(home, client, hidden):
    danish = factories.make_standard_page(home, title="Brød", slug="broed")
    english = factories.translate_page(danish, ENGLISH)
    english.unpublish()
    named = client.get("/en/bread/").content.decode()
    with factories.committed():
        if hidden == "unpublished":
            danish.unpublish()
        else:
            login = PageViewRestriction.LOGIN
            PageViewRestriction.objects.create(page=danish, restriction_type=login)

    assert "Brød" in named
    assert "Brød" not in client.get("/en/bread/").content.decode()


def test_a_missing_page_does_not_name_a_page_that_is_not_for_all(home, client):
    page = factories.make_standard_page(home, title="Løn", slug="loen")
    named = client.get("/en/loen/").content.decode()
    PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.LOGIN
    )

    assert "Løn" in named
    assert "Løn" not in client.get("/en/loen/").content.decode()


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        ("/da/findes-ikke/", "Siden findes ikke"),
        ("/en/nowhere/", "The page is not here"),
    ],
)
def test_a_page_that_is_nowhere_is_said_so_in_the_readers_language(
    home, client, path, heading
):
    response = client.get(path)

    assert (response.status_code, Page(response).text("h1")) == (404, heading)


def test_an_english_list_shows_danish_only_pages_last_and_marked(home, client):
    above = factories.make_standard_page(home, title="Bageri", slug="bageri")
    factories.translate_page(above, {"title": "Bakery", "slug": "bakery"})
    factories.make_standard_page(above, title="Rugbrød", slug="rugbroed")
    both = factories.make_standard_page(above, title="Brød", slug="broed")
    factories.translate_page(both, ENGLISH)

    page = Page(client.get("/en/bakery/"))

    more = page.all("nav", **{"aria-labelledby": "more"})[0]
    items = [(a.text, a.get("href"), a.get("lang")) for a in more.iter("a")]
    assert items == [
        ("Bread", "/en/bakery/bread/", None),
        ("Rugbrød", "/da/bageri/rugbroed/", "da"),
    ]
    assert [small.text for small in more.iter("span")] == ["in Danish"]


def test_a_danish_list_shows_no_english_pages(home, client):
    above = factories.make_standard_page(home, slug="bageri")
    factories.make_standard_page(above, title="Brød", slug="broed")

    page = Page(client.get("/da/bageri/"))

    more = page.all("nav", **{"aria-labelledby": "more"})[0]
    assert [(a.text, a.get("lang")) for a in more.iter("a")] == [("Brød", None)]


def test_the_sitemap_lists_both_languages_with_their_alternates(home, client):
    page = factories.make_standard_page(home, slug="broed")
    factories.translate_page(page, ENGLISH)
    hidden = factories.make_standard_page(home, slug="loen")
    PageViewRestriction.objects.create(
        page=hidden, restriction_type=PageViewRestriction.LOGIN
    )

    text = client.get("/sitemap.xml").content.decode()

    found = text.split("<loc>")[1:]
    assert [part.split("</loc>")[0] for part in found] == [
        "http://testserver/da/",
        "http://testserver/da/broed/",
        "http://testserver/en/",
        "http://testserver/en/bread/",
    ]
    assert 'hreflang="en" href="http://testserver/en/bread/"' in found[1]
