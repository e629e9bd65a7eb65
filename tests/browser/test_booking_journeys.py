"""A kitchen on Thursday, the first time, on a phone: how many taps and fields it takes.

Taps are links and buttons, fields what is typed. A box that is ticked, or one choice of
some, is both: the figures hold whichever it is counted as.
"""

import datetime as dt
import re
from collections.abc import Callable

import pytest
from django.utils import timezone

from tests import servers
from tests.browser.test_everywhere import violations
from tests.browser.visitor import Visitor

TOO_FAST = 2100  # milliseconds: nobody fills a form faster
LANGUAGES = ("da", "en")
KITCHEN = {"da": "Skolekøkkenet", "en": "The school kitchen"}
LIST = {"da": "/da/lokaler/", "en": "/en/spaces/"}
BOOK = {"da": "/da/book/skolekoekkenet/", "en": "/en/book/skolekoekkenet/"}
SENT = {"da": "/da/book/sendt/", "en": "/en/book/sent/"}
MOST = {"taps": 9, "fields": 8}
THURSDAY = 3
SEND = "main form > .btns button"


@pytest.fixture(scope="module")
def site_of_many():
    """The demo behind a proxy, so that each visitor has a network address."""
    with servers.demo_site(DEBUG="1", TRUSTED_PROXIES="1") as server:
        yield server


@pytest.fixture
def phone(visit, site_of_many, request):
    """A visitor on a phone with a network address of its own: `phone("/da/", 7)`."""

    def begin(path: str, number: int, **options) -> Visitor:
        headers = {"X-Forwarded-For": f"192.0.2.{number}"}
        return visit(
            site_of_many, path, width=390, extra_http_headers=headers, **options
        )

    return begin


def thursday(weeks: int) -> dt.date:
    """A Thursday far enough ahead for an answer, and so many weeks after the first."""
    day = timezone.localdate() + dt.timedelta(days=4)
    return day + dt.timedelta(days=(THURSDAY - day.weekday()) % 7 + 7 * weeks)


def tick(reader: Visitor, field: str) -> None:
    """Tick a box or choose one of some."""
    reader.page.check(field)
    reader.ticks += 1


def code_sent_to(phone, address: str) -> str:
    """The code of the newest mail to an address, read at /mail/."""
    reader = phone("/mail/", 250)
    reader.tap(reader.page.locator("tbody tr", has_text=address).locator("a"))
    return re.search(r"\b\d{6}\b", reader.page.locator("main").inner_text())[0]


def book_the_kitchen(
    reader: Visitor,
    phone,
    language: str,
    day: dt.date,
    look: Callable[[Visitor], None],
) -> None:
    """From the front page to the number of the request; `look` is let at each page."""
    address, reader.ticks = f"ny.{day:%d%m}@example.org", 0
    look(reader)
    reader.tap(f"main a[href='{LIST[language]}']")
    look(reader)
    reader.write("[name=date]", day.isoformat())
    reader.tap("main search form button")
    look(reader)
    reader.tap(reader.page.locator(".space h3 a", has_text=KITCHEN[language]))
    look(reader)
    reader.tap(f".week a[href*='date={day}']")
    look(reader)
    reader.write("[name=purpose]", "Suppe til naboerne.")
    reader.write("[name=people]", "4")
    tick(reader, "[name=food][value=no]")
    reader.page.wait_for_timeout(TOO_FAST)
    reader.tap("#tell form button[type=submit]")
    look(reader)
    reader.write("[name=email]", address)
    reader.page.wait_for_timeout(TOO_FAST)
    reader.tap(SEND)
    look(reader)
    reader.write("[name=code]", code_sent_to(phone, address))
    reader.write("[name=name]", "Ny Nabo")
    tick(reader, "[name=rules]")
    reader.page.wait_for_timeout(TOO_FAST)
    reader.tap(SEND)
    look(reader)


