"""What the front page, districts and pages of text show, in both languages."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from home.models import DistrictIndexPage
from hub.models import SiteSettings
from tests import factories
from tests.factories import make_block
from tests.reading import SVG, Page, words

pytestmark = pytest.mark.once

ENGLISH = {"title": "Bread", "slug": "bread", "body": ["<p>The oven is hot.</p>"]}


def queries_of(client, address: str) -> int:
    """How many queries the third reader's page costs."""
    for _ in range(2):
        client.get(address)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
    assert response.status_code == 200
    return len(queries)


# 1. The front page ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "language"), [("/da/", "da"), ("/en/", "en")], ids=["da", "en"]
)
def test_an_empty_front_page_has_no_door_no_band_and_no_dead_link(
    home, client, address, language
):
    page = Page(client.get(address))

    assert page.all("html")[0].get("lang") == language
    assert page.all("ul", class_="doors") == []
    assert page.all("section", class_="band") == []
    assert page.all("div", class_="btns") == []


def test_a_menu_item_exists_when_its_page_does(home, client):
    page = factories.make_standard_page(
        home, title="Om hubben", slug="om", show_in_menus=True
    )
    hidden = factories.make_standard_page(home, title="Presse", slug="presse")
    factories.make_standard_page(home, title="Kladde", live=False, show_in_menus=True)

    shown = Page(client.get("/da/"))

    assert menu(shown) == [("Om hubben", page.url)]
    assert ("Presse", hidden.url) in shown.links()
    assert "Kladde" not in shown.text("body")


def menu(page: Page) -> list[tuple[str, str]]:
    """(text, address) of the main menu, but for the language switch."""
    (nav,) = page.all("nav", id="menu")
    items = next(nav.iter("ul"))
    return [(words(link), link.get("href")) for link in items.iter("a")]


def test_the_demo_front_page_shows_strategy_and_districts(demo, client):
    danish, english = Page(client.get("/da/")), Page(client.get("/en/"))

    assert [heading.get("id") for heading in danish.all("h2")][:4] == [
        "stories",
        "next-events",
        "strategy",
        "districts",
    ]
    assert len(danish.all("section", **{"aria-labelledby": "strategy"})) == 1
    assert [link.get("href") for link in english.all("a", class_="btn")][:3] == [
        "/en/spaces/",
        "/en/come-by/",
        "/en/strategy/",
    ]


# 2. Districts -----------------------------------------------------------------------


@pytest.fixture
def valby(home):
    """A district with its page in both languages."""
    district = factories.make_district(
        name_da="Valby",
        name_en="Valby",
        official=5,
        postcodes="2500",
        committee_da="Valby Lokaludvalg",
        committee_en="Valby Local Committee",
        committee_url="https://valby.example.org/",
    )
    page = factories.make_district_page(district, title="Valby", slug="valby")
    above = DistrictIndexPage.objects.get()
    factories.translate_page(above, {"title": "Districts", "slug": "districts"})
    factories.translate_page(page, {"title": "In Valby", "slug": "in-valby"})
    return district


def facts(page: Page) -> dict[str, str]:
    """Terms and facts of the list beside the text."""
    (aside,) = page.all("aside")
    terms, said = ([words(each) for each in aside.iter(tag)] for tag in ("dt", "dd"))
    return dict(zip(terms, said, strict=True))


def test_a_district_page_says_the_facts_in_the_readers_language(valby, client):
    english = Page(client.get("/en/districts/in-valby/"))

    assert facts(english) == {
        "District": "Valby",
        "Postcodes": "2500",
        "Local committee": "Valby Local Committee",
    }
    assert ("Valby Local Committee", "https://valby.example.org/") in english.links()
    danish = Page(client.get("/da/bydele/valby/"))
    assert list(facts(danish).values()) == ["Valby", "2500", "Valby Lokaludvalg"]


def test_a_district_without_people_of_its_own_names_the_hubs(valby, client):
    hub = factories.make_person(name="Hanne Hub")
    found = SiteSettings.load()
    found.contact = hub
    found.save()
    before = people(Page(client.get("/da/bydele/valby/")))
    own = factories.make_person(name="Vibe Valby")
    factories.make_person(name="Skjult", is_public=False).districts.add(valby)
    own.districts.add(valby)

    assert (before, people(Page(client.get("/da/bydele/valby/")))) == (
        ["Hanne Hub"],
        ["Vibe Valby"],
    )


