"""Former addresses lead on, with their query, in one step, and never in a circle."""

import pytest
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from hub.models import Organisation, OrganisationState, Theme
from stories.models import OrganisationIndexPage
from tests import factories
from tests.factories import committed
from tests.reading import Page
from tests.spaces import makers
from tests.spaces.facts import edit, form_of
from tests.staff import sign_in


def rename(page, slug: str) -> None:
    """Give a page another address, as an editor does, and publish it."""
    page = type(page).objects.get(pk=page.pk)
    page.slug = slug
    with committed():
        page.save_revision().publish()


def way(client, path: str) -> tuple[int, str]:
    """Status and Location of an address."""
    response = client.get(path)
    return response.status_code, response.headers.get("Location", "")


@pytest.fixture
def bread(home):
    """A page in both languages, with one below it."""
    page = factories.make_standard_page(home, title="Brød", slug="broed")
    factories.translate_page(page, {"title": "Bread", "slug": "bread"})
    factories.make_standard_page(page, title="Rug", slug="rug")
    return page


@pytest.fixture
def directory(home):
    """The page of all organisations in both languages."""
    page = factories.make_page(
        OrganisationIndexPage, home, title="Virksomheder", slug="virksomheder"
    )
    factories.translate_page(page, {"title": "Enterprises", "slug": "enterprises"})
    return page


def make_listed(**fields) -> Organisation:
    values = {"name": "Krank og kæde", "state": OrganisationState.PUBLISHED}
    return factories.make_organisation(**values | fields)


def test_a_renamed_page_and_those_below_it_lead_on(bread, client):
    english = bread.get_translations().get().specific

    rename(bread, "boller")
    rename(english, "buns")

    assert way(client, "/da/broed/") == (301, "/da/boller/")
    assert way(client, "/da/broed/rug/") == (301, "/da/boller/rug/")
    assert way(client, "/en/bread/") == (301, "/en/buns/")


def test_the_query_comes_along(bread, client):
    rename(bread, "boller")

    assert way(client, "/da/broed/?page=2&q=r%C3%B8d") == (
        301,
        "/da/boller/?page=2&q=r%C3%B8d",
    )


def test_a_moved_page_leads_on(bread, client):
    elsewhere = factories.make_standard_page(title="Mad", slug="mad")

    with committed():
        bread.move(elsewhere, pos="last-child")

    assert way(client, "/da/broed/") == (301, "/da/mad/broed/")
    assert way(client, "/da/broed/rug/") == (301, "/da/mad/broed/rug/")


def test_an_address_that_is_given_back_goes_in_no_circle(bread, client):
    rename(bread, "boller")
    rename(bread, "broed")

    assert client.get("/da/broed/").status_code == 200
    assert way(client, "/da/boller/") == (301, "/da/broed/")
    assert client.get("/da/boller/").headers["Cache-Control"] == "no-cache"
    with committed():
        type(bread).objects.get(pk=bread.pk).unpublish()
    assert way(client, "/da/broed/") == (404, "")
    assert way(client, "/da/boller/") == (404, "")


def test_two_renames_lead_on_in_one_step(bread, client):
    rename(bread, "boller")
    rename(bread, "kager")

    assert way(client, "/da/broed/") == (301, "/da/kager/")


def test_pages_that_change_places_go_in_no_circle(home, client):
    first = factories.make_standard_page(home, slug="et")
    second = factories.make_standard_page(home, slug="to")
    for page in (first, second):
        factories.make_standard_page(page)

    rename(first, "x")
    rename(second, "et")
    rename(first, "to")

    assert way(client, "/da/x/samlet/") == (301, "/da/to/samlet/")
    assert client.get("/da/to/samlet/").status_code == 200
    with committed():
        type(first).objects.get(pk=first.pk).get_children().first().delete()
    assert way(client, "/da/to/samlet/") == (404, "")


def test_a_page_that_was_taken_down_is_not_led_to(bread, client):
    rename(bread, "boller")
    led = way(client, "/da/broed/")

    with committed():
        type(bread).objects.get(pk=bread.pk).unpublish()

    assert led == (301, "/da/boller/")
    assert way(client, "/da/broed/") == (404, "")


def test_what_a_renamed_list_has_below_itself_leads_on(directory, client):
    make_listed(slug="krank")

    rename(directory, "medlemmer")

    assert way(client, "/da/virksomheder/krank/?x=1") == (
        301,
        "/da/medlemmer/krank/?x=1",
    )
    assert way(client, "/da/virksomheder/krank/mere/") == (404, "")


def test_nothing_is_led_to_that_a_page_never_had(bread, client):
    rename(bread, "boller")

    assert way(client, "/da/broed/findes-ikke/") == (404, "")


def edit_slug(client, organisation, slug: str) -> None:
    """Change an organisation's address in the admin's form."""
    url = reverse("wagtailsnippets_hub_organisation:edit", args=[organisation.pk])
    form = {"name": organisation.name, "slug": slug, "state": organisation.state}
    assert client.post(url, form).status_code == 302


@pytest.fixture
def desk(client):
    """An editor's browser; the test's own stays a reader's."""
    return sign_in(type(client)(), factories.make_staff("Editors"))


def test_a_profile_that_got_another_address_leads_on(directory, client, desk):
    bikes = make_listed(slug="krank")

    edit_slug(desk, bikes, "kaede")

    assert way(client, "/da/virksomheder/krank/?a=b") == (
        301,
        "/da/virksomheder/kaede/?a=b",
    )
    assert way(client, "/en/enterprises/krank/") == (301, "/en/enterprises/kaede/")
    assert way(client, "/en/write-to/krank/") == (301, "/en/write-to/kaede/")
    assert client.get("/da/virksomheder/kaede/").status_code == 200