@pytest.mark.parametrize(("language", "weeks"), [("da", 0), ("en", 1)])
def test_somebody_new_asks_for_a_kitchen_without_script(phone, language, weeks):
    reader = phone(f"/{language}/", weeks, java_script_enabled=False)
    pages = []

    def look(seen: Visitor) -> None:
        seen.page.wait_for_load_state()  # without its style every page runs over
        pages.append((seen.path(), seen.runs_over() <= 0))

    book_the_kitchen(reader, phone, language, thursday(weeks), look)

    assert reader.path().startswith(SENT[language])
    reference = reader.page.locator("#reference").inner_text()
    assert re.fullmatch(r"[B-DF-HJ-NP-TV-XZ2-9]{6}", reference)
    assert [path for path, fits in pages if not fits] == []
    assert (reader.taps, reader.fields, reader.ticks) == (7, 6, 2)
    assert reader.taps + reader.ticks <= MOST["taps"]
    assert reader.fields + reader.ticks <= MOST["fields"]
    assert reader.complaints == []


@pytest.mark.parametrize(("language", "weeks"), [("da", 2), ("en", 3)])
def test_every_page_of_the_journey_is_accessible(phone, language, weeks):
    reader = phone(f"/{language}/", weeks)
    wrong = {}

    def look(seen: Visitor) -> None:
        if found := violations(seen):
            wrong[seen.path()] = found
        seen.page.set_viewport_size({"width": 390, "height": 900})

    book_the_kitchen(reader, phone, language, thursday(weeks), look)

    assert reader.path().startswith(SENT[language])
    assert wrong == {}
    assert reader.complaints == []


def tell(reader: Visitor) -> None:
    """Fill what a time is wanted for, and send it."""
    reader.page.fill("[name=purpose]", "Suppe til naboerne.")
    reader.page.fill("[name=people]", "4")
    reader.page.check("[name=food][value=no]")
    reader.page.wait_for_timeout(TOO_FAST)
    reader.tap("#tell form button[type=submit]")


@pytest.mark.parametrize(("language", "weeks"), [("da", 4), ("en", 5)])
def test_who_comes_second_takes_the_nearest_time_with_one_tap(phone, language, weeks):
    time = f"?date={thursday(weeks)}&start=16:00&until=18:00"
    first, second = (
        phone(BOOK[language] + time, 20 + number + 2 * weeks) for number in (0, 1)
    )
    tell(first)

    tell(second)

    assert "#tell" not in first.path()
    assert violations(second) == []
    assert second.focused().startswith(KITCHEN[language])
    assert second.page.input_value("[name=purpose]") == "Suppe til naboerne."
    assert second.page.input_value("[name=people]") == "4"
    second.page.set_viewport_size({"width": 390, "height": 900})
    assert second.runs_over() <= 0
    second.page.wait_for_timeout(TOO_FAST)
    second.tap("main form button[name=time]")
    assert second.page.locator(".facts", has_text="Suppe til naboerne.").is_visible()
    assert second.complaints == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_time_is_chosen_with_the_keyboard_alone(phone, language):
    reader = phone(BOOK[language] + f"?date={thursday(6)}", 40)
    reader.page.focus("[name=start]")

    reader.press("ArrowDown", "Tab", "ArrowDown", "Tab", "Enter")

    reader.page.wait_for_url("**&start=15%3A30&until=17%3A30#tell")
    assert reader.page.locator("#tell [name=purpose]").is_visible()
    assert violations(reader) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_wrong_with_a_time_has_the_focus_and_leads_on(phone, language):
    time = f"?date={thursday(7)}&start=03:00&until=04:00"
    reader = phone(BOOK[language] + time, 41)

    assert reader.focused().startswith(
        {"da": "Der er noget, du skal rette", "en": "Something must be put right"}[
            language
        ]
    )
    assert violations(reader) == []
    reader.page.set_viewport_size({"width": 320, "height": 900})
    assert reader.runs_over() <= 0
    reader.tap("#choose .note a")
    assert reader.page.locator("#tell [name=purpose]").is_visible()