def people(page: Page) -> list[str]:
    """Names of the people to ask."""
    (section,) = page.all("section", class_="people")
    names = [p for p in section.iter("p") if p.get("class") == "person__name"]
    return [words(name) for name in names]


def test_the_contact_comes_before_others_who_work_there(valby, client):
    other, contact = (factories.make_person(name=name) for name in ("Anna", "Åse"))
    other.districts.add(valby)
    valby.contact = contact
    valby.save()

    assert people(Page(client.get("/en/districts/in-valby/"))) == ["Åse", "Anna"]


def test_the_map_and_the_list_of_districts_lead_to_the_same_pages(valby, client):
    page = Page(client.get("/en/districts/"))

    on_the_map = [link.get("href") for link in page.all(f"{SVG}a")]
    in_the_list = [address for _, address in page.links()]
    assert on_the_map == ["/en/districts/in-valby/"]
    assert in_the_list.count("/en/districts/in-valby/") == 1


# 3. Pages of text -------------------------------------------------------------------


def test_a_page_of_text_shows_what_its_editor_wrote(home, client):
    page = factories.make_standard_page(
        home,
        title="Brød",
        slug="broed",
        standfirst="Om at bage.",
        in_short="Vi bager. Kom forbi.",
        search_description="Alt om brød",
    )

    shown = Page(client.get("/da/broed/"))

    assert shown.text("h1") == "Brød"
    assert shown.text("p", class_="lead") == "Om at bage."
    assert shown.text("section", class_="short").endswith("Vi bager. Kom forbi.")
    assert shown.all("meta", name="description")[0].get("content") == "Alt om brød"
    assert shown.text("title") == "Brød | Spotlight"
    assert page.last_published_at is not None


def test_a_tile_of_two_areas_leads_to_the_one_it_is_named_after(home, client):
    names = ("Christianshavn", "Indre By")
    island, middle = (
        factories.make_district_page(factories.make_district(official=1), title=name)
        for name in names
    )

    def tile(address: str) -> str:
        (drawn,) = Page(client.get(address)).all("div", class_="mapbox")
        return next(link.get("href") for link in drawn.iter() if link.get("href"))

    assert tile("/da/bydele/") == middle.url
    assert (tile(middle.url), tile(island.url)) == (middle.url, island.url)


def test_headings_make_a_list_of_contents_when_there_are_many(home, client):
    two = [make_block("heading", title) for title in ("Mel", "Vand")]
    factories.make_standard_page(home, slug="to", body=two)
    steps = {"heading": "Gær & salt", "steps": [{"title": "Rør", "text": "<p>Nu.</p>"}]}
    three = [*two, make_block("steps", steps)]
    factories.make_standard_page(home, slug="tre", body=three)

    short, long = Page(client.get("/da/to/")), Page(client.get("/da/tre/"))

    assert short.all("nav", class_="toc") == []
    (contents,) = long.all("nav", class_="toc")
    targets = [link.get("href").lstrip("#") for link in contents.iter("a")]
    headings = [(h.get("id"), words(h)) for h in long.all("h2") if h.get("id") != "toc"]
    shown = [pair for pair in headings if pair[0] in targets]
    assert shown == list(zip(targets, ["Mel", "Vand", "Gær & salt"], strict=True))


@pytest.mark.parametrize(
    ("titles", "ids"),
    [
        (
            ["Økonomi", "Økonomi", "Økonomi 2"],
            ["part-oekonomi", "part-oekonomi-2", "part-oekonomi-2-2"],
        ),
        (["Æ", "?", "!"], ["part-ae", "part", "part-2"]),
        (["Content", "TOC", "Menu"], ["part-content", "part-toc", "part-menu"]),
    ],
)
def test_each_heading_has_an_id_of_its_own(home, client, titles, ids):
    body = [make_block("heading", title) for title in titles]
    factories.make_standard_page(home, slug="mange", body=body)

    page = Page(client.get("/da/mange/"))

    (contents,) = page.all("nav", class_="toc")
    found = [element.get("id") for element in page.tree.iter() if element.get("id")]
    assert [(link.get("href"), words(link)) for link in contents.iter("a")] == [
        (f"#{anchor}", title) for anchor, title in zip(ids, titles, strict=True)
    ]
    assert [h.get("id") for h in page.all("h2") if words(h) in titles] == ids
    assert len(found) == len(set(found))
    assert page.all("main", id="content") != []


