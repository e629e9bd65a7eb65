"""Staff at the door tick guests on a phone, one press each, without script."""

import pytest

from tests.browser import at_the_door, staff
from tests.browser.test_everywhere import axe
from tests.browser.test_print import A4, printed

PAGES = ("", "new/", "places/", "mail/")
COME = at_the_door.NUMBER


@pytest.fixture(scope="module")
def evening(staffed_site):
    """The site with an evening of today."""
    staffed_site.run("-m", "tests.browser.at_the_door")
    return staffed_site


@pytest.fixture
def at_the_list(visit, evening):
    """Somebody in front of the guests of the evening: `at_the_list(width=390)`."""

    def begin(**options):
        person = visit(evening, "/da/", **options)
        staff.sign_in(person, "redaktor@example.org")
        person.go("/admin/events/guests/")
        person.tap(f"a:has-text('{at_the_door.TITLE}')")
        person.taps = 0
        return person

    return begin


def test_the_pages_of_guests_are_accessible_and_fit(at_the_list):
    person, found = at_the_list(width=390), {}
    address = person.path()

    for path in PAGES:
        person.go(address + path)
        result = axe.run(person.page, context="#main").response
        found[path] = [
            (rule["id"], node["html"][:160])
            for rule in result["violations"]
            for node in rule["nodes"]
        ] + [person.runs_over()] * (person.runs_over() > 0)

    assert found == dict.fromkeys(PAGES, [])


def test_each_guest_is_one_press_and_the_rest_one_more(at_the_list):
    person = at_the_list(width=390, java_script_enabled=False)

    for _each in range(2):
        person.tap(person.page.get_by_role("button", name="Kom", exact=True).first)
    person.tap(person.page.get_by_role("button", name="Kom ikke", exact=True).first)
    size = person.page.get_by_role(
        "button", name="Kom", exact=True
    ).first.bounding_box()
    person.tap(person.page.get_by_role("button", name="Alle, der ikke er krydset af"))

    said = person.page.locator(".hub-lead").inner_text()
    assert said == "32 personer kommer: 30 kom, 2 kom ikke, 0 er ikke krydset af"
    assert person.taps == 4
    assert size["height"] >= 44


def test_the_list_is_printed_on_one_page_with_a_box_for_each(at_the_list):
    person = at_the_list()

    assert printed(person) == (1, {A4})
    person.page.emulate_media(media="print")
    boxes = person.page.locator("td.hub-paper")
    assert (boxes.count(), boxes.first.is_visible()) == (COME, True)
    assert not person.page.get_by_role("button").first.is_visible()
