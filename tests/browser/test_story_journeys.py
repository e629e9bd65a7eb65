"""What people come for in stories: how many taps and fields it takes."""

import pytest

from tests.browser import addresses, staff
from tests.browser.test_journeys import costs

LANGUAGES = ("da", "en")
STORIES = {"da": "/da/historier/", "en": "/en/stories/"}
PROFILE = {
    "da": "/da/virksomheder/krank-og-kaede/",
    "en": "/en/enterprises/krank-og-kaede/",
}
WRITTEN = {
    "title": "Tirsdag i bageriet",
    "kicker": "Mad og job",
    "byline": "Amina Warsame, hubben",
    "standfirst": "Klokken er fire, og ovnen er varm.",
    "portrays_nobody": "Den handler om en ovn.",
}
ENGLISH = {
    "Tirsdag i bageriet": "Tuesday at the bakery",
    "tirsdag-i-bageriet": "tuesday-at-the-bakery",
    "Mad og job": "Food and work",
    "Amina Warsame, hubben": "Amina Warsame, the hub",
    "Klokken er fire, og ovnen er varm.": "It is four, and the oven is hot.",
    "Dejen hæver.": "The dough is rising.",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reader_finds_a_story_and_acts(visit, site, language):
    reader = visit(site, f"/{language}/", width=390, java_script_enabled=False)

    reader.tap(f"main a[href='{STORIES[language]}']")
    reader.page.select_option("[name=theme]", "bikes")
    reader.fields += 1
    reader.tap(".filter button")
    reader.tap("#result .card h3 a")
    reader.tap(".note--glow .btn")

    assert reader.path() == PROFILE[language]
    assert costs(reader) == {"taps": 4, "fields": 1}
    assert reader.runs_over() <= 0
    assert reader.complaints == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reader_goes_from_the_front_page_to_a_story_and_on(visit, site, language):
    reader = visit(site, f"/{language}/", width=390)

    reader.tap(".stories .card h3 a")
    first = reader.path()
    reader.tap(".band--mist .card h3 a")

    assert reader.path().startswith(STORIES[language])
    assert reader.path() != first
    assert costs(reader) == {"taps": 2, "fields": 0}
    assert reader.context.cookies() == []


def test_a_publisher_writes_a_story_and_its_english(visit, staffed_site):
    publisher = visit(staffed_site, "/da/")
    staff.sign_in(publisher, "udgiver@example.org")
    publisher.taps = publisher.fields = 0

    staff.begin_story(publisher)
    staff.write_story(publisher, WRITTEN, "Dejen hæver.")
    staff.publish(publisher)
    staff.write_all_english(publisher, ENGLISH)

    danish = addresses.read(staffed_site, f"{STORIES['da']}tirsdag-i-bageriet/")
    english = addresses.read(staffed_site, f"{STORIES['en']}tuesday-at-the-bakery/")
    assert "Dejen hæver." in danish
    assert "The dough is rising." in english
    assert costs(publisher) == {"taps": 23, "fields": 12}