def test_a_booklet_has_its_headings_without_ids(home, client):
    body = [make_block("heading", "Økonomi")]
    above = factories.make_standard_page(home, slug="bog", body=body)
    factories.make_standard_page(above, body=body)

    page = Page(client.get("/da/bog/samlet/"))

    headings = [h.get("id") for h in page.all("h3") if words(h) == "Økonomi"]
    assert headings == [None, None]


def test_a_draft_is_not_shown(home, client):
    factories.make_standard_page(home, slug="ude")
    factories.make_standard_page(home, slug="inde", live=False)

    found = [client.get(f"/da/{slug}/").status_code for slug in ("ude", "inde")]

    assert found == [200, 404]


def test_a_picture_has_its_words_and_its_maker(home, client):
    image = factories.make_image(credit="Mads Maler")
    factories.make_standard_page(
        home, slug="broed", listing_image=image, listing_image_alt="En ovn"
    )

    shown = Page(client.get("/da/broed/"))

    (picture,) = shown.all("picture")
    (img,) = picture.iter("img")
    types = [source.get("type") for source in picture.iter("source")]
    assert (img.get("alt"), types) == ("En ovn", ["image/avif", "image/webp"])
    assert (img.get("width"), img.get("height")) == ("400", "300")
    assert "Mads Maler" in shown.text("main")


@pytest.mark.parametrize(
    "text", ["Et. To! Tre?", "Vi holder åbent kl. 16. Kom f.eks. mandag. Hej"]
)
def test_short_versions_may_have_three_sentences(home, text):
    page = factories.make_standard_page(home)
    page.in_short = text

    page.clean()


@pytest.mark.parametrize("text", ["Et. To. Tre. Fire.", "Et. To. Tre. Fire"])
def test_short_versions_have_three_sentences_at_most(home, text):
    page = factories.make_standard_page(home)
    page.in_short = text

    with pytest.raises(ValidationError) as caught:
        page.clean()

    assert list(caught.value.message_dict) == ["in_short"]


# 4. Queries -------------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 3, 30])
def test_a_front_page_costs_the_same_however_many_pages_there_are(home, client, number):
    for _ in range(number):
        factories.make_standard_page(home, show_in_menus=True)
    factories.make_district_page()

    assert queries_of(client, "/da/") == 5


@pytest.mark.parametrize("number", [1, 3, 30])
def test_a_page_of_text_costs_the_same_however_many_pages_there_are(
    home, client, number
):
    page = factories.make_standard_page(home, slug="broed")
    factories.translate_page(page, ENGLISH)
    for _ in range(number):
        factories.make_standard_page(page, show_in_menus=True)

    found = queries_of(client, "/da/broed/"), queries_of(client, "/en/bread/")
    assert found == (6, 7)


@pytest.mark.parametrize("number", [1, 3, 30])
def test_links_in_a_text_cost_the_same_however_many_there_are(home, client, number):
    pages = [factories.make_standard_page(home) for _ in range(number)]
    links = [f'<p><a linktype="page" id="{page.pk}">Læs</a></p>' for page in pages]
    factories.make_standard_page(home, slug="broed", text="".join(links))

    assert queries_of(client, "/da/broed/") == 6


@pytest.mark.parametrize("number", [1, 3, 30])
def test_contacts_cost_the_same_however_many_people_there_are(home, client, number):
    for _ in range(number):
        person = factories.make_person(department=factories.make_department())
        person.districts.add(factories.make_district())
    body = [make_block("people", None)]
    factories.make_standard_page(home, slug="kontakt", body=body)

    assert queries_of(client, "/da/kontakt/") == 6


@pytest.mark.parametrize("number", [1, 3, 12])
def test_districts_cost_the_same_however_many_there_are(home, client, number):
    pages = [factories.make_district_page() for _ in range(number)]

    found = queries_of(client, "/da/bydele/"), queries_of(client, pages[0].url)
    assert found == (6, 9)


@pytest.mark.postgres
def test_every_demo_page_keeps_to_the_budget(demo, client):
    addresses = [
        part.split("</loc>")[0].removeprefix("http://testserver")
        for part in client.get("/sitemap.xml").content.decode().split("<loc>")[1:]
    ]

    over = {
        url: number
        for url in addresses
        if (number := queries_of(client, url)) > most_for(url)
    }

    assert (len(addresses) > 40, over) == (True, {})


def most_for(address: str) -> int:
    """A text asks 10, a district with all it has 12, what is free just now 14."""
    if address.startswith(("/da/lokaler/", "/en/spaces/")):
        return 14
    return 12 if address.startswith(("/da/bydele/", "/en/districts/")) else 10
