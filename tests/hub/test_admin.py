"""The admin around the pages: menus, words, addresses, and what it may run."""

import pytest
from django.urls import reverse

from hub import catalogues
from tests import factories
from tests.staff import sign_in

MENUS = {
    "Translators": ["explorer", "people-and-places", "reports"],
    "Editors": [
        "documents", "events", "explorer", "images", "people-and-places", "proposals",
        "reports", "search-words", "stories",
    ],
    "Publishers": [
        "documents", "events", "explorer", "images", "people-and-places", "proposals",
        "reports", "search-words", "settings", "stories",
    ],
    "Booking desk": [
        "bookings", "events", "people-and-places", "reports", "rooms-and-houses",
    ],
}  # fmt: skip


def shown(client, hook_menu) -> list:
    """A menu's entries for the person who is signed in."""
    request = client.get(reverse("wagtailadmin_home")).wsgi_request
    return hook_menu.menu_items_for_request(request)


@pytest.mark.parametrize("role", MENUS)
def test_the_menu_holds_what_the_role_uses(client, home, role):
    from wagtail.admin.menu import admin_menu  # noqa: PLC0415 -- after the apps

    sign_in(client, factories.make_staff(role))
    assert sorted(item.name for item in shown(client, admin_menu)) == MENUS[role]


def test_the_reports_are_few(client, home):
    from wagtail.admin.menu import reports_menu  # noqa: PLC0415 -- after the apps

    sign_in(client, factories.make_staff("Publishers"))
    names = sorted(item.url.split("/")[-2] for item in shown(client, reports_menu))
    assert names == ["aging-pages", "locked", "site-history", "translations"]


def test_the_first_page_counts_and_advertises_nothing(client, home):
    sign_in(client, factories.make_staff())
    html = client.get(reverse("wagtailadmin_home")).content.decode()
    assert html.count("w-summary") == 0
    assert html.count("guide.wagtail.org") == 0


def test_what_editors_meet_is_said_in_danish(client, home):
    page = factories.make_standard_page()
    sign_in(client, factories.make_staff("Publishers"))
    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    words = ["Gem kladde", "Udgiv", "Tag ned", "I lister og søgning"]
    said = html.content.decode()
    assert [word for word in words if word not in said] == []
    assert said.count("Save draft") == 0


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("wagtailadmin_javascript_catalog", "Fold alt ind"),
        ("wagtail_localize:javascript_catalog", "tekster oversat"),
    ],
)
def test_the_admins_scripts_speak_danish(client, home, name, word):
    sign_in(client, factories.make_staff("Editors"))
    assert client.get(reverse(name)).content.decode().count(f'"{word}"') == 1


def test_wagtails_words_are_whole():
    sources = catalogues.borrowed()
    assert [source.name for source in sources] == ["django.po", "djangojs.po"]
    doubtful = [
        problem
        for source in sources
        for problem in catalogues.problems(source)
        if not problem.startswith("other placeholders")
    ]
    assert doubtful == []


def test_only_the_admin_may_run_what_stands_in_its_pages(client, home):
    sign_in(client, factories.make_staff("Editors"))
    admin = client.get(reverse("wagtailadmin_home")).headers["Content-Security-Policy"]
    public = client.get("/da/").headers["Content-Security-Policy"]
    assert admin.count("'unsafe-inline'") == 2
    assert public.count("'unsafe-inline'") == 0


def test_the_translation_editor_offers_no_danish_copy(client, home):
    page = factories.make_standard_page(title="Brød", slug="broed")
    words = {"title": "Bread", "slug": "bread", "body": ["<p>The oven.</p>"]}
    english = factories.translate_page(page, words)
    sign_in(client, factories.make_staff("Publishers"))
    response = client.get(reverse("wagtailadmin_pages:edit", args=[english.pk]))
    html = response.content.decode()
    assert html.count("convert_to_alias/") == 0
    assert html.count("&quot;The oven.&quot;") + html.count("The oven.") > 0


@pytest.mark.parametrize(
    ("role", "button"),
    [("Translators", "hub_hand_over"), ("Publishers", "hub_publish_english")],
)
def test_the_english_draft_shows_the_one_button_that_comes_next(
    client, home, role, button
):
    page = factories.make_standard_page(title="Brød", slug="broed")
    words = {"title": "Bread", "slug": "bread", "body": ["<p>The oven.</p>"]}
    english = factories.translate_page(page, words, publish=False)
    sign_in(client, factories.make_staff(role))
    response = client.get(reverse("wagtailadmin_pages:edit", args=[english.pk]))
    html = response.content.decode()
    buttons = {
        name: html.count(f'action="{reverse(name, args=[english.pk])}"')
        for name in ("hub_hand_over", "hub_publish_english")
    }
    assert buttons == {
        "hub_hand_over": int(button == "hub_hand_over"),
        "hub_publish_english": int(button == "hub_publish_english"),
    }
