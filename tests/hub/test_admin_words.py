"""The admin in Danish: no text of Wagtail's stays English on the pages staff use."""

from pathlib import Path

import polib
import pytest
import wagtail
import wagtail_localize
from django.urls import reverse
from wagtail.models import PageLogEntry

from spaces.models import HouseRules
from tests import factories
from tests.reading import Page, words
from tests.spaces.makers import make_space
from tests.staff import sign_in

pytestmark = pytest.mark.once
SOURCES = [Path(module.__file__).parent for module in (wagtail, wagtail_localize)]
# The same in Danish, or not given to gettext by Wagtail's templates (Actions, None).
ALIKE = {"Status", "Status:", "Type", "Format", "Administrator", "Actions", "None"}
PAGES = {
    "wagtailadmin_home": [],
    "wagtailadmin_explore": ["page"],
    "wagtailadmin_pages:edit": ["page"],
    "wagtailadmin_pages:delete": ["page"],
    "wagtailadmin_pages:unpublish": ["page"],
    "wagtailadmin_pages:move": ["page"],
    "wagtailadmin_pages:history": ["page"],
    "wagtailadmin_pages:workflow_history": ["page"],
    "wagtailadmin_pages:set_privacy": ["page"],
    "wagtailadmin_pages:usage": ["page"],
    "wagtailadmin_pages:add": ["home", "standardpage", "home page"],
    "wagtailadmin_reports:site_history": [],
    "wagtailadmin_reports:aging_pages": [],
    "wagtailadmin_reports:locked_pages": [],
    "wagtailadmin_account": [],
    "wagtailimages:index": [],
    "wagtailimages:add": [],
    "wagtailimages:edit": ["image"],
    "wagtailimages:delete": ["image"],
    "wagtailimages_chooser:choose": [],
    "wagtaildocs:index": [],
    "wagtaildocs:add": [],
    "wagtaildocs_chooser:choose": [],
    "wagtailredirects:index": [],
    "wagtailredirects:add": [],
    "wagtailsnippets_hub_person:list": [],
    "wagtailsnippets_hub_person:edit": ["person"],
    "wagtailsnippets_hub_person:delete": ["person"],
    "wagtailsnippets_hub_person:history": ["person"],
    "wagtailsnippets_hub_person:usage": ["person"],
    "venues:index": [],
    "venues:add": [],
    "venues:edit": ["venue"],
    "venues:delete": ["venue"],
    "venues:history": ["venue"],
    "spaces:index": [],
    "spaces:add": [],
    "spaces:edit": ["space"],
    "spaces:usage": ["space"],
    "access_notices:add": [],
    "house_rules:index": [],
    "house_rules:add": [],
    "house_rules:inspect": ["rules"],
    "introductions:add": [],
    "equipment:index": [],
    "wagtailusers_users:index": [],
    "wagtailusers_users:add": [],
    "wagtailusers_users:edit": ["user"],
    "wagtailusers_users:delete": ["user"],
    "wagtailusers_users:history": ["user"],
}


def texts_of_wagtail() -> set[str]:
    """Whole texts that Wagtail has in English, but for single small words."""
    catalogues = [
        file for source in SOURCES for file in source.rglob("locale/en/*/django.po")
    ]
    found = {
        " ".join(entry.msgid.split()) for file in catalogues
        for entry in polib.pofile(str(file))
    }  # fmt: skip
    return {text for text in found if len(text) > 3 and text not in ALIKE}


ENGLISH = texts_of_wagtail()


@pytest.fixture
def keys(home):
    """What the addresses name."""
    page = factories.make_standard_page(title="Brød")
    factories.make_standard_page(page, title="Boller")
    PageLogEntry.objects.log_action(page, "wagtail.edit", user=None)
    space = make_space()
    return {
        "home page": home.pk,
        "space": space.pk,
        "venue": space.venue_id,
        "rules": HouseRules.objects.create(venue=space.venue, version=1).pk,
        "page": page.pk,
        "image": factories.make_image().pk,
        "person": factories.make_person().pk,
        "user": factories.make_staff("Editors").pk,
    }


@pytest.mark.parametrize("name", PAGES)
def test_no_text_of_wagtails_stays_english(client, keys, name):
    sign_in(client, factories.make_staff("Hub managers"))
    args = [keys.get(each, each) for each in PAGES[name]]

    response = client.get(reverse(name, args=args))

    assert response.status_code == 200
    assert english_in(response) == set()


def english_in(response) -> set[str]:
    """The texts between a page's tags and in its labels that Wagtail has in English."""
    page = Page(response)
    body = page.all("body")[0] if page.all("body") else page.tree
    hidden = {id(each) for kind in ("script", "style")
              for element in body.iter(kind) for each in element.iter()}  # fmt: skip
    said = set()
    for element in body.iter():
        if id(element) in hidden or not isinstance(element.tag, str):
            continue
        said |= {element.text, element.tail, words(element)}
        said |= {element.get(name) for name in ("title", "aria-label", "placeholder")}
    return {" ".join(text.split()) for text in said if text} & ENGLISH


def test_the_search_finds_what_is_english(client, keys):
    sign_in(client, factories.make_staff("Hub managers"))
    address = reverse("wagtailadmin_pages:history", args=[keys["page"]])

    response = client.get(address, HTTP_ACCEPT_LANGUAGE="en")

    assert "Is commenting action" in english_in(response)
