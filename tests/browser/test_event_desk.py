"""A publisher makes a series of 26 weeks, moves a clash, and publishes: counted."""

import pytest

from tests.browser import busy_room, staff
from tests.browser.test_everywhere import axe
from tests.browser.test_journeys import costs
from tests.spaces import makers

PUBLISHER = "udgiver@example.org"
WEEKS = 26
FACTS = {
    "title_da": "Syng med på onsdag",
    "title_en": "Sing along on Wednesday",
    "summary_da": "Kom, som du er, og syng.",
    "summary_en": "Come as you are, and sing.",
}


@pytest.fixture(scope="module")
def hall(staffed_site):
    """The site with a room that is taken in the second week."""
    staffed_site.run("-m", "tests.browser.busy_room")
    return staffed_site


@pytest.fixture
def publisher(visit, hall):
    """Let a publisher sign in: `publisher(width=390)`."""

    def begin(**options):
        visitor = visit(hall, "/da/", **options)
        staff.sign_in(visitor, PUBLISHER)
        visitor.taps = visitor.fields = 0
        return visitor

    return begin


def choose(visitor, field: str, **what) -> None:
    """Choose from a list, and count it as a field."""
    visitor.page.select_option(field, **what)
    visitor.fields += 1


def write_facts(visitor) -> None:
    """From the first page to a saved draft."""
    visitor.tap(".hub-button[href='/admin/events/new/']")
    for name, text in FACTS.items():
        visitor.write(f"[name={name}]", text)
    choose(visitor, "[name=kind]", value="open_house")
    visitor.tap(".hub-bar button")


def say_how_it_repeats(visitor) -> None:
    """The rule, the room, and a look at all dates."""
    visitor.tap("main a[href$='/repeat/']")
    visitor.write("[name=date]", makers.workday(7).isoformat())
    visitor.write("[name=start_time]", f"{busy_room.START}:00")
    visitor.write("[name=until_time]", f"{busy_room.START + 2}:00")
    visitor.write("[name=count]", str(WEEKS))
    choose(visitor, "[name=space]", label=busy_room.ROOM)
    visitor.tap("main button[name=look]:not([aria-hidden])")


def test_a_series_with_a_clash_is_made_and_published(publisher):
    editor = publisher(java_script_enabled=False)

    write_facts(editor)
    say_how_it_repeats(editor)
    rows = editor.page.locator("#all-dates tbody tr")
    taken = editor.page.locator("#all-dates .hub-flag--due")
    seen = (rows.count(), taken.count())
    editor.tap("#all-dates [name=instead]")
    left = taken.count()
    editor.tap("#all-dates [name=sure]")
    editor.tap("main a[href$='/publish/']")
    editor.tap("main button[name=now]")

    assert (seen, left) == ((WEEKS, 1), 0)
    kept = editor.page.locator("#dates ~ table tbody tr:has-text('Reserveret')")
    assert kept.count() == WEEKS
    assert costs(editor) == {"taps": 8, "fields": 10}
    assert editor.complaints == []


@pytest.mark.parametrize("width", [390, 1280])
def test_the_pages_of_the_desk_are_accessible(publisher, width):
    editor = publisher(width=width)
    editor.go("/admin/events/drafts/")
    draft = editor.page.locator("td.title a").first.get_attribute("href")
    paths = ["/admin/events/", "/admin/events/new/", "/admin/events/without-room/"]
    steps = ("", "facts/", "date/", "repeat/", "publish/", "remove/")
    paths += [f"{draft}{step}" for step in steps]
    found = {}

    for path in paths:
        editor.go(path)
        result = axe.run(editor.page, context="#main").response
        assert (editor.status, editor.runs_over()) == (200, 0)
        found[path] = [
            (rule["id"], node["html"][:160])
            for rule in result["violations"]
            for node in rule["nodes"]
        ]

    assert found == dict.fromkeys(paths, [])
    assert editor.complaints == []
