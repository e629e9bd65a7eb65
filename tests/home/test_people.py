"""Contact persons on pages: who is shown, with what, and which of them are invented."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from hub import spoken
from hub.models import Person, SiteSettings
from tests import factories
from tests.factories import committed, make_block
from tests.reading import Page, words

HIDDEN = {"name": "Helle Hidden", "phone": "11 11 11 11", "is_public": False}


@pytest.fixture
def hub(home):
    """The hub's own facts, with channels of its own."""
    found = SiteSettings.load()
    found.name, found.phone = "Spotlight", "22 22 22 22"
    found.save()
    return found


def names_on(client, address: str) -> list[str]:
    """The names of the people and channels that a page shows."""
    return Page(client.get(address)).texts("p", class_="person__name")


def contact_page(person: Person, **fields):
    """A page of text with somebody to ask."""
    value = {"person": person.pk}
    return factories.make_standard_page(body=[make_block("contact", value)], **fields)


def test_a_hidden_contact_of_the_hub_is_not_shown_in_a_district(hub, client):
    hub.contact = factories.make_person(**HIDDEN)
    with committed():
        hub.save()
    page = factories.make_district_page()

    assert names_on(client, page.url) == ["Spotlight"]
    assert "11111111" not in client.get(page.url).content.decode()


def test_a_hidden_person_gives_place_to_the_hub_in_a_text(hub, client):
    shown = contact_page(factories.make_person(name="Vera Vist"))
    page = contact_page(factories.make_person(**HIDDEN))

    assert names_on(client, shown.url) == ["Vera Vist"]
    assert names_on(client, page.url) == ["Spotlight"]
    assert "Helle" not in client.get(page.url).content.decode()


def test_a_hidden_person_gives_place_to_the_hub_on_guidance(hub, client):
    page = factories.make_guidance_page(contact=factories.make_person(**HIDDEN))

    assert names_on(client, page.url) == ["Spotlight"]


def test_no_list_of_people_names_a_hidden_person(hub, client):
    district, department = factories.make_district(), factories.make_department()
    person = factories.make_person(**HIDDEN, department=department)
    person.districts.add(district)
    body = [make_block("people", None)]
    page = factories.make_standard_page(body=body)

    assert "Helle" not in client.get(page.url).content.decode()


def test_a_person_is_shown_with_face_and_languages(home, client):
    photo = factories.make_image(credit="Mads Maler")
    person = factories.make_person(photo=photo, languages="da, en, so")
    page = contact_page(person, slug="kontakt", title="Kontakt")
    factories.translate_page(page, {"title": "Contact", "slug": "contact"})

    danish, english = Page(client.get("/da/kontakt/")), Page(client.get("/en/contact/"))

    (face,) = danish.all("img", class_="person__photo")
    assert (face.get("alt"), face.get("width"), face.get("height")) == (
        "", "160", "160",
    )  # fmt: skip
    assert "Mads Maler" in danish.text("div", class_="person")
    assert "Speaks Danish, English and Somali." in english.text("div", class_="person")


@pytest.mark.parametrize(
    ("codes", "danish", "english"),
    [
        ("da", "dansk", "Danish"),
        ("da,EN", "dansk|engelsk", "Danish|English"),
        ("ar, xx, Klingon", "arabisk|xx|klingon", "Arabic|Xx|Klingon"),
        ("", "", ""),
        (" , ", "", ""),
    ],
)
def test_languages_are_named_in_the_readers_language(codes, danish, english):
    def named(language: str) -> str:
        with translation.override(language):
            parts = spoken.in_words(codes)
        return parts.replace(", ", "|").replace(" og ", "|").replace(" and ", "|")

    assert (named("da"), named("en")) == (danish, english)


@pytest.mark.parametrize("number", [1, 3, 30])
def test_faces_cost_the_same_however_many_people_there_are(home, client, number):
    district = factories.make_district()
    photo = factories.make_image()
    for _ in range(number):
        person = factories.make_person(photo=photo, languages="da")
        person.districts.add(district)
    page = factories.make_district_page(district)
    for _ in range(2):
        client.get(page.url)

    with CaptureQueriesContext(connection) as queries:
        client.get(page.url)

    assert len(queries) == 10  # one of them asks for the spaces of the district


@pytest.mark.once
def test_every_invented_person_on_a_page_says_so(demo, client):
    """Each place that names somebody of the demo has as many badges as names."""
    invented = set(Person.objects.values_list("name", flat=True))
    places = dict.fromkeys(invented, 0)
    bare = []
    for part in client.get("/sitemap.xml").content.decode().split("<loc>")[1:]:
        address = part.split("</loc>")[0].removeprefix("http://testserver")
        for element in naming(Page(client.get(address)), invented):
            found = [name for name in invented if name in words(element)]
            places |= {name: places[name] + 1 for name in found}
            badges = [e for e in element.iter("span") if e.get("class") == "badge"]
            if len(badges) != len(found):
                bare.append((address, found))

    assert bare == []
    assert min(places.values()) >= 2  # in both languages


def naming(page: Page, names: set[str]) -> list:
    """The smallest elements of a page that name one of the people."""
    said = [(element, words(element)) for element in page.all("body")[0].iter()]
    found = [element for element, text in said if any(name in text for name in names)]
    return [each for each in found if not set(list(each.iter())[1:]) & set(found)]