def test_a_profile_that_gets_its_address_back_goes_in_no_circle(
    directory, client, desk
):
    bikes = make_listed(slug="a")
    edit_slug(desk, bikes, "b")
    edit_slug(desk, bikes, "c")
    edit_slug(desk, bikes, "a")

    assert client.get("/da/virksomheder/a/").status_code == 200
    assert way(client, "/da/virksomheder/b/") == (301, "/da/virksomheder/a/")
    assert way(client, "/da/virksomheder/c/") == (301, "/da/virksomheder/a/")
    Organisation.objects.filter(pk=bikes.pk).delete()
    assert way(client, "/da/virksomheder/a/") == (404, "")


def test_to_and_fro_leaves_one_way_in_the_list(directory, client, desk):
    bikes = make_listed(slug="a")
    for slug in ("b", "a", "b"):
        edit_slug(desk, bikes, slug)

    rows = Redirect.objects.filter(old_path__startswith="/da/virksomheder/")

    assert list(rows.values_list("old_path", "redirect_link")) == [
        ("/da/virksomheder/a", "/da/virksomheder/b/")
    ]
    assert way(client, "/da/virksomheder/a/") == (301, "/da/virksomheder/b/")
    assert client.get("/da/virksomheder/b/").status_code == 200


def test_an_address_that_another_took_is_the_others(directory, client, desk):
    first, second = make_listed(slug="a"), make_listed(slug="z")
    edit_slug(desk, first, "b")
    edit_slug(desk, second, "a")

    assert client.get("/da/virksomheder/a/").status_code == 200
    edit_slug(desk, second, "y")
    assert way(client, "/da/virksomheder/a/") == (301, "/da/virksomheder/y/")
    assert way(client, "/da/virksomheder/z/") == (301, "/da/virksomheder/y/")


def test_one_that_nobody_was_told_of_leaves_nothing(directory, client, desk):
    hidden = make_listed(slug="hemmelig", state=OrganisationState.PRIVATE)

    edit_slug(desk, hidden, "mere-hemmelig")

    assert not Redirect.objects.filter(old_path__contains="hemmelig").exists()
    assert way(client, "/da/virksomheder/hemmelig/") == (404, "")


def test_one_that_left_the_directory_is_gone_at_its_former_address(
    directory, client, desk
):
    bikes = make_listed(slug="krank")
    edit_slug(desk, bikes, "kaede")
    archived = OrganisationState.ARCHIVED
    Organisation.objects.filter(pk=bikes.pk).update(state=archived)

    response = client.get("/da/virksomheder/krank/", follow=True)

    assert response.status_code == 410


def test_a_word_of_a_list_keeps_its_address(home, desk):
    theme = Theme.objects.create(name_da="Mad", slug="mad", scene="food")
    url = reverse("wagtailsnippets_hub_theme:edit", args=[theme.pk])
    form = {"name_da": "Måltider", "name_en": "", "scene": "food", "slug": "maaltider"}

    desk.post(url, form)

    theme.refresh_from_db()
    assert (theme.name_da, theme.slug) == ("Måltider", "mad")


def test_staff_see_former_addresses_and_may_write_their_own(bread, client, desk):
    rename(bread, "boller")
    assert way(client, "/da/kage/") == (404, "")
    Redirect.add_redirect("/da/kage/", redirect_to=bread, is_permanent=False)
    publisher = sign_in(type(client)(), factories.make_staff("Publishers"))

    listed = Page(publisher.get(reverse("wagtailredirects:index")))

    words = listed.text("main")
    assert "/da/broed" in words
    assert "/da/kage" in words
    assert way(client, "/da/kage/") == (302, "/da/boller/")
    assert desk.get(reverse("wagtailredirects:index")).status_code == 302


def test_a_page_for_some_readers_asks_them_in(bread, client):
    rename(bread, "boller")
    login = PageViewRestriction.LOGIN
    PageViewRestriction.objects.create(page=bread, restriction_type=login)

    status, address = way(client, "/da/boller/")

    assert (status, way(client, "/da/broed/")) == (302, (301, "/da/boller/"))
    assert address.startswith("/sign-in/")


@pytest.mark.parametrize(
    "path", ["/da/%00/", "/da/" + "x/" * 400, "/da/" + "y" * 9000 + "/"]
)
def test_odd_addresses_are_answered(home, client, path):
    assert way(client, path) == (404, "")


def test_a_space_that_got_another_address_leads_on(home, client):
    factories.translate_page(makers.make_index_page(), {"slug": "spaces"})
    kitchen = makers.make_space(slug="koekken")
    assert client.get("/da/lokaler/koekken/").status_code == 200
    desk = sign_in(type(client)(), factories.make_staff("Booking desk"))

    saved = desk.post(edit(kitchen), form_of(kitchen, slug="storkoekken"))

    assert saved.status_code == 302
    assert way(client, "/da/lokaler/koekken/?people=4") == (
        301,
        "/da/lokaler/storkoekken/?people=4",
    )
    assert way(client, "/en/spaces/koekken/") == (301, "/en/spaces/storkoekken/")
    assert way(client, "/da/book/koekken/") == (301, "/da/book/storkoekken/")
    assert client.get("/da/lokaler/storkoekken/").status_code == 200
