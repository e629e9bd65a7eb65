"""Nominating on a telephone, without script, until the nominee says yes: counted."""

import re
from urllib.parse import urlsplit

import pytest

from tests.browser import staff
from tests.browser.addresses import paths_in
from tests.browser.test_everywhere import violations
from tests.browser.test_journeys import TOO_FAST, costs

STORIES = {"da": "/da/historier/", "en": "/en/stories/"}
EDITOR = "redaktor@example.org"


def said_in(language: str) -> dict[str, str]:
    """What somebody writes; in each language about somebody else, in other words."""
    name = {"da": "Vera Knap", "en": "Vera Button"}[language]
    why = {
        "da": "Hun syr knapper i for hele gaden og tager ikke penge for det.",
        "en": "She sews buttons on for the whole street and takes no money for it.",
    }
    return {
        "nominee": name,
        "why": why[language],
        "nominee_email": f"vera.{language}@example.org",
        "name": "Aksel Munkholm",
        "email": f"aksel.{language}@example.org",
    }


def fill(visitor, language: str) -> None:
    """The form, as slowly as a person."""
    visitor.page.wait_for_timeout(TOO_FAST)
    for name, text in said_in(language).items():
        visitor.write(f"[name={name}]", text)


def link_in_the_mail(visit, server, address: str) -> str:
    """The private link of the newest mail to an address, read at /mail/."""
    reader = visit(server, "/mail/")
    reader.tap(reader.page.locator("tbody tr", has_text=address).locator("a"))
    link = re.search(
        r"https?://\S+/(?:dit-svar|your-answer)/\S+", reader.page.content()
    )
    return urlsplit(link[0].split('"')[0].split("<")[0]).path


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_hero_is_nominated_asked_and_says_yes(visit, staffed_site, language):
    start = paths_in(language, "nominate")[0]
    reader = visit(
        staffed_site, STORIES[language], width=390, java_script_enabled=False
    )
    reader.tap(f"main a[href='{start}']")
    fill(reader, language)
    reader.tap("main form button[type=submit]")

    assert re.fullmatch(rf"{start}send?t/[-0-9a-f]{{36}}/", reader.path())
    assert costs(reader) == {"taps": 2, "fields": 5}
    assert reader.runs_over() <= 0

    editor = visit(staffed_site, "/da/")
    staff.sign_in(editor, EDITOR)
    editor.taps = editor.fields = 0
    name = said_in(language)["nominee"]
    editor.tap(f".hub-waiting a:has-text('{name}')")
    editor.tap("main a[href$='/ask/']")
    editor.tap("main form button[type=submit]")
    editor.page.wait_for_selector(".messages .success")
    assert costs(editor) == {"taps": 3, "fields": 0}

    link = link_in_the_mail(visit, staffed_site, said_in(language)["nominee_email"])
    assert link.startswith(start)
    nominee = visit(staffed_site, link, width=390, java_script_enabled=False)
    assert said_in(language)["why"] in nominee.page.locator("main").inner_text()
    assert nominee.runs_over() <= 0
    nominee.page.wait_for_timeout(TOO_FAST)
    nominee.tap("main button[value=yes]")
    assert nominee.path() == link
    assert nominee.page.locator("main .msg--ok").is_visible()
    assert costs(nominee) == {"taps": 1, "fields": 0}

    reads = visit(staffed_site, link)
    assert violations(reads) == []
    assert reads.hosts == {staffed_site.url.removeprefix("http://")}
    assert [each.complaints for each in (reader, editor, nominee, reads)] == [[]] * 4


@pytest.mark.parametrize("language", ["da", "en"])
def test_receipt_refusal_and_old_link_are_accessible(visit, site, language):
    start = paths_in(language, "nominate")[0]
    reader = visit(site, start)

    reader.tap("main form button[type=submit]")
    found = violations(reader)
    first_words = reader.focused().splitlines()[0]
    fill(reader, language)
    reader.tap("main form button[type=submit]")
    reader.page.wait_for_url(re.compile("/send?t/"))
    found += violations(reader)
    reader.go(f"{paths_in(language, 'nominee_said_no')[0]}x/")
    found += violations(reader)

    heading = {"da": "Der er noget, du skal rette", "en": "Something must be put right"}
    assert found == []
    assert reader.status == 404
    assert first_words == heading[language]
    assert reader.complaints == []
