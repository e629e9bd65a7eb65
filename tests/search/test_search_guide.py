"""The staff's guide to the search says the words that stand on the pages."""

import html
import re

import pytest
from django.urls import reverse
from wagtail.users.models import UserProfile

from hub import pagecache
from search import indexing
from tests import factories
from tests.events.makers import make_event_index
from tests.search.made import URL, make_promotion, make_synonyms
from tests.spaces.test_staff_guide import BOLD, FOLDER
from tests.staff import sign_in

pytestmark = pytest.mark.once

# What is advised, not words on a page.
OUR_OWN = {
    "En titel i læsernes ord.", "Et dokuments titel.", "Spørgsmålet",
    "A title in the readers' words.", "The title of a document.", "The question",
}  # fmt: skip
ADMIN = ("search_report", "synonyms:index", "promotions:index", "promotions:add")


def read(response) -> str:
    """What is sent, in small letters; the admin's menu spells some as numbers."""
    text = html.unescape(response.content.decode())
    return re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), text).lower()


@pytest.fixture
def homes(home, english_home):
    return {"da": home, "en": english_home}


@pytest.mark.parametrize("language", ["da", "en"])
def test_what_is_bold_in_the_guide_stands_on_the_pages(client, homes, language):
    guide = (FOLDER / f"search-{language}.md").read_text()
    page = factories.make_standard_page(homes[language], title="Ovn", slug="ovn")
    make_promotion(page, "ovn", language)
    make_synonyms(language=language)
    events = make_event_index(language)
    indexing.refresh()
    pagecache.forget()
    publisher = factories.make_staff("Publishers")
    UserProfile.objects.create(user=publisher, preferred_language=language)
    sign_in(client, publisher)

    answers = [client.get(reverse(name)) for name in ADMIN]
    answers += [client.get(URL[language], {"q": "ovn"}), client.get(events.get_url())]
    shown = " ".join(read(answer) for answer in answers)

    said = set(BOLD.findall(guide)) - OUR_OWN
    assert len(said) == 11
    assert {each for each in said if each.lower() not in shown} == set()
