"""What editors change in the admin is seen by the next reader of the cached page."""

import pytest
from django.core.cache import cache
from django.urls import reverse
from wagtail.models import Locale, Page

from home.models import StandardPage
from hub import pagecache
from hub.models import SiteSettings
from hub.translations import translate
from tests import factories
from tests.factories import committed
from tests.staff import sign_in


@pytest.fixture
def desk(client, settings, home):
    """An administrator at work, two pages, and the page cache switched on."""
    settings.PAGE_CACHE = True
    return Desk(client)


class Desk:
    """Who edits, and what there is to edit."""

    def __init__(self, client):
        self.client = sign_in(client, factories.make_staff())
        self.page = factories.make_standard_page(title="Bagning", slug="bagning")
        self.other = factories.make_standard_page(title="Syning", slug="syning")
        self.person = factories.make_person(name="Ina Holm")
        self.image = factories.make_image()

    def post(self, name: str, *args, data: dict | None = None, query: str = "") -> None:
        """Send a form of the admin, and see that it was taken."""
        address = reverse(name, args=args) + query
        with committed():
            response = self.client.post(address, data or {})
        assert response.status_code in {200, 302}, response.content
        assert (
            not getattr(response, "context_data", None) or response.status_code == 302
        )


def publish(desk):
    page = StandardPage.objects.get(pk=desk.page.pk)
    page.title = "Bagning i byen"
    with committed():
        page.save_revision().publish()


def unpublish(desk):
    desk.post("wagtailadmin_pages:unpublish", desk.page.pk)


def move(desk):
    args = (desk.page.pk, desk.other.pk)
    desk.post("wagtailadmin_pages:move_confirm", *args)


def reorder(desk):
    desk.post(
        "wagtailadmin_pages:set_page_position", desk.other.pk, query="?position=0"
    )


def delete(desk):
    desk.post("wagtailadmin_pages:delete", desk.page.pk)


def restrict(desk):
    data = {"restriction_type": "login"}
    desk.post("wagtailadmin_pages:set_privacy", desk.page.pk, data=data)


def redirect(desk):
    site = Page.objects.get(depth=2, locale__language_code="da").get_site()
    data = {"old_path": "/gammel", "site": site.pk, "is_permanent": "on"}
    data["redirect_link"] = "https://example.org/"
    desk.post("wagtailredirects:add", data=data)


def save_settings(desk):
    found = SiteSettings.load()
    found.phone = "33 66 33 66"
    with committed():
        found.save()


def delete_person(desk):
    with committed():
        desk.person.delete()


def publish_translation(desk):
    words = StandardPage.objects.get(pk=desk.page.pk)
    words.title = "Baking"
    with committed():
        translate(desk.page.specific, Locale.objects.get(language_code="en"), words)


def schedule_passes(desk):
    page = StandardPage.objects.get(pk=desk.page.pk)
    with committed():
        page.unpublish(set_expired=True)


CHANGES = [
    publish, unpublish, move, reorder, delete, restrict, redirect, save_settings,
    delete_person, publish_translation, schedule_passes,
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES, ids=lambda each: each.__name__)
def test_a_change_makes_every_stored_page_old(desk, change):
    before = pagecache.generation()
    still = pagecache.generation()

    change(desk)

    assert before == still != pagecache.generation()


def save_draft(desk):
    page = StandardPage.objects.get(pk=desk.page.pk)
    page.title = "Kladde"
    with committed():
        page.save_revision()


def look_around(desk):
    with committed():
        desk.client.get(reverse("wagtailadmin_home"))
        desk.client.get(reverse("wagtailadmin_explore_root"))


def read(desk):
    with committed():
        desk.client.get(desk.page.url)


def draw_a_picture(desk):
    with committed():
        desk.image.get_rendition("width-50")


ACTS = [save_draft, look_around, read, draw_a_picture]


@pytest.mark.parametrize("act", ACTS, ids=lambda each: each.__name__)
def test_what_no_reader_sees_keeps_the_stored_pages(desk, act):
    before = pagecache.generation()

    act(desk)

    assert before == pagecache.generation()


def test_the_next_reader_sees_what_was_published(desk, client):
    client.logout()
    old = client.get(desk.page.url).content.decode()
    stored = client.get(desk.page.url).content.decode()

    publish(desk)

    assert old == stored
    assert "<h1>Bagning</h1>" in old
    assert "<h1>Bagning i byen</h1>" in client.get(desk.page.url).content.decode()


def test_a_restricted_page_is_gone_for_the_next_reader(desk, client):
    client.logout()
    open_to_all = [client.get(desk.page.url).status_code for _ in range(2)]

    sign_in(client, factories.make_staff())
    restrict(desk)
    client.logout()

    assert open_to_all == [200, 200]
    assert client.get(desk.page.url).status_code == 302


def test_a_stored_page_asks_the_database_nothing(
    desk, client, django_assert_num_queries
):
    client.logout()
    client.get(desk.page.url)

    with django_assert_num_queries(0):
        response = client.get(desk.page.url)

    assert response.status_code == 200
    assert cache.get(pagecache.GENERATION) == pagecache.generation()
